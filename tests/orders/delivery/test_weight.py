"""What a parcel is charged for: its weight or its size, and the goods' insurance."""

import pytest

from catalog.models import Variant
from orders.models import DeliveryMethod, DeliveryRate, Zone
from orders.queries import chargeable_grams, fee_of
from tests.catalog.factories import make_seller
from tests.orders.people import checkout_of, filled, make_goods, neighbours, placed

BOX = {"length_mm": 300, "width_mm": 200, "height_mm": 100}  # 6,000 cm³


@pytest.mark.parametrize(
    ("grams", "quantity", "divisor", "expected"),
    [
        (500, 1, 0, 500),  # size does not count
        (500, 1, 6_000, 1_000),
        (500, 1, 5_000, 1_200),
        (1_500, 1, 5_000, 1_500),  # heavier than it is large
        (500, 3, 6_000, 3_000),
        (500, 1, 7_000, 858),  # 857.14: a begun gram counts
    ],
)
def test_the_larger_of_weight_and_size_is_charged(grams, quantity, divisor, expected):
    assert chargeable_grams([(Variant(weight_grams=grams, **BOX), quantity)], divisor) == expected


def test_a_parcel_is_weighed_as_a_whole():
    """Each line by itself would be charged 1,000 + 5,000."""
    large, heavy = Variant(weight_grams=100, **BOX), Variant(weight_grams=5_000, length_mm=10, width_mm=10)
    assert chargeable_grams([(large, 1), (heavy, 1)], 6_000) == 5_100


def test_goods_that_nobody_measured_have_no_size():
    assert chargeable_grams([(Variant(weight_grams=70, length_mm=300, width_mm=200), 1)], 6_000) == 70


def of_shop(seller, **fields):
    method = DeliveryMethod.objects.create(
        seller=seller, kind="DELIVERY", name_vi="Giao tận nơi", name_en="Delivery", **fields
    )
    DeliveryRate.objects.create(
        method=method, zone=Zone.PROVINCE, up_to_grams=1_000, fee=20_000, step_grams=500, step_fee=2_500
    )
    return method


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("goods_total", "expected"),
    [(999_999, 20_000), (1_000_000, 25_000), (1_000_001, 25_001), (3_000_000_000_000_001, 15_000_000_020_001)],
)
def test_insurance_is_a_share_of_goods_that_are_worth_enough(goods_total, expected):
    """0.5 % from a million; a begun đồng counts, at any size."""
    method = of_shop(make_seller(), insured_from=1_000_000, insurance_basis_points=50)
    assert fee_of(method, Zone.PROVINCE, 1_000, goods_total) == expected
    assert fee_of(method, Zone.COUNTRY, 1_000, goods_total) is None


@pytest.mark.django_db
def test_what_travels_free_is_insured_for_nothing():
    method = of_shop(make_seller(), free_from=1_000_000, insured_from=0, insurance_basis_points=50)
    assert fee_of(method, Zone.PROVINCE, 9_000, 1_000_000) == 0
    assert fee_of(method, Zone.PROVINCE, 1_000, 999_999) == 20_000 + 5_000


@pytest.mark.django_db
def test_an_order_pays_for_the_size_of_its_parcel():
    here, _there, commune = neighbours()
    method = of_shop(here, volumetric_divisor=6_000)
    goods = make_goods(seller=here, grams=200)
    Variant.objects.filter(pk=goods.pk).update(**BOX)
    cart, _token = filled(goods, quantity=2)
    assert checkout_of(cart, method=method).expected_total == 100_000
    order = placed(goods, quantity=2, place=commune, method=method, total=100_000 + 20_000 + 2 * 2_500)
    assert order.parts.get().delivery_fee == 25_000
