"""Django's own signals of signing in and out, by which the office's pages keep the list of devices true."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from marketplace.access.devices import device_of
from marketplace.access.sessions import COOKIE_KEY, FOUND, session_of
from marketplace.commands.sign_in.sessions import begin_session, sign_out
from marketplace.models import SessionKind, User


def listen() -> None:
    user_logged_in.connect(keep_device)
    user_logged_out.connect(forget_device)


def keep_device(request: HttpRequest, user: User, **_: Any) -> None:
    """Writes the device's session into the cookie; it begins here, unless a command of ours has begun it."""
    session = request.META.get(FOUND)
    if session is None or session.user_id != user.pk:
        session = begin_session(user=user, device=device_of(request), kind=SessionKind.WEB)
    request.META[FOUND] = session
    request.session[COOKIE_KEY] = session.pk


def forget_device(request: HttpRequest, **_: Any) -> None:
    session = session_of(request)
    if session is not None:
        sign_out(session_id=session.pk)
    request.META[FOUND] = None
