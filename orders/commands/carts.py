"""What somebody is about to buy: theirs by account, or by a token that they alone know."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import Variant
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import DomainError, ErrorCode, Invalid, NotFound
from marketplace.models import User
from marketplace.texts import optional_text
from orders.models import LONGEST_LINK, MOST_PIECES, Cart, CartLine

MOST_LINES = 100
KEPT = timedelta(days=60)  # since it was last changed


class NotOnSale(DomainError):
    code = ErrorCode.NOT_ON_SALE
    default_message = gettext_lazy("This is not on sale at present.")


@dataclass(frozen=True, slots=True)
class Wanted:
    variant_id: int
    quantity: int
    sales_link: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """`token`: of a cart that was made just now for somebody without an account; else None."""

    cart: Cart
    token: str | None = None


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def find_cart(actor: Actor, token: str | None, *, is_locked: bool = False) -> Cart | None:
    """That of the token, unless it is somebody's; without one, the actor's own."""
    carts = Cart.objects.select_for_update() if is_locked else Cart.objects.all()
    if token:
        return carts.filter(token_digest=digest_of(token), user=None).first()
    return carts.filter(user=actor).first() if isinstance(actor, User) else None


@transaction.atomic
def add_lines(*, actor: Actor, token: str | None, wanted: Sequence[Wanted], now: datetime | None = None) -> Kept:
    """Puts pieces in, on top of those that are there. Of people without an account the first makes the cart.

    `sales_link` is kept as it is, also one that nobody knows. Raises NotFound for the token of no cart, Invalid,
    NotOnSale.
    """
    now = now or timezone.now()
    if not wanted:
        raise Invalid(_("There is nothing to put in."), field=["lines"])
    if len(wanted) > MOST_LINES:
        raise _too_many()
    prices = _prices([one.variant_id for one in wanted])
    for number, one in enumerate(wanted):
        if one.variant_id not in prices:
            raise NotOnSale(field=["lines", str(number), "variant"])
        _check_quantity(one.quantity, ["lines", str(number), "quantity"], least=1)
        optional_text(one.sales_link, field=["lines", str(number), "salesLink"], longest=LONGEST_LINK)
    kept = _kept(actor, token, now)
    for one in sorted(wanted, key=lambda one: one.variant_id):
        _put(kept.cart, one, prices[one.variant_id], now)
    if kept.cart.lines.count() > MOST_LINES:
        raise _too_many()
    return kept


@transaction.atomic
def update_line(*, actor: Actor, token: str | None, line_id: int, quantity: int, now: datetime | None = None) -> Cart:
    """`quantity` 0 takes the line out. Its price counts as seen. Raises NotFound, Invalid."""
    cart = _locked(actor, token)
    _check_quantity(quantity, ["quantity"], least=0)
    line = CartLine.objects.filter(cart=cart, pk=line_id).select_related("variant").first()
    if line is None:
        raise NotFound(field=["line"])
    if quantity == 0:
        line.delete()
    else:
        line.quantity, line.price_seen = quantity, line.variant.price
        line.save(update_fields=["quantity", "price_seen"])
    _touch(cart, now or timezone.now())
    return cart


@transaction.atomic
def claim_cart(*, actor: Actor, token: str, now: datetime | None = None) -> Cart:
    """What was chosen before signing in becomes the user's, on top of what they had. A used token claims nothing.

    Raises Unauthenticated.
    """
    user, now = signed_in(actor), now or timezone.now()
    own, _made = Cart.objects.get_or_create(user=user)
    Cart.objects.select_for_update().get(pk=own.pk)
    theirs = Cart.objects.select_for_update().filter(token_digest=digest_of(token), user=None).first()
    if theirs is not None:
        for line in theirs.lines.order_by("variant_id"):
            _put(own, Wanted(line.variant_id, line.quantity, line.sales_link), line.price_seen, now)
        theirs.delete()
    return own


def purge_old_carts(*, now: datetime | None = None) -> int:
    """Those that nobody has touched for long."""
    return Cart.objects.filter(updated_at__lt=(now or timezone.now()) - KEPT).delete()[0]


def _too_many() -> Invalid:
    return Invalid(_("A cart holds %(most)d kinds of goods.") % {"most": MOST_LINES}, field=["lines"])


def _prices(variant_ids: Sequence[int]) -> dict[int, int]:
    """Of those on sale."""
    shown = Variant.objects.filter(pk__in=variant_ids, is_active=True, product__listing__isnull=False)
    return dict(shown.values_list("pk", "price"))


def _kept(actor: Actor, token: str | None, now: datetime) -> Kept:
    if token or isinstance(actor, User):
        if not token and isinstance(actor, User):
            Cart.objects.get_or_create(user=actor)
        cart = _locked(actor, token)
        _touch(cart, now)
        return Kept(cart)
    made = secrets.token_urlsafe(24)
    return Kept(Cart.objects.create(token_digest=digest_of(made), updated_at=now), made)


def _locked(actor: Actor, token: str | None) -> Cart:
    cart = find_cart(actor, token, is_locked=True)
    if cart is None:
        raise NotFound(field=["token"])
    return cart


def _put(cart: Cart, wanted: Wanted, price: int, now: datetime) -> None:
    """The link that led here last wins; who comes without one leaves it."""
    link = wanted.sales_link.strip()
    changed: dict[str, Any] = {"quantity": Least(F("quantity") + wanted.quantity, MOST_PIECES), "price_seen": price}
    if link:
        changed["sales_link"] = link
    if not CartLine.objects.filter(cart=cart, variant=wanted.variant_id).update(**changed):
        CartLine.objects.create(
            cart=cart,
            variant_id=wanted.variant_id,
            quantity=wanted.quantity,
            price_seen=price,
            sales_link=link,
            added_at=now,
        )


def _check_quantity(quantity: int, field: list[str], *, least: int) -> None:
    if not least <= quantity <= MOST_PIECES:
        raise Invalid(_("From %(least)d to %(most)d pieces.") % {"least": least, "most": MOST_PIECES}, field=field)


def _touch(cart: Cart, now: datetime) -> None:
    Cart.objects.filter(pk=cart.pk).update(updated_at=now)
