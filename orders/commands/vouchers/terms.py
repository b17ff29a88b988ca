"""What a voucher says, looked at before it is written."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model
from django.utils.translation import gettext as _

from catalog.models import Product, ProductGroup
from marketplace.errors import Invalid, NotFound, Refusals, Required
from marketplace.texts import required_text
from orders.models import Voucher, VoucherKind
from orders.models.vouchers import WHOLE_BASIS
from orders.tokens import random_letters
from sellers.models import Seller

MOST_AMOUNT = 10**12  # đồng
MOST_USES = 10**9
MOST_NAMED = 500  # products, groups or sellers of one voucher
LETTERS_MADE = 10
LONGEST_AGO, LONGEST_AHEAD = timedelta(days=366), timedelta(days=5 * 366)
CODE = re.compile(r"[A-Z0-9]{4,24}")


@dataclass(frozen=True, slots=True)
class Terms:
    """Without a `code` one is made, of letters that nobody takes for another. Amounts in whole đồng."""

    name: str
    kind: VoucherKind
    valid_until: datetime
    valid_from: datetime | None = None
    code: str = ""
    basis_points: int | None = None
    amount: int | None = None
    cap: int | None = None
    minimum_basket: int = 0
    most_uses: int | None = None
    most_uses_per_user: int | None = None
    is_first_order: bool = False
    is_public: bool = False
    group_ids: Sequence[int] = ()
    product_ids: Sequence[int] = ()
    seller_ids: Sequence[int] = ()


def drafted(terms: Terms, seller: Seller | None, now: datetime) -> Voucher:
    """Not written yet. Raises Required, Invalid, NotFound, several of them together."""
    refusals = Refusals()
    voucher = Voucher(
        kind=terms.kind,
        seller=seller,
        basis_points=terms.basis_points,
        amount=terms.amount,
        cap=terms.cap,
        minimum_basket=terms.minimum_basket,
        most_uses=terms.most_uses,
        most_uses_per_user=terms.most_uses_per_user,
        is_first_order=terms.is_first_order,
        is_public=terms.is_public,
        valid_from=terms.valid_from or now,
        valid_until=terms.valid_until,
        created_at=now,
    )
    with refusals.of_row():
        voucher.code = _code(terms.code)
    with refusals.of_row():
        voucher.name = required_text(terms.name, field="name", longest=120)
    with refusals.of_row():
        _check_time(voucher, now)
    for check in (_check_measure, _check_limits):
        check(voucher, refusals)
    with refusals.of_row():
        voucher.product_ids, voucher.seller_ids, voucher.group_ids = _named(terms, seller)
    refusals.tell()
    return voucher


def _code(typed: str) -> str:
    plain = "".join(typed.split()).upper()
    if not plain:
        return random_letters(LETTERS_MADE)
    if not CODE.fullmatch(plain):
        raise Invalid(_("A code has 4 to 24 letters without marks, or digits."), field=["code"])
    return plain


def _check_time(voucher: Voucher, now: datetime) -> None:
    if not now - LONGEST_AGO < voucher.valid_from < now + LONGEST_AHEAD:
        raise Invalid(field=["validFrom"])
    if voucher.valid_until > now + 2 * LONGEST_AHEAD:
        raise Invalid(field=["validUntil"])
    if voucher.valid_until <= max(voucher.valid_from, now):
        raise Invalid(_("It has to end after it begins, and not before now."), field=["validUntil"])


def _check_measure(voucher: Voucher, refusals: Refusals) -> None:
    """What its kind needs is there, and nothing that it does not know."""
    wanted = {
        VoucherKind.PERCENT: {"basisPoints", "cap"},
        VoucherKind.AMOUNT: {"amount"},
        VoucherKind.DELIVERY: set(),
    }
    needed = wanted[VoucherKind(voucher.kind)]
    known = needed | ({"cap"} if voucher.is_for_delivery else set())
    given = {
        "basisPoints": (voucher.basis_points, WHOLE_BASIS),
        "amount": (voucher.amount, MOST_AMOUNT),
        "cap": (voucher.cap, MOST_AMOUNT),
    }
    for field, (value, most) in given.items():
        with refusals.of_row():
            if value is None and field in needed:
                raise Required(field=[field])
            if value is not None and (field not in known or not 1 <= value <= most):
                raise Invalid(field=[field])


def _check_limits(voucher: Voucher, refusals: Refusals) -> None:
    limits = {"mostUses": voucher.most_uses, "mostUsesPerUser": voucher.most_uses_per_user}
    for field, value in limits.items():
        with refusals.of_row():
            if value is not None and not 1 <= value <= MOST_USES:
                raise Invalid(field=[field])
    with refusals.of_row():
        if not 0 <= voucher.minimum_basket <= MOST_AMOUNT:
            raise Invalid(field=["minimumBasket"])


def _named(terms: Terms, seller: Seller | None) -> tuple[list[int], list[int], list[int]]:
    """Products, sellers, and groups with all that is below them. A shop names goods of its own."""
    if seller is not None and terms.seller_ids:
        raise Invalid(field=["sellers"])
    products = _there(Product, terms.product_ids, "products", seller)
    sellers = _there(Seller, terms.seller_ids, "sellers")
    groups = _there(ProductGroup, terms.group_ids, "groups")
    return products, sellers, _with_all_below(groups) if groups else []


def _there(kind: type[Model], ids: Sequence[int], field: str, seller: Seller | None = None) -> list[int]:
    wanted = sorted(set(ids))
    if len(wanted) > MOST_NAMED:
        raise Invalid(field=[field])
    rows = kind._default_manager.filter(pk__in=wanted, **({"seller": seller} if seller is not None else {}))
    if wanted and rows.count() != len(wanted):
        raise NotFound(field=[field])
    return wanted


def _with_all_below(groups: Collection[int]) -> list[int]:
    found, parents = set(groups), dict(ProductGroup.objects.values_list("pk", "parent"))
    while more := {pk for pk, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)
