"""Codes that people read out to each other: of sales links, and of those who are asked to host."""

import secrets

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that looks like another
LINK_LENGTH, HOST_LENGTH = 8, 10


def random_code(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _n in range(length))


def read_code(typed: str) -> str:
    """As it was given out, however it was typed."""
    return "".join(typed.split()).upper()
