"""Who can sign in to the demo. These passwords protect nothing: never load the demo into a real shop."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Login:
    role: str
    email: str
    password: str
    full_name: str
    is_superuser: bool
    province: str = ""  # of an officer: the code of the province whose sellers they look after


LOGINS = (
    Login("administrator", "admin@ocop.example", "demo-admin-2026", "Quản trị viên (minh họa)", True),
    Login("programme officer", "officer@ocop.example", "demo-officer-2026", "Cán bộ OCOP (minh họa)", False, "37"),
)
