"""How passwords are spelled before they are hashed."""

import unicodedata


def spelled(password: str) -> str:
    """One spelling for what looks the same: keyboards write ế as one letter or as three (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)
