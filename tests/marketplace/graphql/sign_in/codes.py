"""Codes, asked for through the API as an app does."""

from marketplace.contacts import contact_of
from tests.marketplace.people import sent_code

REQUEST = """mutation ($input: RequestCodeInput!) { requestCode(input: $input) {
    expiresAt errors { code field } } }"""


def asked_code(ask, purpose, to):
    """The digits, as whoever has that address reads them."""
    payload = ask(REQUEST, {"input": {"purpose": purpose, "to": to}})["requestCode"]
    assert payload["errors"] == []
    return sent_code(purpose, contact_of(to, field="to").value)
