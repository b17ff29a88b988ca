"""From a cart to an order: what is promised, what it costs, and what is refused with nothing changed."""

from datetime import timedelta

import pytest

from catalog.models import Listing, StockItem, Variant
from marketplace.clock import today
from marketplace.errors import Invalid, NotFound, Several
from marketplace.models import OutboxEvent, Place, PlaceLevel
from marketplace.queries import AmbiguousPlace
from orders.commands.carts import NotOnSale
from orders.commands.checkout import place_order
from orders.commands.refusals import OutOfStock, PaymentMethodUnavailable, ShopClosed, TotalChanged
from orders.models import DeliveryMethod, DeliveryRate, Order, OrderLine, SellerOrder, SellerOrderStatus
from orders.tokens import opens, token_of
from sellers.models import Seller
from tests.catalog.factories import make_seller
from tests.marketplace.people import make_user
from tests.orders.people import (
    Unchanged,
    checkout_of,
    delivery,
    filled,
    make_goods,
    neighbours,
    pickup,
    placed,
    stock_of,
)
from tests.sellers.people import make_commune
from tests.shop import statements

pytestmark = pytest.mark.django_db


def test_an_order_over_two_sellers_splits_and_promises_its_pieces():
    here, there, commune = neighbours()
    rice, sauce, cake = make_goods(seller=here), make_goods(seller=here, price=90_000), make_goods(seller=there)
    user = make_user()
    order = placed(rice, sauce, cake, actor=user, quantity=2, place=commune)
    assert order.user == user and order.total == 2 * (50_000 + 90_000 + 50_000)
    first, second = order.parts.order_by("pk")
    assert {first.seller_id, second.seller_id} == {here.pk, there.pk}
    assert (first.goods_total, second.goods_total) == (280_000, 100_000)
    assert first.seller_legal_name == here.legal_name and first.number == f"{order.number}-1"
    assert [stock_of(one) for one in (rice, sauce, cake)] == [(5, 2)] * 3
    assert OutboxEvent.objects.filter(name="SellerOrderPlaced").count() == 2
    assert user.cart.lines.count() == 0


def test_names_and_prices_stay_as_they_were():
    goods = make_goods(name="Gạo tám")
    order = placed(goods)
    Variant.objects.filter(pk=goods.pk).update(price=1)
    goods.product.name = "Khác"
    goods.product.save()
    line = OrderLine.objects.get(seller_order__order=order)
    assert (line.product_name, line.unit_price, line.total) == ("Gạo tám", 50_000, 50_000)


def test_the_last_piece_leaves_the_shelf_at_once():
    goods = make_goods(left=2)
    placed(goods, quantity=2)
    assert Listing.objects.get(pk=goods.product_id).is_available is False
    assert OutboxEvent.objects.filter(name="StockChanged", payload__is_available=False).exists()


@pytest.mark.parametrize(
    ("grams", "quantity", "expected"), [(500, 1, 20_000), (1_000, 1, 20_000), (1_001, 1, 22_500), (1_000, 3, 30_000)]
)
def test_delivery_goes_by_zone_and_weight(grams, quantity, expected):
    here, _there, commune = neighbours()
    goods = make_goods(seller=here, grams=grams)
    total = 50_000 * quantity + expected
    order = placed(goods, quantity=quantity, place=commune, method=delivery(), total=total)
    assert order.parts.get().delivery_fee == expected


def test_elsewhere_costs_more_and_a_shop_may_have_ways_of_its_own():
    seller = make_seller()
    goods = make_goods(seller=seller)
    assert placed(goods, method=delivery(), total=85_000).parts.get().delivery_fee == 35_000
    own = DeliveryMethod.objects.create(
        seller=seller, kind="DELIVERY", name_vi="Xe nhà", name_en="Our van", free_from=100_000, cod_fee=5_000
    )
    DeliveryRate.objects.create(
        method=own, zone="COUNTRY", up_to_grams=5_000, fee=10_000, step_grams=1_000, step_fee=1
    )
    part = placed(goods, method=own, total=65_000).parts.get()
    assert (part.delivery_fee, part.cod_fee, part.delivery_name) == (10_000, 5_000, "Xe nhà")
    assert placed(goods, quantity=2, method=own, total=105_000).parts.get().delivery_fee == 0


def test_ways_that_do_not_reach_or_are_not_the_shops_are_refused():
    seller = make_seller()
    cart, token = filled(make_goods(seller=seller))
    own = DeliveryMethod.objects.create(seller=seller, kind="DELIVERY", name_vi="Xe", name_en="Van")
    foreign = DeliveryMethod.objects.create(seller=make_seller(), kind="PICKUP", name_vi="x", name_en="x")
    for method in (own, foreign, pickup()):  # the shop's own stand in the place of the marketplace's
        with Unchanged(), pytest.raises(Invalid) as refused:
            place_order(actor=None, token=token, checkout=checkout_of(cart, method=method))
        assert refused.value.field == ["deliveries"]
    with Unchanged(), pytest.raises(Invalid):
        place_order(actor=None, token=token, checkout=checkout_of(cart, deliveries={}))


def test_more_than_there_are_is_refused_and_told_for_every_line():
    few, none, enough = make_goods(left=1, name="Ít"), make_goods(left=2, name="Hết"), make_goods()
    cart, token = filled(few, none, enough, quantity=2)
    StockItem.objects.filter(pk=none.pk).update(on_hand=0)
    with Unchanged(), pytest.raises(Several) as refused:
        place_order(actor=None, token=token, checkout=checkout_of(cart))
    assert [type(one) for one in refused.value.errors] == [OutOfStock] * 2
    assert "1" in str(refused.value.errors[0])


