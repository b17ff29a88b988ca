"""How Django itself (the office, `authenticate`) finds out who somebody is: through the same command as the API."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils import timezone

from marketplace.access.devices import device_of
from marketplace.commands.sign_in.passwords import CredentialsWrong, proven_by_password
from marketplace.models import User


class SignInBackend(ModelBackend):
    """Permissions are Django's."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        """Raises RateLimited and TooBusy, which OfficeSignInForm tells of."""
        if username is None or password is None:
            return None
        try:
            return proven_by_password(
                login=username, password=password, device=device_of(request), now=timezone.now()
            )
        except CredentialsWrong:
            return None
