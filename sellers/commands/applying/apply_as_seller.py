from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Duplicate, Invalid
from marketplace.models import User
from marketplace.vietnamese import slug
from sellers.commands.applying.details import ShopDetails, audited, checked
from sellers.commands.shop.payout_accounts import PayoutDetails, set_first_payout_account
from sellers.models import HOLDERS_OF_TAX_CODES, OPEN, Application, Member, Role, Seller, SellerStatus

MOST_OPEN = 3  # applications of one person: who helps the neighbours with theirs needs more than one
LONGEST_SLUG = 110
UNNAMED = "gian-hang"  # "stall", for names without a Latin letter


@transaction.atomic
def apply_as_seller(
    *, actor: Actor, details: ShopDetails, payout: PayoutDetails | None = None, now: datetime | None = None
) -> Application:
    """Begins an application: a shop that nobody sees yet, with the actor as its owner. Its papers follow.

    Raises Unauthenticated, Required, Invalid, NotFound, AmbiguousPlace; Duplicate when a shop has the tax code, or
    the actor applies with it already.
    """
    user = signed_in(actor)
    fields = checked(details)
    # Of two taps on the same button the second waits here, and then finds what the first one made.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    check_tax_code(fields["tax_code"])
    _check_open_ones(user, fields["tax_code"])
    now = now or timezone.now()
    seller = _new_seller(fields, now)
    Member.objects.create(seller=seller, user=user, role=Role.OWNER, joined_at=now)
    application = Application.objects.create(seller=seller, applicant=user, created_at=now)
    if payout is not None:
        set_first_payout_account(user, seller, payout, now)
    record(actor=user, action="apply_as_seller", subject=seller, after=audited(seller))
    return application


def check_tax_code(tax_code: str, *, but: Seller | None = None) -> None:
    """Raises Duplicate when a shop that was approved has it."""
    holders = Seller.objects.filter(tax_code=tax_code, status__in=HOLDERS_OF_TAX_CODES)
    if holders.exclude(pk=but.pk if but else 0).exists():
        raise Duplicate(_("A shop with this tax code is here already."), field=["taxCode"])


def _check_open_ones(user: User, tax_code: str) -> None:
    waiting = Application.objects.filter(applicant=user, status__in=OPEN)
    if waiting.filter(seller__tax_code=tax_code).exists():
        raise Duplicate(_("You have an application with this tax code already."), field=["taxCode"])
    if waiting.count() >= MOST_OPEN:
        raise Invalid(_("You have %(most)d open applications already.") % {"most": MOST_OPEN})


def _new_seller(fields: dict[str, Any], now: datetime) -> Seller:
    """Under the first address that is free; when another shop takes it at this moment, under the next one."""
    start = slug(fields["name"], longest=LONGEST_SLUG) or UNNAMED
    taken = set(Seller.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    number = 1
    while True:
        address = start if number == 1 else f"{start}-{number}"
        number += 1
        if address in taken:
            continue
        try:
            with transaction.atomic():
                return Seller.objects.create(slug=address, status=SellerStatus.APPLYING, joined_at=now, **fields)
        except IntegrityError:
            if not Seller.objects.filter(slug=address).exists():
                raise
            taken.add(address)
