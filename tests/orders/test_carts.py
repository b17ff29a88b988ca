"""Carts: of whoever knows the token, or of a user; with what has changed since something was put in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.commands.listings import refresh_listings
from catalog.models import StockItem, Variant
from marketplace.errors import Invalid, NotFound
from orders.commands.carts import (
    MOST_LINES,
    NotOnSale,
    Wanted,
    add_lines,
    claim_cart,
    find_cart,
    purge_old_carts,
    update_line,
)
from orders.models import MOST_PIECES, Cart
from orders.queries import Change, live_lines
from tests.marketplace.people import make_user
from tests.orders.people import Unchanged, filled, make_goods

pytestmark = pytest.mark.django_db


def quantities(cart):
    return [one.line.quantity for one in live_lines(cart)]


def test_the_first_piece_makes_a_cart_that_its_token_opens():
    goods = make_goods()
    cart, token = filled(goods, quantity=2)
    assert find_cart(None, token) == cart and quantities(cart) == [2]
    assert token not in Cart.objects.values_list("token_digest", flat=True)
    filled(goods, token=token)
    assert quantities(cart) == [3]


def test_a_user_has_one_without_a_token():
    user, goods = make_user(), make_goods()
    cart, token = filled(goods, actor=user)
    assert token is None and find_cart(user, None) == cart
    filled(goods, actor=user)
    assert Cart.objects.count() == 1 and quantities(cart) == [2]


@pytest.mark.parametrize("quantity", [0, -1, MOST_PIECES + 1, 2**31])
def test_impossible_quantities_are_refused(quantity):
    goods = make_goods()
    _cart, token = filled(goods)
    with Unchanged(), pytest.raises(Invalid) as refused:
        add_lines(actor=None, token=token, wanted=[Wanted(goods.pk, quantity)])
    assert refused.value.field == ["lines", "0", "quantity"]


def test_a_line_never_grows_beyond_what_a_line_holds():
    goods = make_goods()
    cart, token = filled(goods, quantity=MOST_PIECES)
    filled(goods, token=token)
    assert quantities(cart) == [MOST_PIECES]


def test_what_is_not_on_sale_is_refused():
    gone, sold = make_goods(), make_goods()
    gone.product.listing.delete()
    _cart, token = filled(sold)
    for variant in (gone.pk, 10**9):
        with Unchanged(), pytest.raises(NotOnSale):
            add_lines(actor=None, token=token, wanted=[Wanted(sold.pk, 1), Wanted(variant, 1)])
    with Unchanged(), pytest.raises(Invalid):
        add_lines(actor=None, token=token, wanted=[])


def test_too_many_kinds_are_refused():
    goods = make_goods()
    others = [
        Variant.objects.create(product=goods.product, seller=goods.seller, sku=f"x{n}", name=f"{n}", price=1)
        for n in range(MOST_LINES)
    ]
    _cart, token = filled(*others)
    with Unchanged(), pytest.raises(Invalid):
        add_lines(actor=None, token=token, wanted=[Wanted(goods.pk, 1)])


def test_nobody_opens_the_cart_of_another():
    user, goods = make_user(), make_goods()
    cart, token = filled(goods)
    own, _ = filled(goods, actor=user)
    [line], [other] = cart.lines.all(), own.lines.all()
    assert find_cart(None, "guessed") is None and find_cart(None, None) is None
    for actor, given, line_id in ((None, "guessed", line.pk), (None, token, other.pk), (user, None, line.pk)):
        with Unchanged(), pytest.raises(NotFound):
            update_line(actor=actor, token=given, line_id=line_id, quantity=1)


def test_lines_are_changed_and_taken_out():
    cart, token = filled(make_goods())
    [line] = cart.lines.all()
    update_line(actor=None, token=token, line_id=line.pk, quantity=4)
    assert quantities(cart) == [4]
    with Unchanged(), pytest.raises(Invalid):
        update_line(actor=None, token=token, line_id=line.pk, quantity=-1)
    update_line(actor=None, token=token, line_id=line.pk, quantity=0)
    assert quantities(cart) == []


def test_what_was_chosen_before_signing_in_is_kept():
    user, both, other = make_user(), make_goods(), make_goods()
    own, _ = filled(both, actor=user)
    _cart, token = filled(both, other, quantity=2)
    assert claim_cart(actor=user, token=token) == own
    assert sorted(quantities(own)) == [2, 3]
    assert find_cart(None, token) is None
    assert claim_cart(actor=user, token=token) == own and sorted(quantities(own)) == [2, 3]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda goods: Variant.objects.filter(pk=goods.pk).update(price=60_000), Change.PRICE_UP),
        (lambda goods: Variant.objects.filter(pk=goods.pk).update(price=40_000), Change.PRICE_DOWN),
        (lambda goods: StockItem.objects.filter(pk=goods.pk).update(on_hand=2), Change.FEWER_LEFT),
        (lambda goods: StockItem.objects.filter(pk=goods.pk).update(on_hand=0), Change.SOLD_OUT),
        (lambda goods: Variant.objects.filter(pk=goods.pk).update(is_active=False), Change.NOT_ON_SALE),
        (lambda goods: None, None),
    ],
)
def test_what_has_changed_is_told(change, expected):
    goods = make_goods()
    cart, _token = filled(goods, quantity=3)
    change(goods)
    refresh_listings(product_ids=[goods.product_id])
    [one] = live_lines(cart)
    assert one.change == expected


def test_carts_that_nobody_touches_are_forgotten():
    cart, token = filled(make_goods())
    assert purge_old_carts(now=timezone.now() + timedelta(days=59)) == 0
    assert purge_old_carts(now=timezone.now() + timedelta(days=61)) > 0
    assert find_cart(None, token) is None and cart
