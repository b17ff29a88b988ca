"""What lets guests look at their order: made of its number and our secret, so that it is stored nowhere."""

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

LENGTH = 32
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that looks like another


def token_of(number: str) -> str:
    return salted_hmac("orders.order", number, algorithm="sha256").hexdigest()[:LENGTH]


def opens(token: str, number: str) -> bool:
    return constant_time_compare(token, token_of(number))


def random_letters(count: int) -> str:
    """Such as people read out to each other."""
    return "".join(secrets.choice(LETTERS) for _n in range(count))
