"""Places become filters only where nothing says that the words are something else."""

import pytest

from search.text.lexicon import lexicon_of
from search.text.place_names import PlaceRow, place_names_of
from search.text.understand import understand
from tests.search.text.asking import looked_for, place_labels
from tests.search.text.catalogue import meant

HAI_HAU, GIAO_THUY, Y_YEN = "Huyện Hải Hậu", "Huyện Giao Thủy", "Huyện Ý Yên"


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("hải hậu", HAI_HAU),
        ("hai hau", HAI_HAU),
        ("Hải Hậu", HAI_HAU),
        ("đặc sản hải hậu", HAI_HAU),
        ("dac san hai hau", HAI_HAU),
        ("huyện hải hậu", HAI_HAU),
        ("huyen hai hau", HAI_HAU),
        ("h. hải hậu", HAI_HAU),
        ("nước mắm hải hậu", HAI_HAU),
        ("gạo ở hải hậu", HAI_HAU),
        ("mua gao o hai hau", HAI_HAU),
        ("homestay hải hậu", HAI_HAU),
        ("hair haauj", HAI_HAU),
        ("ha3i ha65u", HAI_HAU),
        ("hải hậu, nam định", HAI_HAU),
        ("hải hậu ninh bình", HAI_HAU),
        ("xã hải hậu", "Xã Hải Hậu"),
        ("giao thủy", GIAO_THUY),
        ("giao thuỷ", GIAO_THUY),
        ("nuoc mam giao thuy", GIAO_THUY),
        ("y yen", Y_YEN),
        ("Ý Yên", Y_YEN),
        ("nghia hung", "Huyện Nghĩa Hưng"),
        ("vu ban", "Huyện Vụ Bản"),
        ("xuan truong", "Huyện Xuân Trường"),
        ("đặc sản nam định", "Tỉnh Nam Định"),
        ("dac san nam dinh", "Tỉnh Nam Định"),
        ("nem nam dinh", "Tỉnh Nam Định"),
        ("tp nam định", "Thành phố Nam Định"),
        ("thanh pho nam dinh", "Thành phố Nam Định"),
        ("phường nam định", "Phường Nam Định"),
        ("đặc sản thành nam", "Thành phố Nam Định"),
        ("đặc sản ninh bình", "Tỉnh Ninh Bình"),
        ("ninh binh", "Tỉnh Ninh Bình"),
        ("thịnh long", "Thị trấn Thịnh Long"),
        ("giao chau", "Xã Giao Châu"),
        ("hà nội", "Thành phố Hà Nội"),
        ("quà hn", "Thành phố Hà Nội"),
        ("cà mau", "Tỉnh Cà Mau"),
        ("tra thai nguyen", "Tỉnh Thái Nguyên"),
        ("bánh đậu xanh hải dương", "Tỉnh Hải Dương"),
    ],
)
def test_names_of_places_are_lifted(query, label):
    assert place_labels(meant(query)) == [label]


@pytest.mark.parametrize(
    "query",
    [
        "nem nam",
        "nem nắm",
        "nam",
        "gạo tám xoan hải hậu",  # goods of that name; their place is searched as well
        "gao tam xoan hai hau",
        "bánh nhãn hải hậu",
        "hải sản nam định",  # a seller
        "sa châu",
        "nước mắm sa châu",
        "nuoc mam sa chau",
        "ninh cơ",
        "nước mắm tân phú",  # a brand; Tân Phú, the place, has none of our goods
        "tân phú",
        "phú long",
        "minh duong",
        "kẹo thành nam",
        "thành nam hương",
        "đông trùng hạ thảo",
        "dong trung ha thao",  # "Trung Hạ" is a commune
        "thanh long",
        "bình minh",
        "rạng đông",
        "hoa hau",
        "lâm",
        "cồn",
        "nước mắm phú quốc",  # known, but nothing of ours is from there
        "gạo",
        "",
    ],
)
def test_other_words_are_not(query):
    assert place_labels(meant(query)) == []


def test_the_name_that_was_lifted_still_helps_to_rank():
    assert looked_for(meant("nước mắm hải hậu")) == "nước mắm ~hải hậu"
    assert looked_for(meant("gạo ở huyện hải hậu")) == "gạo ~hải hậu"


def test_goods_of_that_name_from_elsewhere_are_meant_too():
    place = meant("phở thiên trường").places[0]
    assert place.phrase.accented == ("thiên", "trường")  # Phở khô Thiên Trường is made in another ward


def test_a_place_without_goods_says_so():
    assert not meant("đặc sản cà mau").places[0].has_goods
    assert meant("đặc sản hải hậu").places[0].has_goods


def test_a_region_is_all_of_its_provinces():
    found = meant("đặc sản miền tây")
    assert place_labels(found) == ["miền tây"]
    assert len(found.places[0].ids) > 10


def test_taken_back_it_is_words_to_look_for():
    first = meant("nước mắm hải hậu")
    again = meant("nước mắm hải hậu", undo=[first.applied[0].key])
    assert again.places == () and again.applied == ()
    assert looked_for(again) == "nước mắm hải hậu"


def test_taking_back_the_narrower_place_leaves_the_wider_one():
    key = meant("gạo hải hậu nam định").applied[0].key
    assert place_labels(meant("gạo hải hậu nam định", undo=[key])) == ["Tỉnh Nam Định"]


OLD = PlaceRow(1, "1", "DISTRICT", "Huyện", "Thanh Trà", goods=3)
NEW = PlaceRow(2, "2", "COMMUNE", "Xã", "Thanh Trà", goods=0)
OTHER = PlaceRow(3, "3", "COMMUNE", "Xã", "Thành Trà", goods=1)
CITY = PlaceRow(4, "4", "PROVINCE", "Tỉnh", "Trà Xanh", goods=0)
PLACES = place_names_of([OLD, NEW, OTHER, CITY])


def ids(query, *names):
    found = understand(query, lexicon=lexicon_of(names), places=PLACES).places
    return [place.ids for place in found]


def test_of_equal_names_those_with_goods_are_meant():
    assert ids("thanh trà") == [(1,)]
    assert ids("thành trà") == [(3,)]
    assert ids("xã thanh trà") == [(2,)]  # said so


def test_without_accents_the_largest_of_the_names_is_meant():
    assert ids("thanh tra") == [(1,)]


def test_without_accents_other_words_of_the_catalogue_come_first():
    assert ids("thanh tra", "Thanh trà đá") == [(1,)]
    assert ids("thanh tra", "Thành tra muối") == []
    assert ids("thanh tra", "Thành tra muối", "Bưởi Thanh Trà", "Bưởi Thanh Trà Huế") == [(1,)]


def test_inside_a_longer_name_of_the_catalogue_it_is_a_name():
    assert ids("bưởi thanh trà", "Bưởi Thanh Trà Huế") == []
    assert ids("cam thanh trà", "Bưởi Thanh Trà Huế") == [(1,)]
    assert ids("thanh trà huế", "Bưởi Thanh Trà Huế") == []


def test_a_province_without_goods_yields_to_names_of_the_catalogue():
    assert ids("trà xanh") == [(4,)]
    assert ids("trà xanh", "Trà xanh túi lọc") == []
