"""What no trail may hold, taken out before an entry is written: whoever reads it later was not meant to see it.

Commands leave such things out themselves; this is for the one that forgets.
"""

import re
from collections.abc import Mapping
from typing import Any

MASK = "•••"
SHOWN_DIGITS = 4  # of an account: enough for its owner to know it again

_SECRET = frozenset({"password", "passwords", "secret", "secrets", "token", "tokens", "seed", "otp", "pin", "cvv"})
_HASH = frozenset({"hash", "digest", "hmac", "signature", "stamp"})
_ACCOUNT = frozenset({"account_number", "bank_account", "card_number", "iban"})
_BANK = frozenset({"bank", "bank_bin", "bank_name", "bank_code"})
_LOOKS_SECRET = re.compile(
    r"(?:argon2|bcrypt|pbkdf2|scrypt|md5)\w*\$.+"  # as Django stores passwords
    r"|eyJ[\w-]+\.[\w-]+\.[\w-]*"  # a JSON web token
    r"|-----BEGIN .*",
    re.DOTALL,
)


def masked_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same, with secrets and hashes as "•••" and account numbers as "•••7890", at every depth."""
    is_of_bank = not _BANK.isdisjoint(fields)
    return {name: _masked(name, value, is_of_bank=is_of_bank) for name, value in fields.items()}


def _masked(name: str, value: Any, *, is_of_bank: bool) -> Any:
    if value is None or isinstance(value, bool):
        return value
    words = set(name.lower().split("_"))
    if words & (_SECRET | _HASH) and isinstance(value, str):
        return MASK if value else value
    if name.lower() in _ACCOUNT or (is_of_bank and name.lower() == "number"):
        return _account(str(value))
    if isinstance(value, Mapping):
        return masked_fields(value)
    if isinstance(value, list):
        return [_masked(name, entry, is_of_bank=is_of_bank) for entry in value]
    return MASK if isinstance(value, str) and _LOOKS_SECRET.fullmatch(value) else value


def _account(number: str) -> str:
    """A number that is masked already stays as it is."""
    return number if not number or number.startswith(MASK) else MASK + number[-SHOWN_DIGITS:]
