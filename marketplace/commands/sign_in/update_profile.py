from django.conf import settings
from django.db import transaction

from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid
from marketplace.models import User
from marketplace.texts import required_text

LONGEST_NAME = 150


@transaction.atomic
def update_profile(*, actor: Actor, full_name: str | None = None, language: str | None = None) -> User:
    """What is None stays as it is. Raises Unauthenticated, Required, Invalid."""
    user = User.objects.select_for_update().get(pk=signed_in(actor).pk)
    if full_name is not None:
        user.full_name = required_text(full_name, field="fullName", longest=LONGEST_NAME)
    if language is not None:
        user.language = spoken(language)
    user.save(update_fields=["full_name", "language"])
    return user


def spoken(language: str) -> str:
    """Raises Invalid for what the shop does not speak."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid(field=["language"])
    return language
