"""Access tokens: ours are read, and nothing else is."""

from datetime import timedelta

import jwt
import pytest
from django.conf import settings
from django.utils import timezone

from marketplace.access import tokens
from marketplace.access.tokens import Claims, TokenExpired, access_token, claims_of
from marketplace.errors import Unauthenticated
from marketplace.models import Session

SESSION = Session(pk=7, user_id=5)


def remade(*, key=None, algorithm="HS256", headers=None, without=(), **claims):
    """Our own token, with something about it changed."""
    real = access_token(SESSION, timezone.now())
    kept = {**jwt.decode(real, options={"verify_signature": False}), **claims}
    kept = {name: value for name, value in kept.items() if name not in without}
    secret = tokens._key(settings.SECRET_KEY).secret if key is None else key
    return jwt.encode(
        kept, secret, algorithm=algorithm, headers={**jwt.get_unverified_header(real), **(headers or {})}
    )


def test_a_token_tells_who_asks_and_by_which_device():
    assert claims_of(access_token(SESSION, timezone.now())) == Claims(user_id=5, session_id=7)
    assert claims_of(remade()) == Claims(user_id=5, session_id=7)


def test_it_lasts_ten_minutes():
    claims_of(access_token(SESSION, timezone.now() - timedelta(minutes=9, seconds=50)))
    with pytest.raises(TokenExpired):
        claims_of(access_token(SESSION, timezone.now() - timedelta(minutes=10, seconds=1)))


def unsigned():
    return remade(key="", algorithm="none", headers={"alg": "none"})


def signed_with_the_secret_key_itself():
    return remade(key=settings.SECRET_KEY)


FORGED = {
    "unsigned": unsigned,
    "the secret key itself": signed_with_the_secret_key_itself,
    "another key": lambda: remade(key="k" * 64),
    "another algorithm": lambda: remade(algorithm="HS512", key="k" * 64, headers={"alg": "HS512"}),
    "of unknown key": lambda: remade(headers={"kid": "000000000000"}),
    "without key": lambda: remade(headers={"kid": ""}),
    "of another kind": lambda: remade(headers={"typ": "JWT"}),
    "for others": lambda: remade(aud="elsewhere"),
    "by others": lambda: remade(iss="elsewhere"),
    "without session": lambda: remade(without=["sid"]),
    "without user": lambda: remade(without=["sub"]),
    "without end": lambda: remade(without=["exp"]),
    "not for today": lambda: remade(iat=2**40),
    "cut off": lambda: remade()[:-3],
    "nonsense": lambda: "nonsense",
    "nothing": lambda: "",
    "too long": lambda: "a." * 2_000,
    "not text": lambda: "\ud800",
}


@pytest.mark.parametrize("make", FORGED.values(), ids=FORGED)
def test_what_is_no_token_of_ours_is_refused(make):
    with pytest.raises(Unauthenticated):
        claims_of(make())


@pytest.mark.parametrize("claim", [{"sub": "x"}, {"sid": "x"}, {"sid": None}, {"sid": [1]}])
def test_claims_of_the_wrong_kind_are_refused(claim):
    with pytest.raises(Unauthenticated):
        claims_of(remade(**claim))


def test_a_changed_secret_key_is_followed_while_the_old_one_is_listed(settings):
    token = access_token(SESSION, timezone.now())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-" * 8, [settings.SECRET_KEY]
    assert claims_of(token).session_id == 7
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Unauthenticated):
        claims_of(token)
