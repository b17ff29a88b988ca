from datetime import date

import pytest
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from marketplace.keysets import TEXT, WHOLE, Sort
from marketplace.models import Place
from marketplace.statements import IsPast, PageStatement, Slots, Statement
from tests.shop import statements

pytestmark = pytest.mark.django_db

BY_CODE: Sort = Sort("CODE", {"code": TEXT, "pk": WHOLE})


@pytest.fixture(autouse=True)
def places():
    above = Place.objects.create(code="37", level="PROVINCE", kind="Tỉnh", name="Ninh Bình")
    for number in range(6):
        Place.objects.create(
            code=f"c{number}",
            level="COMMUNE",
            kind="Xã",
            name=f"Xã {number // 2}",
            parent=above,
            valid_from=date(2020, 1, 1 + number),
        )


def test_values_are_put_in_anew_each_time():
    slots = Slots()
    found = Statement(Place.objects.filter(code=slots.text("code")).values_list("name"), slots)
    assert found.rows({"code": "37"}) == [("Ninh Bình",)]
    assert found.rows({"code": "c5"}) == [("Xã 2",)]
    assert found.rows({"code": "'; DROP TABLE marketplace_place; --"}) == []


def test_constants_beside_the_slots_stay_as_they_are():
    slots = Slots()
    queryset = Place.objects.filter(level="COMMUNE", valid_from__gte=slots.day("from")).order_by("code")
    found = Statement(queryset.values_list("code"), slots)
    assert found.rows({"from": date(2020, 1, 5)}) == [("c4",), ("c5",)]


def test_each_slot_gets_its_own_value():
    slots = Slots()
    conditions = {"code__gte": slots.text("low"), "code__lte": slots.text("high")}
    days = {"valid_from__gte": slots.day("from"), "valid_from__lte": slots.day("to")}
    found = Statement(Place.objects.filter(**conditions, **days).order_by("pk").values_list("code"), slots)
    values = {"low": "c1", "high": "c4", "from": date(2020, 1, 3), "to": date(2020, 1, 31)}
    assert found.rows(values) == [("c2",), ("c3",), ("c4",)]


def test_lists_of_any_length_are_one_parameter():
    slots = Slots()
    found = Statement(
        Place.objects.filter(slots.texts("codes").contain("code")).order_by("pk").values_list("code"), slots
    )
    assert found.rows({"codes": []}) == []
    assert found.rows({"codes": ["c3", "nosuch", "c1"]}) == [("c1",), ("c3",)]


def test_ids_beyond_a_smallint_find_nothing_rather_than_fail():
    slots = Slots()
    found = Statement(Place.objects.filter(slots.ids("ids").contain("pk")).values_list("code"), slots)
    assert found.rows({"ids": [1 << 62, -1]}) == []


def test_limit_is_asked_each_time():
    slots = Slots()
    found = Statement(Place.objects.order_by("code").values_list("code"), slots, is_limited=True)
    assert [len(found.rows({"limit": limit})) for limit in (1, 3, 100)] == [1, 3, 7]


def test_rows_past_a_position_are_compared_as_one_value():
    slots = Slots()
    past = IsPast(["name", "code"], [slots.text("name"), slots.text("code")], descending=False)
    found = Statement(Place.objects.filter(past).order_by("name", "code").values_list("code"), slots)
    assert found.rows({"name": "Xã 1", "code": "c2"}) == [("c3",), ("c4",), ("c5",)]


def test_a_page_is_picked_before_anything_is_joined():
    slots = Slots()
    picked = BY_CODE.ordered(Place.objects.filter(level=slots.text("level")), slots, is_backward=False, is_past=True)
    whole = BY_CODE.ordered(Place.objects.all(), slots, is_backward=False, is_past=False)
    page = PageStatement(whole.values_list("code", "parent__name"), slots, picked=picked)
    with statements() as ran:
        found = page.rows({"level": "COMMUNE", "past 0": "c1", "past 1": 1 << 40, "limit": 2})
    assert found == [("c2", "Ninh Bình"), ("c3", "Ninh Bình")]
    assert ran[0].index("LIMIT 2") < ran[0].index("JOIN")


def test_a_page_of_each_partition():
    slots = Slots()
    rank = Window(RowNumber(), partition_by="name", order_by=F("code").desc())
    communes = Place.objects.filter(level="COMMUNE")
    page = PageStatement(
        Place.objects.order_by("code").values_list("name", "code"),
        slots,
        picked=communes.annotate(rank=rank),
        rank="rank",
    )
    assert page.rows({"limit": 1}) == [("Xã 0", "c1"), ("Xã 1", "c3"), ("Xã 2", "c5")]
    assert len(page.rows({"limit": 2})) == 6


@pytest.mark.parametrize("is_kept", [True, False])
def test_plans_kept_and_made_anew_answer_alike(is_kept):
    slots = Slots()
    queryset = Place.objects.exclude(name="100 %").filter(code__lt=slots.text("code")).order_by("code")
    found = Statement(queryset.values_list("code"), slots, is_kept=is_kept)
    assert [found.rows({"code": "c1"}) for _ in range(8)] == [[("37",), ("c0",)]] * 8
