"""Accounts that administrators put right: who cannot sign in any more, who has to go, who administers too."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_administrator, current_posts
from marketplace.commands.outbox import publish
from marketplace.commands.sign_in.sessions import end_sessions_of
from marketplace.commands.sign_in.update_profile import LONGEST_NAME, spoken
from marketplace.contacts import ContactKind, email_of, masked, phone_of
from marketplace.errors import Duplicate, Invalid, NotFound, Required
from marketplace.events import ContactChanged
from marketplace.models import EndReason, User
from marketplace.texts import optional_text


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDetails:
    """As typed; an empty email or phone: none."""

    full_name: str
    email: str
    phone: str
    language: str
    is_active: bool
    is_superuser: bool


@transaction.atomic
def edit_account(*, actor: Actor, user_id: int, details: AccountDetails, now: datetime | None = None) -> User:
    """For administrators. Passwords are nobody's but their owner's: who forgot theirs resets it by a code.

    A changed email or phone counts as unconfirmed; who is no longer active is signed out everywhere. Raises
    Unauthenticated, PermissionDenied, NotFound, Required, Invalid, Duplicate.
    """
    administrator = authorised_administrator(actor)
    fields = _checked(details)
    user = User.objects.select_for_update(no_key=True).filter(pk=user_id).first()
    if user is None:
        raise NotFound(field=["user"])
    if user == administrator and not (details.is_active and details.is_superuser):
        raise Invalid(_("You would lock yourself out: another administrator has to do that."), field=["isActive"])
    before = _audited(user)
    moved = _written(user, fields)
    if not user.is_active:
        end_sessions_of(user, reason=EndReason.SIGNED_OUT_ELSEWHERE, except_id=None, now=now or timezone.now())
    record(actor=administrator, action="edit_account", subject=user, before=before, after=_audited(user))
    for kind in moved:
        publish(ContactChanged(user_id=user.pk, kind=kind.value))
    return user


def _checked(details: AccountDetails) -> dict[str, Any]:
    email, phone = details.email.strip(), details.phone.strip()
    if not email and not phone:
        raise Required(_("An account is known by its email or its phone."), field=["email"])
    return {
        **asdict(details),
        "full_name": optional_text(details.full_name, field="fullName", longest=LONGEST_NAME),
        "email": email_of(email, field="email").value if email else None,
        "phone": phone_of(phone, field="phone").value if phone else None,
        "language": spoken(details.language),
    }


def _written(user: User, fields: dict[str, Any]) -> list[ContactKind]:
    """Which contacts have changed."""
    moved = [kind for kind in ContactKind if fields[kind.value.lower()] != getattr(user, kind.value.lower())]
    for kind in moved:
        setattr(user, f"{kind.value.lower()}_verified_at", None)
    for name, value in fields.items():
        setattr(user, name, value)
    # The office is for administrators, and for officers by their posts.
    user.is_staff = user.is_superuser or current_posts(user).exists()
    _refuse_taken(user, moved)
    try:
        with transaction.atomic():
            user.save(update_fields=[*fields, "is_staff", "email_verified_at", "phone_verified_at"])
    except IntegrityError as error:  # taken at this very moment
        raise Duplicate(_("Another account has this already."), field=["email"]) from error
    return moved


def _refuse_taken(user: User, moved: list[ContactKind]) -> None:
    for kind in moved:
        name = kind.value.lower()
        value = getattr(user, name)
        if value is not None and User.objects.filter(**{name: value}).exclude(pk=user.pk).exists():
            raise Duplicate(_("Another account has this already."), field=[name])


def _audited(user: User) -> dict[str, Any]:
    """The trail has more readers than the account, so it says which contact, and not all of it."""
    return {
        "full_name": user.full_name,
        "email": masked(user.email or ""),
        "phone": masked(user.phone or ""),
        "language": user.language,
        "is_active": user.is_active,
        "is_superuser": user.is_superuser,
        "is_staff": user.is_staff,
    }
