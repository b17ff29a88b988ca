"""Short addresses that sell, made by those who run a session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from livestreams.codes import LINK_LENGTH, random_code
from livestreams.commands.locks import run
from livestreams.errors import WrongState
from livestreams.models import SalesLink
from livestreams.models.links import MOST_PRODUCTS
from livestreams.states import HIDDEN
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.errors import Invalid, NotFound
from marketplace.texts import optional_text

MOST_LINKS = 2_000  # of a session
LONGEST_LIFE = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class LinkTerms:
    """Of which channel and host the link is, and what it opens: one product, a few, or the session."""

    channel_id: int | None = None
    host_id: int | None = None
    product_ids: Sequence[int] = ()
    label: str = ""
    expires_at: datetime | None = None


@transaction.atomic
def create_sales_link(
    *, actor: Actor, livestream_id: int, terms: LinkTerms, now: datetime | None = None
) -> SalesLink:
    """By hosts and the shops of the session. Raises Unauthenticated, NotFound, WrongState for one that is hidden,
    Invalid."""
    now = now or timezone.now()
    user, livestream = run(actor, livestream_id)
    if livestream.status in HIDDEN:
        raise WrongState
    if terms.channel_id is not None and not livestream.channels.filter(pk=terms.channel_id).exists():
        raise NotFound(field=["channel"])
    if terms.host_id is not None and not livestream.hosts.filter(pk=terms.host_id).exists():
        raise NotFound(field=["host"])
    products = list(dict.fromkeys(terms.product_ids))
    if len(products) > MOST_PRODUCTS:
        raise Invalid(_("A link opens at most %(most)d products.") % {"most": MOST_PRODUCTS}, field=["products"])
    if livestream.lineup.filter(product__in=products).count() != len(products):
        raise NotFound(field=["products"])
    if terms.expires_at is not None and not now < terms.expires_at < now + LONGEST_LIFE:
        raise Invalid(field=["expiresAt"])
    if livestream.links.count() >= MOST_LINKS:
        raise Invalid(field=["livestream"])
    link = SalesLink.objects.create(
        code=random_code(LINK_LENGTH),
        livestream=livestream,
        channel_id=terms.channel_id,
        host_id=terms.host_id,
        product_ids=products,
        label=optional_text(terms.label, field="label", longest=80),
        created_at=now,
        expires_at=terms.expires_at,
    )
    record(actor=user, action="create_sales_link", subject=livestream, after={"code": link.code})
    return link


@transaction.atomic
def revoke_sales_link(*, actor: Actor, link_id: int, now: datetime | None = None) -> SalesLink:
    """It opens the normal page from now on, and is credited with nothing. Raises Unauthenticated, NotFound;
    WrongState for one that is revoked."""
    found = SalesLink.objects.filter(pk=link_id).first()
    if found is None:
        raise NotFound(field=["link"])
    user, livestream = run(actor, found.livestream_id, field="link")
    link = SalesLink.objects.get(pk=link_id)  # as it is behind the lock
    if link.revoked_at is not None:
        raise WrongState(_("This link is revoked."), field=["link"])
    link.revoked_at = now or timezone.now()
    link.save(update_fields=["revoked_at"])
    after = {"code": link.code, "revoked_at": link.revoked_at}
    record(actor=user, action="revoke_sales_link", subject=livestream, after=after)
    return link
