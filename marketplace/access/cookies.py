"""Signing a browser in and out: Django's session cookie, which names the device's session of ours."""

from django.contrib.auth import login, logout
from django.http import HttpRequest

from marketplace.access.sessions import FOUND
from marketplace.models import Session

BACKEND = "marketplace.backends.SignInBackend"


def enter(request: HttpRequest, session: Session) -> None:
    """From the next request on, the browser is signed in as the session's user."""
    request.META[FOUND] = session
    login(request, session.user, backend=BACKEND)


def leave(request: HttpRequest) -> None:
    """Takes the cookie away, and lets `user_logged_out` end the session."""
    logout(request)
