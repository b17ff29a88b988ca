"""One-time codes: asked for, sent after the commit, and tried at most five times within five minutes."""

import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from marketplace.access.addresses import network_of
from marketplace.access.devices import Device
from marketplace.commands.outbox import publish
from marketplace.commands.sign_in.throttle import (
    CODES_FROM,
    CODES_TO,
    NETWORK,
    RateLimited,
    count_try,
    take_back,
)
from marketplace.contacts import Contact, ContactKind
from marketplace.errors import DomainError, ErrorCode, Invalid
from marketplace.events import CodeRequested
from marketplace.models import CodePurpose, OneTimeCode, User
from marketplace.models.codes import MOST_ATTEMPTS

LIFETIME = timedelta(minutes=5)
DIGITS = 6
DAY = timedelta(hours=24)
MOST_A_DAY = 10  # to one address or number, whatever for
KEPT = timedelta(days=2)


class CodeWrong(DomainError):
    code = ErrorCode.CODE_WRONG
    default_message = gettext_lazy("This is not the code that we sent.")


class CodeExpired(DomainError):
    """Too old, used, tried too often, or never asked for: told alike."""

    code = ErrorCode.CODE_EXPIRED
    default_message = gettext_lazy("This code is no longer good. Please ask for a new one.")


def send_new_code(
    *, purpose: CodePurpose, contact: Contact, user: User | None, device: Device, now: datetime, field: str
) -> OneTimeCode:
    """Whoever `user` is, None included, the same happens here; the sender alone knows better.

    Raises RateLimited, and Invalid where nothing can be sent to.
    """
    check_reachable(contact, field=field)
    count_try([(CODES_TO, contact.value), (CODES_FROM, network_of(device.address))], now)
    _check_day(contact, now)
    return queue_code(purpose=purpose, contact=contact, user=user, now=now)


@transaction.atomic
def queue_code(*, purpose: CodePurpose, contact: Contact, user: User | None, now: datetime) -> OneTimeCode:
    """Without a limit: for commands that have counted already. Codes of the same kind that were sent before end."""
    code = OneTimeCode.objects.create(
        purpose=purpose,
        recipient=contact.value,
        user=user,
        language=(get_language() or "vi")[:2],
        created_at=now,
        expires_at=now + LIFETIME,
    )
    publish(CodeRequested(code_id=code.pk))
    return code


def check_reachable(contact: Contact, *, field: str) -> None:
    """Raises Invalid: text messages cost money, and those to far countries are a trade of thieves."""
    if contact.kind != ContactKind.PHONE:
        return
    if not settings.SMS_GATEWAY:
        raise Invalid(_("This shop sends no text messages yet. Please use an email address."), field=[field])
    if not contact.value.startswith(tuple(settings.SMS_PREFIXES)):
        raise Invalid(_("We cannot send text messages to that country."), field=[field])


def tried_code(
    *,
    purpose: CodePurpose,
    contact: Contact,
    typed: str,
    user: User | None,
    device: Device,
    now: datetime,
    field: str = "code",
) -> OneTimeCode:
    """The code's row when it is right; it is not used up yet, see `use_code`. `user`: whose it must be, if anybody's.

    The try is counted and committed before it is looked at. Raises RateLimited, CodeExpired, CodeWrong.
    """
    network = (NETWORK, network_of(device.address))
    count_try([network], now)
    code = _newest(purpose, contact, user)
    with transaction.atomic(durable=True):
        live = OneTimeCode.objects.filter(
            pk=code.pk if code is not None else 0,
            attempts__lt=MOST_ATTEMPTS,
            used_at__isnull=True,
            expires_at__gt=now,
        )
        is_counted = live.update(attempts=F("attempts") + 1)
    if code is None or not is_counted:
        raise CodeExpired(field=[field])
    if not hmac.compare_digest(digits_of(code).encode(), _digits(typed).encode()):
        raise CodeWrong(field=[field])
    take_back([network])
    return code


def use_code(code: OneTimeCode, now: datetime) -> None:
    """In the transaction of what the code allows. Raises CodeExpired for all but the first who use it."""
    if not OneTimeCode.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=now):
        raise CodeExpired(field=["code"])


def digits_of(code: OneTimeCode) -> str:
    """The six digits, made of the seed with the server's key."""
    key = hmac.digest(settings.SECRET_KEY.encode(), b"marketplace.one-time codes", "sha256")
    digest = hmac.digest(key, f"{code.seed}:{code.purpose}:{code.recipient}".encode(), "sha256")
    return str(int.from_bytes(digest, "big") % 10**DIGITS).zfill(DIGITS)


def purge_codes(*, now: datetime) -> int:
    return OneTimeCode.objects.filter(created_at__lt=now - KEPT).delete()[0]


def _newest(purpose: CodePurpose, contact: Contact, user: User | None) -> OneTimeCode | None:
    codes = OneTimeCode.objects.filter(purpose=purpose, recipient=contact.value)
    newest = codes.order_by("-pk").first()
    return newest if newest is not None and (user is None or newest.user_id == user.pk) else None


def _check_day(contact: Contact, now: datetime) -> None:
    today = OneTimeCode.objects.filter(recipient=contact.value, created_at__gt=now - DAY)
    moments = list(today.order_by("-created_at").values_list("created_at", flat=True)[:MOST_A_DAY])
    if len(moments) == MOST_A_DAY:
        raise RateLimited(moments[-1] + DAY - now)


def _digits(typed: str) -> str:
    """Without the spaces that people put in."""
    return "".join(typed.split())[: DIGITS + 1]
