"""The codes that let people into a shop: 120 bits, easy to read out, made of a seed with the server's key."""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

BYTES = 15
LONGEST_TYPED = 100


def new_seed() -> str:
    return secrets.token_hex(16)


def code_of(seed: str) -> str:
    """ "ABCD-EFGH-…": six groups of four letters and digits."""
    key = hmac.digest(settings.SECRET_KEY.encode(), b"sellers.invitations", "sha256")
    letters = base64.b32encode(hmac.digest(key, seed.encode(), "sha256")[:BYTES]).decode()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def digest_of(code: str) -> str:
    """Of a code as typed, in either case and with or without its hyphens."""
    letters = "".join(letter for letter in code[:LONGEST_TYPED].upper() if letter.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()
