"""What is found for which words, and in which order: the same on every engine."""

import pytest

from catalog.models import AttributeValue, Product
from search.engines.protocol import Reach
from tests.catalog.factories import make_seller


def test_accents_as_they_were_typed_come_first_and_leave_the_others_out(shop):
    shop.add_all("Nấm rơm khô", "Nem nắm Giao Thủy", "Gạo năm sao")
    assert shop.names("nấm") == ["Nấm rơm khô"]
    assert shop.names("nắm") == ["Nem nắm Giao Thủy"]


def test_without_accents_all_spellings_are_found(shop):
    shop.add_all("Nấm rơm khô", "Nem nắm Giao Thủy", "Mắm tôm")
    assert sorted(shop.names("nam")) == ["Nem nắm Giao Thủy", "Nấm rơm khô"]
    assert shop.names("mam tom") == ["Mắm tôm"]


def test_wrong_accents_are_forgiven_where_the_right_ones_find_nothing(shop):
    shop.add_all("Bánh nhãn Hải Hậu", "Bánh gai bà Thi")
    found = shop.answer("bánh nhản")
    assert found.reach is Reach.PHRASES
    assert shop.names("bánh nhản") == ["Bánh nhãn Hải Hậu"]


def test_d_with_its_stroke_is_folded(shop):
    shop.add_all("Đậu phụ làng Đa", "Dầu lạc")
    assert shop.names("dau phu") == ["Đậu phụ làng Đa"]


def test_tone_marks_are_read_wherever_they_stand(shop):
    shop.add_all("Hoà Bình", "Kẹo lạc")
    assert shop.names("hòa bình") == ["Hoà Bình"]


@pytest.mark.parametrize("typed", ["nuowcs mawms", "nu7o7c1 ma8m1", "NƯỚC MẮM", "nước  mắm!"])
def test_residue_of_typing_is_decoded(shop, typed):
    shop.add_all("Nước mắm Sa Châu", "Nước cốt dừa")
    assert shop.names(typed) == ["Nước mắm Sa Châu"]


def test_the_words_of_other_regions_are_known(shop):
    shop.add_all("Kẹo vừng thanh", "Trứng vịt muối", "Chế biến thủy sản")
    assert shop.names("kẹo mè") == ["Kẹo vừng thanh"]
    assert shop.names("hột vịt muối") == ["Trứng vịt muối"]


def test_the_own_name_comes_before_what_it_belongs_to(shop):
    seller = make_seller(name="HTX Nước mắm Sa Châu")
    shop.add("Mắm tôm", seller=seller)
    shop.add("Nước mắm cốt")
    assert shop.names("nước mắm") == ["Nước mắm cốt", "Mắm tôm"]


def test_seller_and_group_are_found_too(shop):
    shop.add("Gạo tám", seller=make_seller(name="Công ty Toản Xuân"))
    assert shop.names("toan xuan") == ["Gạo tám"]
    assert shop.names("gạo toản xuân") == ["Gạo tám"]


def test_attributes_are_found(shop):
    product = shop.add("Trà đinh lăng")
    attribute = product.group.attributes.first()
    AttributeValue.objects.create(product=product, attribute=attribute, value="túi lọc")
    assert shop.names("trà túi lọc") == ["Trà đinh lăng"]


def test_words_in_a_row_come_before_the_same_words_apart(shop):
    shop.add_all("Kẹo lạc vừng Đông Biên", "Kẹo vừng thanh Đông Biên")
    assert shop.names("kẹo vừng") == ["Kẹo vừng thanh Đông Biên", "Kẹo lạc vừng Đông Biên"]
    assert shop.names("kẹo mè")[0] == "Kẹo vừng thanh Đông Biên"


def test_a_phrase_of_a_text_is_found_where_no_name_has_it(shop):
    shop.add("Miến dong", description="Sợi dai, nấu với xương ống rất ngọt nước.")
    found = shop.answer("xương ống")
    assert (found.reach, found.corrected) == (Reach.PHRASES, None)
    assert shop.names("xuong ong") == ["Miến dong"]


def test_names_leave_texts_out(shop):
    shop.add("Ngao sạch")
    shop.add("Muối hạt", description="Hợp với ngao sạch luộc.")
    assert shop.names("ngao sach") == ["Ngao sạch"]


def test_words_strewn_over_a_text_come_last(shop):
    shop.add("Miến dong", description="Sợi dai. Đựng trong giỏ tre, buộc lạt.")
    found = shop.answer("giỏ buộc")
    assert found.reach is Reach.SOME and found.found.total == 1


