"""How officers find what they look for: names without accents, and filters that mean what shoppers mean."""

from datetime import timedelta

import pytest
from django.urls import reverse

from catalog.models import Certificate, Product, ProductStatus
from marketplace.clock import today
from marketplace.models import Place, PlaceCover, PlaceLevel
from tests.catalog.factories import group_named, make_certificate, make_place, make_product, make_seller

pytestmark = pytest.mark.django_db
LISTS = {Product: "admin:catalog_product_changelist", Certificate: "admin:catalog_certificate_changelist"}


@pytest.fixture
def commune(place):
    commune = Place.objects.create(code="c1", level=PlaceLevel.COMMUNE, kind="xã", name="Hải Hậu", parent=place)
    PlaceCover.objects.create(place=place, covered=commune)
    return commune


def found(office, model, **asked):
    answer = office.get(reverse(LISTS[model]), asked)
    assert answer.status_code == 200, answer.headers.get("Location")
    return set(answer.context["cl"].result_list)


@pytest.mark.parametrize("status", ProductStatus.values)
@pytest.mark.parametrize("typed", ["nuoc mam", "Nước mắm", "mam nuoc", "NƯỚC MẮM sa"])
def test_products_of_any_status_are_found_by_their_name(office, place, status, typed):
    wanted = make_product(seller=make_seller(place=place), name="Nước mắm Sa Châu", status=status)
    make_product(seller=make_seller(place=place), name="Bánh nhãn", status=status)
    assert found(office, Product, q=typed) == {wanted}


def test_wild_cards_are_letters(office, place):
    make_product(seller=make_seller(place=place), name="Bánh nhãn")
    assert found(office, Product, q="b%n") == set()
    assert found(office, Product, q="b_nh") == set()


def test_a_search_stays_within_the_place(office, place):
    own = make_product(seller=make_seller(place=place), name="Gạo tám")
    make_product(seller=make_seller(place=make_place()), name="Gạo tẻ")
    assert found(office, Product, q="gao") == {own}


def test_products_are_narrowed_by_seller_group_and_status(office, place):
    seller = make_seller(place=place)
    wanted = make_product(seller=seller, group="drink-spirit", status=ProductStatus.PAUSED)
    make_product(seller=seller)
    make_product(seller=make_seller(place=place), group="food-snack")
    group = group_named("drink-spirit").pk
    assert found(office, Product, group__id__exact=group) == {wanted}
    assert found(office, Product, status__exact="PAUSED") == {wanted}
    assert found(office, Product, seller__id__exact=seller.pk, status__exact="PAUSED") == {wanted}
    assert found(office, Product, seller__id__exact=seller.pk, status__exact="DRAFT") == set()


def test_a_place_means_all_that_it_covers(office, place, commune):
    within = make_product(seller=make_seller(place=place), place=commune)
    itself = make_product(seller=make_seller(place=place), place=place)
    make_product(seller=make_seller(place=place), place=make_place())
    assert found(office, Product, place__id__exact=place.pk) == {within, itself}
    assert found(office, Product, place__id__exact=commune.pk) == {within}


def test_products_are_narrowed_by_their_stars_of_today(office, place):
    certified, lapsed, never = (make_product(seller=make_seller(place=place)) for _ in range(3))
    make_certificate(certified)
    make_certificate(lapsed, issued_on=today() - timedelta(days=90), expires_on=today() - timedelta(days=1))
    assert found(office, Product, certified="1") == {certified}
    assert found(office, Product, certified="0") == {lapsed, never}


def test_certificates_are_narrowed_by_their_state_of_today(office, place):
    def certificate(begins, ends, **fields):
        product = make_product(seller=make_seller(place=place))
        days = {"issued_on": today() + timedelta(days=begins), "expires_on": today() + timedelta(days=ends)}
        return make_certificate(product, **days, **fields)

    revocation = {"revocation_decision": "9/QĐ-UBND", "revocation_reason": "Không đạt"}
    ending, last_day = certificate(-9, 60), certificate(-9, 0)
    lasting, ended, coming = certificate(-9, 61), certificate(-9, -1), certificate(1, 9)
    revoked = certificate(-9, 9, revoked_on=today(), **revocation)
    revoked_tomorrow = certificate(-9, 99, revoked_on=today() + timedelta(days=1), **revocation)
    states = {
        "EXPIRING": {ending, last_day},
        "IN_FORCE": {ending, last_day, lasting, revoked_tomorrow},
        "EXPIRED": {ended},
        "UPCOMING": {coming},
        "REVOKED": {revoked},
    }
    assert {state: found(office, Certificate, state=state) for state in states} == states


@pytest.mark.parametrize("asked", ["number", "decision", "product"])
def test_certificates_are_found_by_number_decision_and_product(office, place, asked):
    product = make_product(seller=make_seller(place=place), name="Nước mắm Sa Châu", status=ProductStatus.PAUSED)
    wanted = make_certificate(product, stars=4, decision="2094/QĐ-UBND")
    make_certificate(make_product(seller=make_seller(place=place)))
    typed = {"number": wanted.number, "decision": "2094/QĐ", "product": "nuoc mam"}[asked]
    assert found(office, Certificate, q=typed) == {wanted}
    assert found(office, Certificate, stars="4") == {wanted}


@pytest.mark.parametrize(
    "asked",
    [
        *({"place__id__exact": "x"}, {"place__id__exact": "²"}, {"place__id__exact": "9" * 30}),
        *({"seller__id__exact": "x"}, {"status__exact": "NONE"}, {"certified": "x"}, {"q": "\0"}, {"p": "x"}),
        {"nonsense": "1"},
    ],
)
def test_nonsense_is_no_crash(office, place, asked):
    make_product(seller=make_seller(place=place))
    answer = office.get(reverse(LISTS[Product]), asked)
    assert answer.status_code in (200, 302)


def test_sellers_and_places_are_offered_as_one_types(office, place):
    own = make_seller(place=place, name="Hợp tác xã Hải Hậu")
    make_seller(place=make_place(), name="Hải Hậu của tỉnh khác")
    asked = {"app_label": "catalog", "model_name": "product", "field_name": "seller", "term": "hai hau"}
    offered = office.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert offered == [{"id": str(own.pk), "text": own.name}]
    offered = office.get(reverse("admin:autocomplete"), {**asked, "field_name": "place", "term": "nam dinh"}).json()
    assert str(place.pk) in {result["id"] for result in offered["results"]}
