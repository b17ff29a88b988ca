"""Leaving: asked for with a proof, done after a week in which it can be taken back, and then for good."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.access.devices import Device
from marketplace.clock import today
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_administrator, signed_in
from marketplace.commands.outbox import publish
from marketplace.commands.personal_data.erasing import erased
from marketplace.commands.sign_in.change_password import check_own_password
from marketplace.commands.sign_in.codes import tried_code, use_code
from marketplace.commands.sign_in.request_code import known_contact
from marketplace.errors import DomainError, ErrorCode, Invalid, NotFound
from marketplace.events import ErasureCancelled, ErasureHeldBack, ErasureRequested
from marketplace.models import CodePurpose, OneTimeCode, User
from marketplace.personal_data import personal_data


class ErasureBlocked(DomainError):
    """Something stands open that needs this person: the message says what."""

    code = ErrorCode.ERASURE_BLOCKED
    default_message = gettext_lazy("Something still needs this account.")


def request_erasure(*, actor: Actor, proof: str, device: Device, now: datetime | None = None) -> User:
    """`proof`: the password, or, of an account without one, a code of requestCode(ERASE_ACCOUNT).

    Raises Unauthenticated, ErasureBlocked, CredentialsWrong, CodeWrong, CodeExpired, RateLimited, TooBusy.
    """
    user = signed_in(actor)
    now = now or timezone.now()
    _refuse_needed(user)
    if user.has_usable_password():
        check_own_password(user, proof, device, now, field="proof")
        return _requested(user, None, now)
    contact, purpose = known_contact(user), CodePurpose.ERASE_ACCOUNT
    code = tried_code(purpose=purpose, contact=contact, typed=proof, user=user, device=device, now=now, field="proof")
    return _requested(user, code, now)


@transaction.atomic
def cancel_erasure(*, actor: Actor, user_id: int | None = None) -> User:
    """One's own, or, for administrators, anybody's. Nothing happens where none was asked for.

    Raises Unauthenticated, PermissionDenied, NotFound.
    """
    canceller = signed_in(actor)
    if user_id is not None and user_id != canceller.pk:
        authorised_administrator(actor)
    user = User.objects.select_for_update(no_key=True).filter(pk=user_id or canceller.pk).first()
    if user is None:
        raise NotFound(field=["user"])
    if user.erasure_due_at is not None:
        _take_back(user)
        record(actor=canceller, action="cancel_erasure", subject=user)
        publish(ErasureCancelled(user_id=user.pk))
    return user


def due_accounts(*, now: datetime | None = None) -> list[int]:
    """Those whose week is over, the longest waiting first."""
    due = User.objects.filter(erasure_due_at__lte=now or timezone.now())
    return list(due.order_by("erasure_due_at").values_list("pk", flat=True))


@transaction.atomic
def erase_due_account(*, user_id: int, now: datetime | None = None) -> bool:
    """Whether it was erased: not when it is not due any more. Who is needed again by now stays, and is told so."""
    now = now or timezone.now()
    user = User.objects.select_for_update(skip_locked=True).filter(pk=user_id, erasure_due_at__lte=now).first()
    if user is None:
        return False
    try:
        _refuse_needed(user)
    except ErasureBlocked as error:
        _take_back(user)
        record(actor=None, action="hold_back_erasure", subject=user, after={"reason": str(error)})
        publish(ErasureHeldBack(user_id=user.pk))
        return False
    erased(user, by=None, now=now)
    return True


@transaction.atomic
def erase_account(*, actor: Actor, user_id: int, now: datetime | None = None) -> User:
    """At once, for administrators: of somebody who asked in writing.

    Raises Unauthenticated, PermissionDenied, NotFound, ErasureBlocked; Invalid for one's own account.
    """
    administrator = authorised_administrator(actor)
    user = User.objects.select_for_update().filter(pk=user_id, erased_at__isnull=True).first()
    if user is None:
        raise NotFound(field=["user"])
    if user == administrator:
        raise Invalid(_("You would lock yourself out: another administrator has to do that."), field=["user"])
    _refuse_needed(user)
    return erased(user, by=administrator, now=now or timezone.now())


@transaction.atomic
def _requested(user: User, code: OneTimeCode | None, now: datetime) -> User:
    if code is not None:
        use_code(code, now)
    leaving = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _refuse_needed(leaving)
    if leaving.erasure_due_at is not None:
        return leaving
    leaving.erasure_due_at = now + timedelta(days=settings.ERASURE_DAYS)
    leaving.save(update_fields=["erasure_due_at"])
    record(actor=leaving, action="request_erasure", subject=leaving, after={"erasure_due_at": leaving.erasure_due_at})
    publish(ErasureRequested(user_id=leaving.pk, due_on=today(leaving.erasure_due_at)))
    return leaving


def _take_back(user: User) -> None:
    user.erasure_due_at = None
    user.save(update_fields=["erasure_due_at"])


def _refuse_needed(user: User) -> None:
    """Raises ErasureBlocked with every reason."""
    found = [str(reason) for obstacle in personal_data().obstacles if (reason := obstacle(user)) is not None]
    if found:
        raise ErasureBlocked(" ".join(found))
