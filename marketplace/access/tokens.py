"""The texts that apps carry: access tokens say who asks, for ten minutes; refresh tokens say nothing."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import jwt
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode, Unauthenticated
from marketplace.models import Session

LIFETIME = timedelta(minutes=10)
ALGORITHM = "HS256"
TYPE = "at+jwt"  # RFC 9068, 2.1: nothing else that we might sign one day passes for an access token
ISSUER, AUDIENCE = "ocop-marketplace", "graphql"
LONGEST_TOKEN = 2_000  # characters


class TokenExpired(DomainError):
    """The cue to get a new one by refreshToken."""

    code = ErrorCode.TOKEN_EXPIRED
    default_message = _("This token has expired.")


@dataclass(frozen=True, slots=True)
class Claims:
    user_id: int
    session_id: int


@dataclass(frozen=True, slots=True)
class _Key:
    id: str
    secret: bytes


def access_token(session: Session, now: datetime) -> str:
    key = _key(settings.SECRET_KEY)
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(session.user_id),
        "sid": session.pk,
        "iat": int(now.timestamp()),
        "exp": int((now + LIFETIME).timestamp()),
    }
    return jwt.encode(claims, key.secret, algorithm=ALGORITHM, headers={"kid": key.id, "typ": TYPE})


def claims_of(token: str) -> Claims:
    """What a token of ours says. Raises TokenExpired, or Unauthenticated for all that is not one of ours."""
    try:
        key = _named_key(token)
        claims = jwt.decode(
            token,
            key.secret,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=ISSUER,
            options={"require": ["iss", "aud", "sub", "sid", "iat", "exp"]},
        )
        return Claims(int(claims["sub"]), int(claims["sid"]))
    except jwt.ExpiredSignatureError as error:
        raise TokenExpired from error
    except (jwt.InvalidTokenError, ValueError, TypeError) as error:
        raise Unauthenticated from error


def new_refresh_token() -> str:
    return secrets.token_urlsafe(32)


def following_refresh_token(token: str, idempotency_key: str) -> str:
    """The one successor of a token under that key: the same again for whoever shows both, unknown to all others."""
    key = _derived(settings.SECRET_KEY, "marketplace.refresh tokens")
    digest = hmac.digest(key, f"{token}\0{idempotency_key}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def digest_of(token: str) -> str:
    """How a refresh token is kept. Its 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def _named_key(token: str) -> _Key:
    """The key that the token's header names: today's, or one of SECRET_KEY_FALLBACKS. Raises InvalidTokenError."""
    if len(token) > LONGEST_TOKEN or not token.isascii():
        raise jwt.InvalidTokenError("not a token")
    header: Mapping[str, Any] = jwt.get_unverified_header(token)
    keys = {key.id: key for key in map(_key, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))}
    if header.get("typ") != TYPE or header.get("alg") != ALGORITHM or header.get("kid") not in keys:
        raise jwt.InvalidTokenError("not an access token of this shop")
    return keys[header["kid"]]


@lru_cache(maxsize=8)
def _key(secret_key: str) -> _Key:
    secret = _derived(secret_key, "marketplace.access tokens")
    return _Key(hashlib.sha256(secret).hexdigest()[:12], secret)


def _derived(secret_key: str, purpose: str) -> bytes:
    return hmac.digest(secret_key.encode(), purpose.encode(), "sha256")
