"""Links by which a kind of mail is switched off without signing in: signed, good for that kind and person alone."""

from django.core import signing

from marketplace.errors import Invalid

_SALT = "marketplace.notices.unsubscribing"
LONGEST_TOKEN = 300


def token_for(user_id: int, kind: str) -> str:
    return signing.dumps([user_id, kind], salt=_SALT)


def read_token(token: str) -> tuple[int, str]:
    """The user and the kind. Never expires: an old mail's link must work. Raises Invalid."""
    try:
        user_id, kind = signing.loads(token[:LONGEST_TOKEN], salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise Invalid(field=["token"]) from error
    return user_id, kind
