"""Units of all periods, found by their folded names."""

from search.text.place_names import PlaceRow, place_names_of

NAM_DINH = PlaceRow(1, "36", "PROVINCE", "Tỉnh", "Nam Định", None)
HAI_HAU = PlaceRow(2, "366", "DISTRICT", "Huyện", "Hải Hậu", 1)
NEW_HAI_HAU = PlaceRow(3, "14215", "COMMUNE", "Xã", "Hải Hậu", 9)
THINH_LONG = PlaceRow(4, "14221", "COMMUNE", "Thị trấn", "Thịnh Long", 2)
VUNG_TAU = PlaceRow(5, "77", "PROVINCE", "Tỉnh", "Bà Rịa - Vũng Tàu", None)
NAMES = place_names_of([NAM_DINH, HAI_HAU, NEW_HAI_HAU, THINH_LONG, VUNG_TAU])


def test_units_of_one_name_stand_together():
    assert NAMES.named["hai hau"] == (HAI_HAU, NEW_HAI_HAU)


def test_punctuation_is_no_part_of_a_name():
    assert NAMES.named["ba ria vung tau"] == (VUNG_TAU,)


def test_within_follows_the_parents():
    assert NAMES.within(THINH_LONG, NAM_DINH) and NAMES.within(THINH_LONG, HAI_HAU) and NAMES.within(HAI_HAU, HAI_HAU)
    assert not NAMES.within(NAM_DINH, HAI_HAU)
    assert not NAMES.within(NEW_HAI_HAU, NAM_DINH)  # its parent is not loaded
