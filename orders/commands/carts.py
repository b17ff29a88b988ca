"""What somebody is about to buy: theirs by account, or by a token that they alone know."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

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
from orders.models import MOST_PIECES, Cart, CartLine

MOST_LINES = 100
KEPT = timedelta(days=60)  # since it was last changed


class NotOnSale(DomainError):
    code = ErrorCode.NOT_ON_SALE
    default_message = gettext_lazy("This is not on sale at present.")


@dataclass(frozen=True, slots=True)
class Wanted:
    variant_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Kept:
    """`token`: of a cart that was made just now for somebody without an account; else None."""

    cart: Cart
    token: str | None = None


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def find_cart(actor: Actor, token: str | None) -> Cart | None:
    """That of the token, unless it is somebody's; without one, the actor's own."""
    if token:
        return Cart.objects.filter(token_digest=digest_of(token), user=None).first()
    return Cart.objects.filter(user=actor).first() if isinstance(actor, User) else None


@transaction.atomic
def add_lines(*, actor: Actor, token: str | None, wanted: Sequence[Wanted], now: datetime | None = None) -> Kept:
    """Puts pieces in, on top of those that are there. Of people without an account the first makes the cart.

    Raises NotFound for the token of no cart, Invalid, NotOnSale.
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
            _put(own, Wanted(line.variant_id, line.quantity), line.price_seen, now)
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
    cart = find_cart(actor, token)
    if cart is None:
        raise NotFound(field=["token"])
    return Cart.objects.select_for_update().get(pk=cart.pk)


def _put(cart: Cart, wanted: Wanted, price: int, now: datetime) -> None:
    more = Least(F("quantity") + wanted.quantity, MOST_PIECES)
    if not CartLine.objects.filter(cart=cart, variant=wanted.variant_id).update(quantity=more, price_seen=price):
        CartLine.objects.create(
            cart=cart, variant_id=wanted.variant_id, quantity=wanted.quantity, price_seen=price, added_at=now
        )


def _check_quantity(quantity: int, field: list[str], *, least: int) -> None:
    if not least <= quantity <= MOST_PIECES:
        raise Invalid(_("From %(least)d to %(most)d pieces.") % {"least": least, "most": MOST_PIECES}, field=field)


def _touch(cart: Cart, now: datetime) -> None:
    Cart.objects.filter(pk=cart.pk).update(updated_at=now)
