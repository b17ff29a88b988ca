"""Reviews by plain links and forms: written from an order, read on the product's page, answered, reported."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.commands.ratings import note_rating
from marketplace.commands.images import make_renditions
from marketplace.event_payloads import event_from
from marketplace.graphql.ids import global_id
from marketplace.models import OutboxEvent
from orders.commands.review_moderation import hide_review
from orders.models import Review, ReviewPhoto, ReviewReport
from orders.tokens import token_of
from tests.catalog.factories import make_officer
from tests.marketplace.images.pictures import encoded, picture
from tests.marketplace.people import make_user
from tests.orders.people import make_goods
from tests.orders.reviewed import Bought, reviewed_photo

pytestmark = pytest.mark.django_db
DESK = "/nguoi-ban/danh-gia/"


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def case():
    return Bought(goods=make_goods(left=50, name="Mắm tôm Ninh Cơ"))


def count_ratings():
    for event in OutboxEvent.objects.filter(name="ReviewPosted").order_by("pk"):
        note_rating(event_from(event.name, event.payload))


def product_page(case):
    return f"/san-pham/{case.goods.product.slug}/"


def order_page(case):
    return f"/don-hang/{global_id('Order', case.order.pk)}/"


def form_of(case):
    part, product = global_id("SellerOrder", case.part.pk), global_id("Product", case.goods.product_id)
    return f"{order_page(case)}danh-gia/{part}/{product}/"


def facts_of(page):
    [facts] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.html, re.DOTALL)
    return json.loads(facts)


def photo():
    return SimpleUploadedFile("x.jpg", encoded(picture(300, 200)), "image/jpeg")


def test_a_buyer_writes_and_changes_a_review_with_a_photo(client, visit, case):
    client.force_login(case.buyer)
    address = visit(order_page(case)).link("Viết đánh giá")
    assert address.replace("%3D", "=") == form_of(case)
    page = visit(address)
    assert page.stray == [] and len(page.all("input", type="radio")) == 5
    answer = client.post(address, {"stars": "4", "text": "Thơm", "photos": [photo()]})
    assert answer.headers["Location"] == f"{order_page(case)}#danh-gia"
    review = Review.objects.get()
    assert (review.stars, review.text, review.photos.count()) == (4, "Thơm", 1)
    page = visit(form_of(case))
    assert "Thơm" in page.html and "Sửa đánh giá" in page.text and not page.all("img", loading="lazy")
    make_renditions(image_id=review.photos.get().image_id)
    page = visit(form_of(case))
    [button] = page.all("button", name="photo")
    client.post(f"{form_of(case)}go-anh/", {"photo": button["value"]})
    assert not ReviewPhoto.objects.exists()
    client.post(form_of(case), {"stars": "2", "text": "Chua"})
    assert Review.objects.get().stars == 2


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client, visit, case):
    client.force_login(case.buyer)
    wrong = client.post(form_of(case), {"stars": "9", "text": "Ngon"})
    assert wrong.status_code == 422 and "Ngon" in wrong.content.decode() and not Review.objects.exists()
    file = SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    wrong = client.post(form_of(case), {"stars": "5", "text": "Ngon", "photos": [file]})
    assert wrong.status_code == 422 and "ảnh JPEG" in wrong.content.decode()
    assert Review.objects.get().text == "Ngon" and not ReviewPhoto.objects.exists()


def test_a_guest_needs_the_token_of_the_order(client, visit):
    case = Bought(is_guest=True)
    token = token_of(case.order.number)
    visit(form_of(case), status=404)
    assert client.post(form_of(case), {"stars": "5"}).status_code == 404
    assert visit(order_page(case), {"ma": token}).link("Viết đánh giá").endswith(f"?ma={token}")
    answer = client.post(form_of(case), {"stars": "5", "ma": token})
    assert answer.headers["Location"] == f"{order_page(case)}?ma={token}#danh-gia"
    assert Review.objects.get().stars == 5


def test_the_product_page_shows_bars_photos_and_the_answer(visit, case):
    first, second = case.review(stars=5, text="Rất <b>thơm</b>"), Bought(goods=case.goods).review(stars=2)
    reviewed_photo(first)
    Review.objects.filter(pk=first.pk).update(reply="Cảm ơn bạn", replied_at=first.posted_at)
    count_ratings()
    page = visit(product_page(case))
    assert page.stray == [] and "Rất <b>thơm</b>" in page.text and "Cảm ơn bạn" in page.text
    assert "3,5" in page.text and len(page.all("rect", class_="review-bar-fill")) == 5
    assert page.all("img", alt="Ảnh của Trần T. M.")
    assert "Trần T. M." in page.text and "Trần Thị Mua" not in page.html
    of_two = visit(product_page(case), {"diem": "2"})
    assert "Cảm ơn bạn" not in of_two.text and len(of_two.all("li", class_="review")) == 1
    assert len(visit(product_page(case), {"anh": "1"}).all("li", class_="review")) == 1
    hide_review(actor=make_officer(), review_id=second.pk, ground="SPAM", reason="x")
    assert len(visit(product_page(case)).all("li", class_="review")) == 1
    assert len(visit(product_page(case), {"diem": "8", "thu-tu": "x"}).all("li", class_="review")) == 1


def test_a_long_list_has_pages(visit, case):
    for _ in range(7):
        Bought(goods=case.goods).review()
    count_ratings()
    page = visit(product_page(case))
    assert len(page.all("li", class_="review")) == 6
    rest = visit(page.link("Xem thêm đánh giá").partition("#")[0])
    assert len(rest.all("li", class_="review")) == 1 and rest.has_link("Về đầu")


def test_search_engines_get_one_block_with_rating_and_reviews(visit, case):
    assert "review" not in facts_of(visit(product_page(case)))
    case.review(stars=4, text="</script> Ngon")
    Bought(goods=case.goods).review(stars=5)
    count_ratings()
    facts = facts_of(visit(product_page(case)))
    assert facts["aggregateRating"] == {
        "@type": "AggregateRating",
        "ratingValue": 4.5,
        "reviewCount": 2,
        "bestRating": 5,
        "worstRating": 1,
    }
    latest, first = facts["review"]
    assert "reviewBody" not in latest and first["reviewBody"] == "</script> Ngon"
    assert first["author"] == {"@type": "Person", "name": "Trần T. M."}
    assert first["reviewRating"]["ratingValue"] == 4 and re.fullmatch(r"\d{4}-\d\d-\d\d", first["datePublished"])


def test_a_report_wants_an_account_and_a_ground(client, visit, case):
    review = case.review()
    address = f"/danh-gia/{global_id('Review', review.pk)}/bao-cao/"
    assert Client().get(address).headers["Location"].startswith("/dang-nhap/")
    client.force_login(make_user())
    assert client.post(address, {"ground": "BAD", "note": ""}).status_code == 422
    assert not ReviewReport.objects.exists()
    sent = client.post(address, {"ground": "SPAM", "note": "Quảng cáo"})
    assert sent.status_code == 200 and "Cảm ơn bạn" in sent.content.decode()
    assert ReviewReport.objects.get().note == "Quảng cáo"
    visit(f"/danh-gia/{global_id('Review', 0)}/bao-cao/", status=404)


def test_the_shop_reads_and_answers(client, visit, case):
    review = case.review(stars=3, text="Tạm")
    assert Client().get(DESK).headers["Location"].startswith("/dang-nhap/")
    client.force_login(case.buyer)
    visit(DESK, status=404)
    client.force_login(case.owner)
    page = visit(DESK)
    assert page.stray == [] and "Tạm" in page.text
    given = {"review": global_id("Review", review.pk), "text": "Cảm ơn"}
    assert client.post(f"{DESK}tra-loi/", {**given, "text": " "}).status_code == 422
    assert client.post(f"{DESK}tra-loi/", given).headers["Location"] == DESK
    assert Review.objects.get().reply == "Cảm ơn"
    assert "Tạm" not in visit(DESK, {"tra-loi": "chua"}).text
    assert "Tạm" in visit(DESK, {"tra-loi": "roi", "diem": "3"}).text


def test_a_hidden_review_says_why_to_its_author(client, visit, case):
    review = case.review(stars=1, text="Gọi 0912345678")
    hide_review(actor=make_officer(), review_id=review.pk, ground="PERSONAL_DATA", reason="Có số điện thoại")
    client.force_login(case.buyer)
    assert "bị cán bộ ẩn" in visit(order_page(case)).text
    assert "Có số điện thoại" in visit(form_of(case)).text
