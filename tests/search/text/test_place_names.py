"""Units of all periods, found by their folded names."""

from search.text.place_names import PlaceRow, place_names_of

NAM_DINH = PlaceRow(1, "36", "PROVINCE", "Tỉnh", "Nam Định")
CITY = PlaceRow(6, "356", "DISTRICT", "Thành phố", "Nam Định", above=(1,))
HAI_HAU = PlaceRow(2, "366", "DISTRICT", "Huyện", "Hải Hậu", above=(1,))
NEW_HAI_HAU = PlaceRow(3, "14215", "COMMUNE", "Xã", "Hải Hậu", above=(9,))
VUNG_TAU = PlaceRow(5, "77", "PROVINCE", "Tỉnh", "Bà Rịa - Vũng Tàu")
NAMES = place_names_of([NAM_DINH, CITY, HAI_HAU, NEW_HAI_HAU, VUNG_TAU])


def named(name):
    return [place.row for place in NAMES.named.get(name, ())]


def test_units_of_one_name_stand_together():
    assert named("hai hau") == [HAI_HAU, NEW_HAI_HAU]


def test_punctuation_is_no_part_of_a_name():
    assert named("ba ria vung tau") == [VUNG_TAU]


def test_nicknames_are_names_of_units_by_code():
    assert named("thanh nam") == [CITY]
    assert named("vung tau") == [VUNG_TAU]
    assert named("sai gon") == []  # not loaded


def test_within_is_itself_or_what_stands_above():
    assert HAI_HAU.is_within(NAM_DINH) and HAI_HAU.is_within(HAI_HAU)
    assert not NAM_DINH.is_within(HAI_HAU) and not NEW_HAI_HAU.is_within(NAM_DINH)


def test_longest_counts_words():
    assert NAMES.longest == 4
    assert place_names_of([]).longest == 0
