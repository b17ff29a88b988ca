"""Sessions as they are planned: their words, their cover, their time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from livestreams.codes import random_code
from livestreams.commands.locks import organised
from livestreams.commands.participants import invite
from livestreams.models import Livestream, LivestreamStatus
from livestreams.models.sessions import LONGEST_TEXT, LONGEST_TITLE
from livestreams.queries import access_livestream
from livestreams.states import check_open
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.images import store_image
from marketplace.commands.unused_images import remove_unused_images
from marketplace.errors import Invalid, Refusals, Required
from marketplace.models import Image
from marketplace.texts import optional_paragraphs, optional_text, required_text
from marketplace.vietnamese import slug
from sellers.commands.locks import check_open as check_shop_open
from sellers.queries import access_seller
from sellers.rights import Right

SLUG_LETTERS = 6
LONGEST_AGO, LONGEST_AHEAD = timedelta(hours=1), timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Plan:
    """None in an edit: as it is."""

    title_vi: str | None = None
    title_en: str | None = None
    about: str | None = None
    starts_at: datetime | None = None
    is_for_adults: bool | None = None


@transaction.atomic
def schedule_livestream(
    *, actor: Actor, seller_id: int, plan: Plan, others: Sequence[int] = (), now: datetime | None = None
) -> Livestream:
    """`others`: shops that are asked to take part. Raises Unauthenticated, NotFound, PermissionDenied, Required,
    Invalid."""
    now = now or timezone.now()
    seller = access_seller(actor=actor, seller_id=seller_id, right=Right.LIVESTREAMS)
    check_shop_open(seller)
    livestream = Livestream(seller=seller, created_at=now, status_changed_at=now)
    _fill(livestream, plan, now, is_new=True)
    name = slug(livestream.title_vi, longest=100) or "livestream"
    livestream.slug = f"{name}-{random_code(SLUG_LETTERS).lower()}"
    livestream.save(force_insert=True)
    invite(livestream, others, now)
    record(actor=signed_in(actor), action="schedule_livestream", subject=livestream, after=_told(livestream))
    return livestream


@transaction.atomic
def edit_livestream(*, actor: Actor, livestream_id: int, plan: Plan, now: datetime | None = None) -> Livestream:
    """Raises as `schedule_livestream`, and WrongState after the end."""
    user, livestream = organised(actor, livestream_id)
    check_open(livestream.status)
    if plan.starts_at is not None and livestream.is_live:
        raise Invalid(_("It has begun already."), field=["startsAt"])
    before = _told(livestream)
    _fill(livestream, plan, now or timezone.now(), is_new=False)
    livestream.save(update_fields=["title_vi", "title_en", "about", "starts_at", "is_for_adults"])
    record(actor=user, action="edit_livestream", subject=livestream, before=before, after=_told(livestream))
    return livestream


def set_livestream_cover(
    *, actor: Actor, livestream_id: int, content: bytes | IO[bytes], alt: str, now: datetime | None = None
) -> Livestream:
    """Raises Unauthenticated, NotFound, PermissionDenied, WrongState, Required, Invalid; ImageTooLarge,
    ImageAnimated, ImageInvalid."""
    access_livestream(actor=actor, livestream_id=livestream_id)
    alt = required_text(alt, field="alt", longest=200)
    image = store_image(content=content)  # takes tenths of a second: not behind a lock
    return _covered(actor, livestream_id, image, alt)


@transaction.atomic
def _covered(actor: Actor, livestream_id: int, image: Image, alt: str) -> Livestream:
    user, livestream = organised(actor, livestream_id)
    check_open(livestream.status)
    before = livestream.cover_id
    livestream.cover, livestream.cover_alt = image, alt
    livestream.save(update_fields=["cover", "cover_alt"])
    record(actor=user, action="set_livestream_cover", subject=livestream, after={"image": image.digest, "alt": alt})
    if before is not None and before != image.pk:
        remove_unused_images([before])
    return livestream


def _fill(livestream: Livestream, plan: Plan, now: datetime, *, is_new: bool) -> None:
    refusals = Refusals()
    if plan.title_vi is not None or is_new:
        with refusals.of_row():
            livestream.title_vi = required_text(plan.title_vi or "", field="titleVi", longest=LONGEST_TITLE)
    if plan.title_en is not None:
        with refusals.of_row():
            livestream.title_en = optional_text(plan.title_en, field="titleEn", longest=LONGEST_TITLE)
    if plan.about is not None:
        with refusals.of_row():
            livestream.about = optional_paragraphs(plan.about, field="about", longest=LONGEST_TEXT)
    if plan.starts_at is not None:
        with refusals.of_row():
            if not now - LONGEST_AGO < plan.starts_at < now + LONGEST_AHEAD:
                raise Invalid(_("It has to begin within the year to come."), field=["startsAt"])
            livestream.starts_at = plan.starts_at
    elif is_new:
        with refusals.of_row():
            raise Required(field=["startsAt"])
    if plan.is_for_adults is not None:
        livestream.is_for_adults = plan.is_for_adults
    refusals.tell()


def _told(livestream: Livestream) -> dict[str, Any]:
    return {name: getattr(livestream, name) for name in ("title_vi", "starts_at", "is_for_adults", "about")} | {
        "status": str(LivestreamStatus(livestream.status))
    }