def test_what_was_taken_off_sale_is_refused():
    goods = make_goods()
    cart, token = filled(goods)
    goods.product.listing.delete()
    with Unchanged(), pytest.raises(NotOnSale):
        place_order(actor=None, token=token, checkout=checkout_of(cart))


@pytest.mark.parametrize(
    "change",
    [
        {"holiday_from": today() - timedelta(days=1), "holiday_until": today() + timedelta(days=1)},
        {"papers_valid_until": today() - timedelta(days=1)},
    ],
)
def test_shops_that_take_no_orders_are_named(change):
    goods = make_goods()
    cart, token = filled(goods)
    Seller.objects.filter(pk=goods.seller_id).update(**change)
    with Unchanged(), pytest.raises(ShopClosed) as refused:
        place_order(actor=None, token=token, checkout=checkout_of(cart))
    assert goods.seller.name in str(refused.value)


@pytest.mark.parametrize("expected", [0, 49_999, 50_001, -50_000, 2**62])
def test_a_total_that_no_longer_holds_is_refused(expected):
    cart, token = filled(make_goods())
    with Unchanged(), pytest.raises(TotalChanged) as refused:
        place_order(actor=None, token=token, checkout=checkout_of(cart, total=expected))
    assert "50.000" in str(refused.value)


def test_a_price_that_went_up_meanwhile_is_not_charged_silently():
    goods = make_goods()
    cart, token = filled(goods)
    checkout = checkout_of(cart)
    Variant.objects.filter(pk=goods.pk).update(price=60_000)
    with Unchanged(), pytest.raises(TotalChanged):
        place_order(actor=None, token=token, checkout=checkout)


def test_what_is_wrong_with_the_address_is_told_together():
    cart, token = filled(make_goods())
    bad = checkout_of(cart, contact_name=" ", phone="12", email="x@", street="", note="a\u202eb")
    with Unchanged(), pytest.raises(Several) as refused:
        place_order(actor=None, token=token, checkout=bad)
    assert [one.field for one in refused.value.errors] == [
        ["contactName"],
        ["phone"],
        ["email"],
        ["street"],
        ["note"],
    ]


def test_an_empty_or_foreign_cart_is_refused():
    user, stranger, goods = make_user(), make_user(), make_goods()
    cart, token = filled(goods)
    checkout = checkout_of(cart)
    for actor, given in ((None, "guessed"), (None, None), (stranger, None)):
        with Unchanged(), pytest.raises(NotFound):
            place_order(actor=actor, token=given, checkout=checkout)
    own, _ = filled(goods, actor=user)
    with Unchanged(), pytest.raises(NotFound):
        place_order(actor=stranger, token=None, checkout=checkout_of(own))
    place_order(actor=None, token=token, checkout=checkout)
    with Unchanged(), pytest.raises(Invalid):
        place_order(actor=None, token=token, checkout=checkout)


def test_no_cash_for_alcohol_nor_for_who_lets_parcels_come_back(settings):
    cart, token = filled(make_goods(group="drink-alcohol"))
    with Unchanged(), pytest.raises(PaymentMethodUnavailable):
        place_order(actor=None, token=token, checkout=checkout_of(cart))
    for _ in range(settings.COD_MOST_REFUSED):
        SellerOrder.objects.filter(pk=placed(make_goods()).parts.get().pk).update(status=SellerOrderStatus.FAILED)
    cart, token = filled(make_goods())
    with Unchanged(), pytest.raises(PaymentMethodUnavailable):
        place_order(actor=None, token=token, checkout=checkout_of(cart))
    assert place_order(actor=None, token=token, checkout=checkout_of(cart, phone="0987654321"))


def test_guests_look_at_their_order_with_a_token_that_is_stored_nowhere():
    order = placed(make_goods())
    token = token_of(order.number)
    assert opens(token, order.number) and not opens(token, order.number + "x") and not opens("", order.number)
    assert token not in str(Order.objects.values())


def test_a_checkout_of_two_sellers_takes_few_statements():
    here, there, commune = neighbours()
    cart, token = filled(make_goods(seller=here), make_goods(seller=here), make_goods(seller=there))
    checkout = checkout_of(cart, place=commune)
    with statements() as ran:
        place_order(actor=None, token=token, checkout=checkout)
    assert len(ran) <= 25, "\n".join(ran)


def test_old_communes_are_mapped_to_those_of_today():
    old, new = make_commune(name="Cũ"), make_commune(name="Mới")
    old.valid_to = today()
    old.save()
    old.successors.add(new)
    assert placed(make_goods(), place=old).place == new


def test_an_old_place_that_does_not_say_which_commune_is_asked_about():
    divided, district = make_commune(name="Giao Xuân"), make_commune(name="Giao Thủy")
    choices = make_commune(name="Giao Minh"), make_commune(name="Giao Hòa")
    divided.successors.add(*choices)
    Place.objects.filter(pk__in=[divided.pk, district.pk]).update(valid_to=today())
    Place.objects.filter(pk=district.pk).update(level=PlaceLevel.DISTRICT)
    cart, token = filled(make_goods())
    for place, said in ((divided, ("Giao Minh", "Giao Hòa")), (district, ("Giao Thủy",))):
        with Unchanged(), pytest.raises(AmbiguousPlace) as told:
            place_order(actor=None, token=token, checkout=checkout_of(cart, place=place))
        assert told.value.field == ["place"] and all(name in str(told.value) for name in said)
