"""Which session a request belongs to: found once a request, in one statement that brings the user along."""

from datetime import datetime, timedelta

from django.db import OperationalError, connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.access.addresses import client_address
from marketplace.access.tokens import claims_of
from marketplace.errors import Unauthenticated
from marketplace.models import Session, SessionKind

COOKIE_KEY = "device"  # in Django's session: the primary key of ours
FOUND = "marketplace.session"  # in a request's META
NOTED_EVERY = timedelta(minutes=10)  # that a browser was seen; apps are seen when they refresh their token


def session_of(request: HttpRequest) -> Session | None:
    """The session of the request's token, if `sign_in_by_token` was called, else of its cookie."""
    if FOUND not in request.META:
        request.META[FOUND] = _session_of_cookie(request)
    found: Session | None = request.META[FOUND]
    return found


def sign_in_by_token(request: HttpRequest) -> None:
    """Makes `request.user` the owner of the token in the Authorization header; without one, changes nothing.

    Raises TokenExpired, or Unauthenticated: who shows a token that is no good is never answered as a stranger.
    """
    if "Authorization" not in request.headers:
        return
    session = session_of_token(request.headers["Authorization"], timezone.now())
    request.META[FOUND] = session
    request.user = session.user


def session_of_token(header: str, now: datetime) -> Session:
    """Raises TokenExpired or Unauthenticated."""
    scheme, _space, token = header.strip().partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated(_("Authorization must be Bearer, followed by an access token."))
    claims = claims_of(token.strip())
    session = _live_session(claims.session_id, now)
    if session is None or session.user_id != claims.user_id or session.kind != SessionKind.API:
        raise Unauthenticated(_("This sign-in has ended. Please sign in again."))
    return session


def _session_of_cookie(request: HttpRequest) -> Session | None:
    """A cookie whose session has ended is taken away: its browser goes on as a stranger."""
    store = getattr(request, "session", None)
    pk = store.get(COOKIE_KEY) if store is not None else None
    if store is None or pk is None:
        return None
    now = timezone.now()
    session = _live_session(pk, now)
    if session is None or session.kind != SessionKind.WEB:
        store.flush()
        return None
    if session.last_seen_at < now - NOTED_EVERY:
        _note(session, client_address(request), now)
    return session


def _live_session(pk: int, now: datetime) -> Session | None:
    try:
        session = _found(pk)
    except OperationalError:
        # The server was restarted while this worker kept its connection: a new one is asked, once.
        connection.close_if_unusable_or_obsolete()
        if connection.connection is not None:
            raise
        session = _found(pk)
    return session if session is not None and session.is_live(now) else None


def _found(pk: int) -> Session | None:
    return Session.objects.select_related("user").filter(pk=pk).first()


def _note(session: Session, address: str | None, now: datetime) -> None:
    noted = Session.objects.filter(pk=session.pk, last_seen_at__lt=now - NOTED_EVERY, ended_at__isnull=True)
    noted.update(last_seen_at=now, address=address)
    session.last_seen_at, session.address = now, address
