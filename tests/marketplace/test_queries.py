import unicodedata

import pytest

from marketplace.commands.places import load_places
from marketplace.errors import NotFound
from marketplace.models import Place, PlaceLevel
from marketplace.queries import (
    AmbiguousPlace,
    current_successors,
    place_by_code,
    place_by_name,
    place_path,
    place_paths,
    places,
)
from tests.marketplace.places import FIRST_NEW_DAY, LAST_OLD_DAY, OLD


@pytest.fixture(scope="module")
def _places(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load_places(provinces={"36", "37"})
        yield
        Place.objects.update(parent=None)
        Place.objects.all().delete()


@pytest.fixture
def loaded(_places, db):
    return None


def test_places_of_a_day_below_a_parent(loaded):
    nam_dinh = place_by_name("Tỉnh Nam Định", level=PlaceLevel.PROVINCE, at=LAST_OLD_DAY)
    names = [str(place) for place in places(parent_id=nam_dinh.pk, at=LAST_OLD_DAY)]
    assert len(names) == 9
    assert "Huyện Hải Hậu" in names
    assert not places(parent_id=nam_dinh.pk, at=FIRST_NEW_DAY)
    assert len(places(parent_id=nam_dinh.pk, at=OLD)) == 10, "Mỹ Lộc was there too"


def test_today_has_no_districts(loaded):
    assert not places(level=PlaceLevel.DISTRICT)
    assert [str(place) for place in places(level=PlaceLevel.PROVINCE)] == ["Tỉnh Ninh Bình"]


@pytest.mark.parametrize(
    "spelling",
    [
        "Huyện Giao Thủy",
        "Huyện Giao Thuỷ",
        "huyện giao thuỷ",
        "Giao Thủy",
        "  Huyện  Giao   Thủy ",
        unicodedata.normalize("NFD", "Huyện Giao Thuỷ"),
    ],
)
def test_place_is_found_in_every_spelling(loaded, spelling):
    place = place_by_name(spelling, level=PlaceLevel.DISTRICT, at=OLD)
    assert (place.code, str(place)) == ("365", "Huyện Giao Thủy")


def test_one_code_means_different_places_on_different_days(loaded):
    assert str(place_by_code("13864", level=PlaceLevel.COMMUNE)) == "Xã Vạn Thắng"
    assert str(place_by_code("13864", level=PlaceLevel.COMMUNE, at=OLD)) != "Xã Vạn Thắng"


def test_unknown_place_is_not_found(loaded):
    for name in ("Huyện Hải Hâu", "", "Huyện ", "%", "\\"):
        with pytest.raises(NotFound):
            place_by_name(name, level=PlaceLevel.DISTRICT, at=OLD)
    with pytest.raises(NotFound):
        place_by_code("366", level=PlaceLevel.DISTRICT)


def test_name_that_several_places_bear_needs_a_parent(loaded):
    with pytest.raises(AmbiguousPlace):
        place_by_name("Xã Yên Phong", level=PlaceLevel.COMMUNE, at=OLD)
    y_yen = place_by_name("Huyện Ý Yên", level=PlaceLevel.DISTRICT, at=OLD)
    assert place_by_name("Xã Yên Phong", level=PlaceLevel.COMMUNE, at=OLD, within=y_yen).parent == y_yen


def test_what_became_of_a_place(loaded):
    def now(name, level, **options):
        return [str(place) for place in current_successors(place_by_name(name, level=level, at=OLD), **options)]

    assert now("Xã Yên Lương", PlaceLevel.COMMUNE) == ["Xã Vạn Thắng"]
    assert now("Xã Yên Lương", PlaceLevel.COMMUNE, at=LAST_OLD_DAY) == ["Xã Yên Lương"]
    assert now("Tỉnh Nam Định", PlaceLevel.PROVINCE) == ["Tỉnh Ninh Bình"]
    assert now("Huyện Hải Hậu", PlaceLevel.DISTRICT) == ["Tỉnh Ninh Bình"]
    assert now("Huyện Mỹ Lộc", PlaceLevel.DISTRICT, at=LAST_OLD_DAY) == ["Thành phố Nam Định"]
    assert now("Huyện Mỹ Lộc", PlaceLevel.DISTRICT) == ["Tỉnh Ninh Bình"]


def test_paths_lead_from_the_province_down(loaded, django_assert_num_queries):
    old = place_by_name("Xã Yên Lương", level=PlaceLevel.COMMUNE, at=OLD)
    new = place_by_name("Xã Vạn Thắng", level=PlaceLevel.COMMUNE)
    assert [str(place) for place in place_path(old)] == ["Tỉnh Nam Định", "Huyện Ý Yên", "Xã Yên Lương"]
    with django_assert_num_queries(1):
        paths = place_paths([old.pk, new.pk, 0])
    assert [str(place) for place in paths[new.pk]] == ["Tỉnh Ninh Bình", "Xã Vạn Thắng"]
    assert set(paths) == {old.pk, new.pk}
