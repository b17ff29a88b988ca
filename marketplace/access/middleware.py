"""`request.user` by the cookie, for pages and the office: only while the device's session is live."""

from functools import partial
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from marketplace.access.sessions import session_of
from marketplace.models import User


class SignedInMiddleware(AuthenticationMiddleware):
    """In the place of Django's own, which would go on trusting a cookie whose device was signed out."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        lazy: Any = SimpleLazyObject(partial(_user_of, request))
        request.user = lazy
        request.auser = partial(sync_to_async(_user_of), request)


def _user_of(request: HttpRequest) -> User | AnonymousUser:
    session = session_of(request)
    return AnonymousUser() if session is None else session.user
