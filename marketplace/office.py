"""The office's page for signing in."""

from typing import Any

from django.forms import ValidationError
from unfold.forms import AuthenticationForm

from marketplace.commands.sign_in.throttle import RateLimited
from marketplace.passwords import TooBusy


class OfficeSignInForm(AuthenticationForm):
    """Tells whoever tried too often how long to wait."""

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except (RateLimited, TooBusy) as error:
            raise ValidationError(str(error)) from error
        return cleaned
