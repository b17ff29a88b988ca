"""Tokens of apps: an access token for ten minutes, and a chain of refresh tokens that are each used once.

The rule for a used token that comes back: see docs/decisions/0004-refresh-tokens.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.access.devices import Device
from marketplace.access.tokens import (
    LIFETIME,
    TokenExpired,
    access_token,
    digest_of,
    following_refresh_token,
    new_refresh_token,
)
from marketplace.commands.audit import record
from marketplace.commands.sign_in.sessions import begin_session, sign_out
from marketplace.errors import Conflict, DomainError, ErrorCode
from marketplace.models import EndReason, RefreshToken, Session, SessionKind, User
from marketplace.models.sessions import IDLE

REPEATABLE = timedelta(hours=24)  # the same request may be sent again for so long, while its answer is unused
RACE = timedelta(seconds=10)  # two requests of one app: the second is told so, and nothing ends


class TokenInvalid(DomainError):
    code = ErrorCode.TOKEN_INVALID
    default_message = _("This token is not valid. Please sign in again.")


class TokenReused(DomainError):
    """Someone else may have the token: the session has ended, for both of them."""

    code = ErrorCode.TOKEN_REUSED
    default_message = _("This token was used before. To be safe, the device was signed out: please sign in again.")


@dataclass(frozen=True, slots=True)
class Tokens:
    session: Session
    access: str
    access_expires_at: datetime
    refresh: str
    refresh_expires_at: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A device that has just signed in; apps get tokens, browsers none."""

    session: Session
    tokens: Tokens | None


@transaction.atomic
def begin_sign_in(*, user: User, device: Device, kind: SessionKind, now: datetime) -> SignedIn:
    """Of someone whose proof was checked already."""
    session = begin_session(user=user, device=device, kind=kind, now=now)
    return SignedIn(session, issue_tokens(session=session, now=now) if kind == SessionKind.API else None)


def issue_tokens(*, session: Session, now: datetime) -> Tokens:
    """The first tokens of a session that has just begun."""
    return _tokens(session, new_refresh_token(), now)


def refresh_token(*, token: str, idempotency_key: str | None = None, now: datetime | None = None) -> Tokens:
    """Exchanges a refresh token for new ones; the session counts as seen.

    Under an `idempotency_key` the same exchange may be asked again, should its answer have been lost. Raises
    TokenInvalid, TokenExpired, Conflict for the slower of two requests at once, TokenReused.
    """
    now = now or timezone.now()
    answer = _exchanged(token, idempotency_key or "", now)
    if isinstance(answer, DomainError):
        raise answer  # outside the transaction: the end of the session stays
    return answer


def revoke_token(*, token: str, now: datetime | None = None) -> None:
    """Signs the token's device out. An unknown token is none any more: nothing happens (RFC 7009, 2.2)."""
    found = RefreshToken.objects.filter(digest=digest_of(token)).values_list("session_id", flat=True).first()
    if found is not None:
        sign_out(session_id=found, now=now)


@transaction.atomic(durable=True)
def _exchanged(token: str, idempotency_key: str, now: datetime) -> Tokens | DomainError:
    session = _locked_session(token)
    if session is None or not session.is_live(now):
        return TokenInvalid()
    shown = RefreshToken.objects.get(digest=digest_of(token))
    if shown.used_at is not None:
        return _answer_again(shown.used_at, session, token, idempotency_key, now)
    if shown.expires_at <= now:
        return TokenExpired()
    shown.used_at = session.last_seen_at = now
    shown.save(update_fields=["used_at"])
    session.save(update_fields=["last_seen_at"])
    next_one = following_refresh_token(token, idempotency_key) if idempotency_key else new_refresh_token()
    return _tokens(session, next_one, now)


def _locked_session(token: str) -> Session | None:
    """The session is what exchanges of its tokens wait for: of two at once, one comes first."""
    sessions = Session.objects.select_related("user").select_for_update(of=("self",))
    return sessions.filter(refresh_tokens__digest=digest_of(token)).first()


def _answer_again(
    used_at: datetime, session: Session, token: str, idempotency_key: str, now: datetime
) -> Tokens | DomainError:
    if idempotency_key and now < used_at + REPEATABLE:
        following = following_refresh_token(token, idempotency_key)
        unused = session.refresh_tokens.filter(digest=digest_of(following), used_at__isnull=True, expires_at__gt=now)
        if row := unused.first():
            return _told(session, following, row, now)
    if now < used_at + RACE:
        return Conflict(_("Another request has exchanged this token a moment ago: go on with what it was given."))
    _end_for_good(session, now)
    return TokenReused()


def _end_for_good(session: Session, now: datetime) -> None:
    session.ended_at, session.end_reason = now, EndReason.TOKEN_REUSED
    session.save(update_fields=["ended_at", "end_reason"])
    record(actor=None, action="refresh_token", subject=session, after={"end_reason": EndReason.TOKEN_REUSED})


def _tokens(session: Session, refresh: str, now: datetime) -> Tokens:
    row = session.refresh_tokens.create(
        digest=digest_of(refresh), created_at=now, expires_at=min(now + IDLE, session.expires_at)
    )
    return _told(session, refresh, row, now)


def _told(session: Session, refresh: str, row: RefreshToken, now: datetime) -> Tokens:
    return Tokens(session, access_token(session, now), now + LIFETIME, refresh, row.expires_at)