def test_of_goods_whose_texts_say_it_those_come_first_whose_names_say_most(shop):
    shop.add("Chả ốc", description="Chấm với nước mắm, gói như chả cá, cơm nóng.", sold_count=900)
    shop.add("Nước mắm Sa Châu", description="Ủ chượp từ cá tươi; ăn với cơm.")
    assert shop.names("nước mắm cá cơm") == ["Nước mắm Sa Châu", "Chả ốc"]


def test_accents_that_no_text_has_are_a_slip(shop):
    shop.add("Nước mắm Sa Châu")
    shop.add("Ngao sạch", description="Nuôi ở vùng nước mặn.")
    found = shop.answer("nước mắn")
    assert found.corrected == "nước mắm" and shop.names("nước mắn") == ["Nước mắm Sa Châu"]


def test_english_names_of_goods_are_known(shop):
    shop.add_all("Trứng vịt muối", "Kẹo lạc Đông Biên", "Mắm tôm", "Muối hạt")
    assert shop.names("salted duck egg")[0] == "Trứng vịt muối"
    assert shop.names("peanut candy") == ["Kẹo lạc Đông Biên"]
    assert shop.names("shrimp paste") == ["Mắm tôm"]
    assert set(shop.names("salt")) == {"Muối hạt", "Trứng vịt muối"}


def test_some_of_the_words_where_no_product_has_all(shop):
    shop.add_all("Nước mắm Sa Châu", "Bánh gai", "Muối hạt")
    found = shop.answer("nước mắm chanh dây")
    assert found.reach is Reach.SOME
    assert shop.names("nước mắm chanh dây")[0] == "Nước mắm Sa Châu"


def test_of_some_words_the_first_says_most(shop):
    shop.add_all("Gạo tám", "Mắm tôm Ninh Cơ", "Nước mắm Ninh Cơ")
    assert shop.names("gạo hữu cơ")[0] == "Gạo tám"
    shop.add("Nước uống tinh khiết")
    assert shop.names("nước mắm ngon tuyệt")[0] == "Nước mắm Ninh Cơ"  # of scores beyond ten, too


def test_slips_are_corrected_with_the_shops_own_words_and_told(shop):
    shop.add_all("Ngao sạch Lenger", "Nghêu thịt hộp Lenger", "Đông trùng hạ thảo")
    found = shop.answer("lenge")
    assert (found.corrected, found.found.total) == ("lenger", 2)
    assert shop.answer("dong chung ha thao").found.total == 1


def test_what_is_right_is_not_corrected(shop):
    shop.add_all("Mắm tôm", "Mắm tép")
    assert shop.answer("mắm tép").corrected is None


def test_nothing_is_found_for_what_nobody_has(shop):
    shop.add("Bánh gai")
    found = shop.answer("xe máy")
    assert (found.found.hits, found.found.total, found.corrected) == ([], 0, None)


def test_an_empty_query_shows_the_best_of_the_shop(shop):
    shop.add_all("Bánh gai", "Mắm tôm")
    assert shop.answer("").found.total == 2
    assert shop.answer("mua ở đâu giá rẻ")  # nothing but what says nothing


def test_better_goods_rank_above_their_equals(shop):
    shop.add("Bánh gai một", sold_count=0)
    shop.add("Bánh gai hai", sold_count=500)
    shop.add("Bánh gai ba", rating_average="5", rating_count=30)
    assert shop.names("bánh gai") == ["Bánh gai ba", "Bánh gai hai", "Bánh gai một"]


def test_no_seller_fills_the_first_page_when_others_match_as_well(shop):
    many, other = make_seller(name="Nhiều hàng"), make_seller(name="Ít hàng")
    for number in range(8):
        shop.add(f"Bánh gai loại {number}", seller=many, sold_count=900)
    shop.add("Bánh gai lạ", seller=other)
    names = shop.names("bánh gai")
    assert names.index("Bánh gai lạ") == 3
    assert len(names) == 9


def test_who_left_the_shelf_is_found_no_more(shop):
    product = shop.add("Bánh gai")
    assert shop.names("bánh gai") == ["Bánh gai"]
    Product.objects.filter(pk=product.pk).update(name="Bánh cuốn")
    assert shop.names("bánh gai") == []
    assert shop.names("bánh cuốn") == ["Bánh cuốn"]
    product.listing.delete()
    assert shop.names("bánh cuốn") == []
