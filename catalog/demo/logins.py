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
    shop: str = ""  # of a seller's member: the shop's address (slug); it is one that was made up
    shop_role: str = "OWNER"  # sellers.models.Role as a word: `make run` prints these without Django


SHOP = "htx-rau-an-toan-yen-dong"
LOGINS = (
    Login("administrator", "admin@ocop.example", "demo-admin-2026", "Quản trị viên (minh họa)", True),
    Login("programme officer", "officer@ocop.example", "demo-officer-2026", "Cán bộ OCOP (minh họa)", False, "37"),
    Login("owner of a shop", "owner@ocop.example", "demo-owner-2026", "Chủ gian hàng (minh họa)", False, shop=SHOP),
    Login(
        "staff of that shop",
        "staff@ocop.example",
        "demo-staff-2026",
        "Nhân viên gian hàng (minh họa)",
        False,
        shop=SHOP,
        shop_role="STAFF",
    ),
)
