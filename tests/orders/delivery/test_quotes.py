"""A carrier's own price in the cart and in the checkout, and the shop's rates while it is down."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.models import Variant
from marketplace.errors import Invalid
from marketplace.graphql.ids import global_id
from orders.carriers.interface import Size
from orders.commands.checkout import place_order
from orders.commands.delivery.places import load_carrier_places
from orders.commands.delivery.quotes import LEFT_ALONE, purge_old_quotes
from orders.commands.refusals import TotalChanged
from orders.models import Carrier, CarrierPlace, DeliveryMethod, FeeQuote, Order
from orders.quotes import KEPT, STILL_HONOURED, size_of
from tests.orders.delivery.ways import OWN_RATE, ghn_method, known_to_ghn
from tests.orders.graphql.test_orders import run
from tests.orders.people import Unchanged, checkout_of, filled, make_goods, neighbours

pytestmark = pytest.mark.django_db
FEES = """query ($token: String, $place: ID) { cart(token: $token) {
  shops { deliveries(place: $place) { fee { amount } } } } }"""


class Case:
    def __init__(self, *, grams=500, **method):
        self.seller, _other, self.commune = neighbours()
        known_to_ghn(self.seller.place, self.commune)
        self.method = ghn_method(self.seller, **method)
        self.goods = make_goods(seller=self.seller, grams=grams)
        self.cart, self.token = filled(self.goods)

    def shown(self):
        """The fee in the cart."""
        given = {"token": self.token, "place": global_id("Place", self.commune.pk)}
        [way] = run(FEES, given)["cart"]["shops"][0]["deliveries"]
        return way["fee"] and way["fee"]["amount"]

    def order(self, fee, now=None):
        checkout = checkout_of(self.cart, method=self.method, place=self.commune, total=50_000 + fee)
        return place_order(actor=None, token=self.token, checkout=checkout, now=now)


def test_the_cart_asks_once_and_the_checkout_does_not_ask(ghn_server):
    case = Case()
    assert case.shown() == case.shown() == 31_000
    assert ghn_server.paths() == ["fee"]
    [(_path, asked, _token, _shop)] = ghn_server.calls
    assert (asked["from_district_id"], asked["to_district_id"], asked["to_ward_code"]) == (1_441, 1_442, "20302")
    assert (asked["weight"], asked["length"], asked["insurance_value"]) == (500, 1, 0)
    order = case.order(31_000)
    assert order.parts.get().delivery_fee == 31_000 and ghn_server.paths() == ["fee"]


def test_what_was_said_is_honoured_for_a_while_and_asked_anew_after_that(ghn_server):
    case = Case()
    case.shown()
    ghn_server.fee = 40_000
    FeeQuote.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert case.shown() == 40_000
    assert case.order(40_000, now=timezone.now() + KEPT + STILL_HONOURED / 2).total == 90_000


def test_a_price_that_nobody_was_told_lately_is_not_taken(ghn_server):
    case = Case()
    case.shown()
    with Unchanged(), pytest.raises(TotalChanged):
        case.order(31_000, now=timezone.now() + KEPT + STILL_HONOURED)
    assert Order.objects.count() == 0


@pytest.mark.parametrize("fault", [500, "slow", "garbled", "lost"])
def test_while_the_carrier_is_down_the_shops_own_rates_count_and_it_is_left_alone(ghn_server, fault):
    case = Case()
    ghn_server.faults = [fault]
    assert case.shown() == case.shown() == OWN_RATE
    Variant.objects.filter(pk=case.goods.pk).update(weight_grams=900)
    assert case.shown() == OWN_RATE and ghn_server.paths() == ["fee"]
    assert case.order(OWN_RATE).parts.get().delivery_fee == OWN_RATE
    FeeQuote.objects.update(expires_at=timezone.now() - LEFT_ALONE)
    other = filled(case.goods)
    case.cart, case.token = other
    assert case.shown() == 31_000


def test_where_the_carrier_does_not_go_it_is_not_offered(ghn_server):
    case = Case()
    ghn_server.refuses["v2/shipping-order/fee"] = "Ngoài vùng"
    assert case.shown() is None
    with Unchanged(), pytest.raises(Invalid):
        case.order(OWN_RATE)


@pytest.mark.parametrize("lacks", ["origin", "destination", "account"])
def test_without_places_or_an_account_it_is_not_offered(ghn_server, settings, lacks):
    case = Case()
    if lacks == "account":
        settings.GHN_TOKEN = ""
    else:
        place = case.seller.place if lacks == "origin" else case.commune
        CarrierPlace.objects.filter(place=place).delete()
    assert case.shown() is None and ghn_server.calls == []
    with Unchanged(), pytest.raises(Invalid):
        case.order(OWN_RATE)


def test_free_from_an_amount_goes_before_the_carriers_price(ghn_server):
    case = Case(free_from=50_000)
    assert case.shown() == 0 and case.order(0).total == 50_000


def test_insured_goods_are_told_with_their_worth(ghn_server):
    case = Case(insured_from=50_000, insurance_basis_points=50)
    case.shown()
    assert ghn_server.calls[0][1]["insurance_value"] == 50_000


def test_a_shop_with_its_own_carrier_alone_asks_for_nothing(ghn_server):
    case = Case()
    DeliveryMethod.objects.update(carrier=Carrier.MANUAL)
    assert case.shown() == OWN_RATE and ghn_server.calls == [] and FeeQuote.objects.count() == 0


def test_old_quotes_go():
    now = timezone.now()
    FeeQuote.objects.create(key="a", fee=1, expires_at=now - timedelta(days=2))
    FeeQuote.objects.create(key="b", fee=1, expires_at=now)
    assert purge_old_quotes(now=now) == 1 and FeeQuote.objects.get().key == "b"


def test_a_parcel_is_as_large_as_its_pieces():
    assert size_of([(500, 300, 100, 200, 2), (100, 0, 10, 10, 1)]) == Size(1_100, 300, 200, 200)
    assert size_of([(500, 0, 0, 0, 3)]).grams == 1_500


HEAD = "code,district_id,ward_code,ward,district,province\n"


def test_places_of_a_carrier_are_loaded_and_replaced():
    _seller, _other, commune = neighbours()
    line = f"{commune.code},1444,20308,Phường 14,Quận 10,TP Hồ Chí Minh\n"
    assert load_carrier_places(carrier=Carrier.GHN, text="\ufeff" + HEAD + line) >= 1
    found = CarrierPlace.objects.get(place=commune)
    assert (found.district_id, found.ward_code, found.ward_name) == (1_444, "20308", "Phường 14")
    before = list(CarrierPlace.objects.order_by("pk").values())
    for bad in ("x", HEAD + line.replace("1444", "x"), HEAD + line.replace("20308", " ")):
        with pytest.raises(Invalid):
            load_carrier_places(carrier=Carrier.GHN, text=bad)
        assert list(CarrierPlace.objects.order_by("pk").values()) == before
    assert load_carrier_places(carrier=Carrier.GHN, text=HEAD) == 0
