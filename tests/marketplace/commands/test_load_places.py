import gzip
import io
import shutil
import time

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from marketplace import place_data
from marketplace.commands.places import load_places
from marketplace.errors import NotFound
from marketplace.models import Place, PlaceCover, PlaceLevel, PlaceSuccession
from marketplace.place_data import BadRow
from marketplace.queries import place_by_code, place_by_name, places
from tests.marketplace.places import FIRST_NEW_DAY, LAST_OLD_DAY, OLD


def everything():
    return (
        list(Place.objects.order_by("pk").values_list()),
        list(PlaceSuccession.objects.order_by("pk").values_list()),
        list(PlaceCover.objects.order_by("pk").values_list()),
    )


@pytest.mark.django_db
def test_whole_country_then_and_now():
    began = time.perf_counter()
    load_places()
    assert time.perf_counter() - began < 20, "aims at 5 s; a busy machine may take longer"

    def count(level, at=None):
        return places(level=level, at=at).count()

    assert [count(level) for level in PlaceLevel] == [34, 0, 3_321]
    assert [count(level, FIRST_NEW_DAY) for level in PlaceLevel] == [34, 0, 3_321]
    assert [count(level, LAST_OLD_DAY) for level in PlaceLevel] == [63, 696, 10_035]
    communes = Place.objects.filter(level=PlaceLevel.COMMUNE)
    assert not communes.filter(valid_to=FIRST_NEW_DAY, successors=None).exists()
    assert not communes.filter(valid_from=FIRST_NEW_DAY, predecessors=None).exists()
    assert not Place.objects.exclude(level=PlaceLevel.PROVINCE).filter(parent=None).exists()
    divided = PlaceSuccession.objects.values("place").annotate(parts=Count("pk")).filter(parts__gt=1)
    assert not divided.filter(is_partial=False).exists()


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    load_places(provinces={"36", "37"})
    before = everything()
    load_places(provinces={"36", "37"})
    assert everything() == before


@pytest.mark.django_db
def test_some_provinces_alone_can_be_loaded():
    loaded = load_places(provinces={"36", "37"})
    assert loaded.places == Place.objects.count() == 449
    assert {str(place) for place in places(level=PlaceLevel.PROVINCE, at=OLD)} == {"Tỉnh Nam Định", "Tỉnh Ninh Bình"}


@pytest.mark.django_db
def test_new_province_covers_all_of_the_provinces_it_succeeded():
    load_places(provinces={"36", "37"})
    ninh_binh = place_by_name("Ninh Bình", level=PlaceLevel.PROVINCE)
    old_nam_dinh = place_by_name("Nam Định", level=PlaceLevel.PROVINCE, at=OLD)
    hai_hau = place_by_name("Huyện Hải Hậu", level=PlaceLevel.DISTRICT, at=OLD)
    covered = set(PlaceCover.objects.filter(place=ninh_binh).values_list("covered", flat=True))
    assert {ninh_binh.pk, old_nam_dinh.pk, hai_hau.pk} <= covered
    assert set(Place.objects.filter(parent=hai_hau).values_list("pk", flat=True)) <= covered
    assert ninh_binh.pk not in PlaceCover.objects.filter(place=old_nam_dinh).values_list("covered", flat=True)


@pytest.mark.django_db
def test_new_commune_covers_the_old_ones_it_was_made_of():
    load_places(provinces={"36", "37"})
    van_thang = place_by_code("13864", level=PlaceLevel.COMMUNE)
    covered = {str(cover.covered) for cover in PlaceCover.objects.filter(place=van_thang).select_related("covered")}
    assert covered == {"Xã Vạn Thắng", "Xã Yên Tiến", "Xã Yên Thắng", "Xã Yên Lương"}


@pytest.mark.django_db
def test_district_that_ended_earlier_is_known_with_its_successor():
    load_places(provinces={"36", "37"})
    my_loc = place_by_name("Huyện Mỹ Lộc", level=PlaceLevel.DISTRICT, at=OLD)
    assert [str(place) for place in my_loc.successors.all()] == ["Thành phố Nam Định"]
    with pytest.raises(NotFound):
        place_by_name("Huyện Mỹ Lộc", level=PlaceLevel.DISTRICT, at=LAST_OLD_DAY)


@pytest.mark.django_db
def test_a_corrected_name_is_taken_over_under_the_same_id():
    load_places(provinces={"36", "37"})
    place = place_by_code("366", level=PlaceLevel.DISTRICT, at=OLD)
    Place.objects.filter(pk=place.pk).update(name="Hai Hau", parent=None)
    load_places(provinces={"36", "37"})
    assert (str(Place.objects.get(pk=place.pk)), place.parent.code) == ("Huyện Hải Hậu", "36")


@pytest.fixture
def data_folder(monkeypatch, tmp_path):
    shutil.copytree(place_data.DATA, tmp_path / "data")
    monkeypatch.setattr(place_data, "DATA", tmp_path / "data")
    return tmp_path / "data"


def changed(file, old, new):
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    assert old in content
    content = content.replace(old, new, 1)
    file.write_bytes(gzip.compress(content) if file.suffix == ".gz" else content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("units_since_2025.csv.gz", b"00008,", b"8,", "line 3: '8' is not the code of a commune"),
        (
            "units_since_2025.csv.gz",
            "Phường Ngọc Hà".encode(),
            "Ngọc Hà".encode(),
            "line 3: 'Ngọc Hà' does not begin",
        ),
        ("units_since_2025.csv.gz", b"00008,", b"00004,", "line 3: code 00004 was 'Ba Đình' before"),
        ("units_until_2025.csv.gz", b"00004,", b"", "line 3: needs 6 values"),
        ("units_until_2025.csv.gz", "Quận".encode(), b"Qu\xff", "line 2: 'utf-8' codec"),
        ("successions_2025.csv.gz", b"00001,", b"1,", "is not a code of 2, 3 or 5 digits"),
        ("namdinh_units_2025.csv", b",13669,", b",99999,", "line 2: no unit has the code '99999'"),
        ("units_ended_earlier.csv", b"2024-09-01", b"2024-09-31", "line 2: '2024-09-31' is not a date"),
    ],
)
def test_bad_row_stops_the_load_and_leaves_everything_as_it_was(data_folder, name, old, new, reason):
    load_places(provinces={"36", "37"})
    before = everything()
    changed(data_folder / name, old, new)
    with pytest.raises(BadRow) as refusal:
        load_places()
    assert str(refusal.value).startswith(name)
    assert reason in str(refusal.value)
    assert everything() == before


@pytest.mark.django_db
def test_cut_off_file_is_told_by_name(data_folder):
    file = data_folder / "units_since_2025.csv.gz"
    file.write_bytes(file.read_bytes()[:5_000])
    with pytest.raises(BadRow, match=r"units_since_2025\.csv\.gz"):
        load_places()
    assert not Place.objects.exists()


@pytest.mark.django_db
def test_command_tells_its_steps_and_refuses_unknown_provinces():
    output = io.StringIO()
    call_command("load_places", only="36,37", stdout=output)
    assert "449 places" in output.getvalue()
    with pytest.raises(CommandError, match="No province has the code 99"):
        call_command("load_places", only="36,99", stdout=output)
