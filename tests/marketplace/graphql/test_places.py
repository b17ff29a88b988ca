import pytest

from marketplace.graphql.ids import global_id
from marketplace.models import Place, PlaceLevel
from marketplace.queries import place_by_name
from tests.marketplace.places import FIRST_NEW_DAY, LAST_OLD_DAY, OLD
from tests.shop import ask, codes, demo_shop, statements

__all__ = ["demo_shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

PLACES = """query ($level: PlaceLevel, $parent: ID, $at: Date) { places(level: $level, parent: $parent, at: $at) {
    __typename id code name fullName level validFrom validTo parent { name level parent { name } }
    successors { name level validFrom } } }"""


def found(**variables):
    given = {name: str(value) for name, value in variables.items() if value is not None}
    return ask(PLACES, given)["places"]


def names(**variables):
    return [place["name"] for place in found(**variables)]


def id_of(name, level, at=None):
    return global_id("Place", place_by_name(name, level=level, at=at).pk)


def test_today_there_is_one_province_and_before_there_were_two():
    assert names(level="PROVINCE") == names(level="PROVINCE", at=FIRST_NEW_DAY) == ["Ninh Bình"]
    assert names(level="PROVINCE", at=LAST_OLD_DAY) == names(level="PROVINCE", at=OLD) == ["Nam Định", "Ninh Bình"]


def test_districts_ended_with_june_2025():
    assert found(level="DISTRICT") == found(level="DISTRICT", at=FIRST_NEW_DAY) == []
    assert (
        len(found(level="DISTRICT", at=LAST_OLD_DAY))
        == Place.objects.filter(level="DISTRICT", valid_to=FIRST_NEW_DAY).count()
    )


def test_a_province_says_since_when_and_until_when_and_who_followed():
    [now] = found(level="PROVINCE")
    assert now == {
        "__typename": "Place",
        "id": id_of("Ninh Bình", PlaceLevel.PROVINCE),
        "code": "37",
        "name": "Ninh Bình",
        "fullName": "Tỉnh Ninh Bình",
        "level": "PROVINCE",
        "validFrom": "2025-07-01",
        "validTo": None,
        "parent": None,
        "successors": [],
    }
    before = found(level="PROVINCE", at=LAST_OLD_DAY)[0]
    assert (before["name"], before["validFrom"], before["validTo"]) == ("Nam Định", None, "2025-07-01")
    assert before["successors"] == [{"name": "Ninh Bình", "level": "PROVINCE", "validFrom": "2025-07-01"}]
    assert before["id"] != now["id"]


def test_communes_of_both_maps_know_the_way_up():
    today = next(place for place in found(level="COMMUNE") if place["name"] == "Hải Hậu")
    assert today["fullName"] == "Xã Hải Hậu, Tỉnh Ninh Bình"
    assert today["parent"] == {"name": "Ninh Bình", "level": "PROVINCE", "parent": None}
    former = next(place for place in found(level="COMMUNE", at=OLD) if place["name"] == "Yên Định")
    assert former["fullName"] == "Thị trấn Yên Định, Huyện Hải Hậu, Tỉnh Nam Định"
    assert former["parent"] == {"name": "Hải Hậu", "level": "DISTRICT", "parent": {"name": "Nam Định"}}
    assert [place["name"] for place in former["successors"]] == ["Hải Hậu"]


def test_a_unit_that_was_parted_names_all_who_followed():
    parted = Place.objects.filter(level="COMMUNE", valid_to=FIRST_NEW_DAY).exclude(successors=None)
    several = next(place for place in parted.order_by("pk") if place.successors.count() > 1)
    [shown] = [place for place in found(level="COMMUNE", at=LAST_OLD_DAY) if place["code"] == several.code]
    assert {place["name"] for place in shown["successors"]} == set(several.successors.values_list("name", flat=True))


def test_below_a_parent_there_are_its_own_alone():
    former = id_of("Nam Định", PlaceLevel.PROVINCE, OLD)
    districts = found(parent=former, at=LAST_OLD_DAY)
    assert {place["level"] for place in districts} == {"DISTRICT"}
    assert {place["parent"]["name"] for place in districts} == {"Nam Định"}
    assert len(districts) == 9
    communes = found(parent=id_of("Giao Thủy", PlaceLevel.DISTRICT, OLD), at=OLD)
    assert {place["level"] for place in communes} == {"COMMUNE"}
    assert {place["parent"]["name"] for place in communes} == {"Giao Thủy"}


def test_a_parent_that_had_nothing_below_it_on_the_day_has_an_empty_list():
    former = id_of("Nam Định", PlaceLevel.PROVINCE, OLD)
    assert found(parent=former) == found(parent=former, at=FIRST_NEW_DAY) == []
    assert found(parent=former, level="COMMUNE", at=OLD) == []


def test_places_come_by_their_codes():
    codes_found = [place["code"] for place in found(level="COMMUNE")]
    assert codes_found == sorted(codes_found)
    assert len(codes_found) == Place.objects.filter(level="COMMUNE", valid_to=None).count() > 100


@pytest.mark.parametrize("at", ["0001-01-01", "1900-01-01", "9999-12-31"])
def test_the_farthest_days_are_answered(at):
    assert names(level="PROVINCE", at=at) == (["Ninh Bình"] if at > "2025" else ["Nam Định", "Ninh Bình"])


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"parent": ""}, "BAD_ID"),
        ({"parent": "nonsense"}, "BAD_ID"),
        ({"parent": global_id("Seller", 1)}, "BAD_ID"),
        ({"parent": global_id("Place", 10**12)}, "BAD_FILTER"),
        ({"level": "VILLAGE"}, "BAD_USER_INPUT"),
        ({"level": "province"}, "BAD_USER_INPUT"),
        ({"at": "yesterday"}, "BAD_USER_INPUT"),
        ({"at": "2025-02-30"}, "BAD_USER_INPUT"),
        ({"at": 20250701}, "BAD_USER_INPUT"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_code(variables, code):
    assert codes(PLACES, variables) == [code]


def test_all_parents_and_successors_take_a_statement_each_level():
    with statements() as ran:
        assert len(found(level="COMMUNE", at=OLD)) > 200
    assert len(ran) == 4  # the places, their parents, those parents' parents, all successors
