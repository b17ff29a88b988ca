"""The catalogue as the text functions are told of it."""

from datetime import date

import pytest

from catalog.demo.scale import scale_to
from catalog.models import Listing
from marketplace.models import Place, PlaceLevel
from marketplace.queries import place_by_code
from search.queries import names_of_goods, place_rows, units_over
from search.text.lexicon import lexicon_of
from search.text.place_names import place_names_of
from search.text.understand import understand
from tests.shop import NOW, statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]
OLD = date(2020, 1, 1)


def district(code):
    return place_by_code(code, level=PlaceLevel.DISTRICT, at=OLD)


def test_names_are_those_of_listed_goods_and_their_sellers():
    names = list(names_of_goods())
    assert len(names) == 146 + 80
    assert "Ngao sạch Lenger" in names
    Listing.objects.filter(product__name="Ngao sạch Lenger").delete()
    assert "Ngao sạch Lenger" not in list(names_of_goods())


def test_every_unit_is_there_with_the_goods_on_its_ground():
    rows = {row.id: row for row in place_rows()}
    assert len(rows) == Place.objects.count()
    old_province = place_by_code("36", level=PlaceLevel.PROVINCE, at=OLD)
    new_province = place_by_code("37", level=PlaceLevel.PROVINCE)
    assert rows[old_province.pk].goods == rows[new_province.pk].goods == 146
    y_yen = district("360")
    by_name = Listing.objects.filter(seller__address__contains="Ý Yên").count()
    assert rows[y_yen.pk].goods >= by_name > 0  # sellers of new communes on its ground as well
    assert old_province.pk in rows[y_yen.pk].above and y_yen.pk not in rows[y_yen.pk].above


def test_goods_of_a_new_commune_are_found_under_the_old_units_of_its_ground():
    commune = Place.objects.get(name="Ý Yên", level=PlaceLevel.COMMUNE, valid_to=None)
    units = units_over([commune.pk])[commune.pk]
    assert {commune.pk, district("360").pk} <= set(units)
    assert district("366").pk not in units  # Hải Hậu
    assert units_over([]) == {}


def test_counts_of_goods_are_those_that_the_filter_finds():
    places = list(Listing.objects.values_list("place_id", flat=True))
    over = units_over(set(places))
    for row in place_rows():
        assert row.goods == sum(row.id in over[place] for place in places), row.label


def test_queries_of_places_are_understood_with_them():
    lexicon, places = lexicon_of(names_of_goods()), place_names_of(place_rows())
    found = understand("đặc sản y yen", lexicon=lexicon, places=places)
    assert [limit.label for limit in found.applied] == ["Huyện Ý Yên"]
    assert district("360").pk in found.places[0].ids


@pytest.mark.parametrize("total", [146, 300])
def test_statements_do_not_grow_with_the_catalogue(total):
    scale_to(total=total, now=NOW)
    with statements() as ran:
        assert len(list(names_of_goods())) > total
    assert len(ran) == 2
    with statements() as ran:
        place_rows()
    assert len(ran) == 3
