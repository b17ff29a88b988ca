"""Reported and hidden reviews for officers, by plain forms: who sees them, each deed, and what is refused."""

import pytest
from django.test import Client

from catalog.models import Listing
from marketplace.graphql.ids import global_id
from marketplace.models import AuditEntry
from orders.commands.review_moderation import hide_review
from orders.models import Review, ReviewReport
from tests.catalog.factories import make_officer, make_seller
from tests.marketplace.people import make_user
from tests.orders.people import make_goods
from tests.orders.reviewed import Bought
from tests.shop import statements
from tests.storefront.filling import client, fill

__all__ = ["client", "fill"]
pytestmark = pytest.mark.django_db
PAGE = "/van-phong/danh-gia/"


class Reported(Bought):
    def __init__(self, **fields):
        super().__init__(goods=make_goods(left=50, name="Mắm tôm Ninh Cơ"), **fields)
        self.said = self.review(stars=1, text="Mua ở trang khác rẻ hơn")
        ReviewReport.objects.create(review=self.said, reporter=make_user(), ground="SPAM", note="Quảng cáo")


@pytest.fixture
def case():
    return Reported()


@pytest.fixture
def officer(client, case):
    officer = make_officer(case.goods.seller.place)
    client.force_login(officer)
    return officer


def rows():
    return [list(table.objects.order_by("pk").values()) for table in (Review, ReviewReport, AuditEntry)]


def field(deed, review, said="", **more):
    return {"viec": deed, "id": global_id("Review", review.pk), "noi-dung": said, **more}


def landed(visit, answer):
    page = visit(answer.headers["Location"].partition("#")[0])
    assert page.all("p", role="status") and page.stray == []
    return page


def test_one_is_hidden_with_ground_and_reason_and_shown_again(visit, fill, officer, case):
    assert visit("/tai-khoan/").link("Đánh giá bị báo cáo") == PAGE
    page = visit(PAGE)
    assert "Mua ở trang khác" in page.text and "Quảng cáo" in page.text and page.stray == []
    page = landed(visit, fill(PAGE, field("an", case.said, "Có địa chỉ trang khác.", **{"ly-do": "SPAM"})))
    case.said.refresh_from_db()
    assert (case.said.hidden_ground, case.said.hidden_reason) == ("SPAM", "Có địa chỉ trang khác.")
    assert not ReviewReport.objects.filter(settled_at=None).exists()
    assert "Có địa chỉ trang khác." in page.text.partition("Đánh giá đang ẩn")[2]
    page = landed(visit, fill(PAGE, field("hien", case.said, "Xem lại thì không phải")))
    case.said.refresh_from_db()
    assert not case.said.is_hidden and "Mua ở trang khác" not in page.text


def test_reports_are_dismissed(visit, fill, officer, case):
    page = landed(visit, fill(PAGE, field("bo-qua", case.said, "Ý kiến thật của người mua")))
    assert "Mua ở trang khác" not in page.text
    case.said.refresh_from_db()
    assert not case.said.is_hidden and not ReviewReport.objects.filter(settled_at=None).exists()


@pytest.mark.parametrize(
    "given",
    [
        {"viec": "an", "noi-dung": "Vì sao"},
        {"viec": "an", "noi-dung": "Vì sao", "ly-do": "XAU"},
        {"viec": "an", "noi-dung": " ", "ly-do": "SPAM"},
        {"viec": "bo-qua", "noi-dung": ""},
        {"viec": "hien", "noi-dung": "Không bị ẩn"},
    ],
)
def test_what_is_refused_changes_nothing_and_keeps_what_was_typed(fill, officer, case, given):
    before = rows()
    page = fill(PAGE, {**field("", case.said), **given}, status=422)
    assert page.all("p", role="alert") and rows() == before
    assert given["viec"] == "hien" or given["noi-dung"].strip() in page.text


def test_only_for_officers_of_the_shops_place(client, case):
    hidden = Reported().said
    hide_review(actor=make_officer(), review_id=hidden.pk, ground="SPAM", reason="Ẩn rồi")
    before = rows()
    assert client.get(PAGE).headers["Location"].startswith("/dang-nhap/")
    for viewer in (make_user(), case.owner, case.buyer):
        browser = Client()
        browser.force_login(viewer)
        assert browser.get(PAGE).status_code == 404
        assert browser.post(PAGE, field("bo-qua", case.said, "x")).status_code == 404
        assert PAGE not in browser.get("/tai-khoan/").content.decode()
    elsewhere = Client()
    elsewhere.force_login(make_officer(make_seller(place=_another_place(case)).place))
    shown = elsewhere.get(PAGE).content.decode()
    assert "Mua ở trang khác" not in shown and "Ẩn rồi" not in shown
    assert elsewhere.post(PAGE, field("bo-qua", case.said, "x")).status_code == 422
    assert elsewhere.post(PAGE, field("hien", hidden, "x")).status_code == 422
    assert rows() == before


def _another_place(case):
    kind = type(case.goods.seller.place)
    return kind.objects.filter(level="PROVINCE").exclude(pk=case.goods.seller.place_id).order_by("pk").last()


def test_nobody_decides_about_a_review_of_their_own(client, fill, officer, case):
    case.buyer.is_staff = True
    case.buyer.save()
    case.order.user = officer
    case.order.save()
    before = rows()
    assert fill(PAGE, field("bo-qua", case.said, "x"), status=422).all("p", role="alert")
    assert rows() == before


def test_statements_do_not_grow(client, visit):
    client.force_login(make_officer())
    first = Reported()
    Bought()

    def count():
        with statements() as ran:
            page = visit(PAGE)
        return len(ran), page

    hide_review(actor=make_officer(), review_id=Reported().said.pk, ground="SPAM", reason="x")
    visit(PAGE)
    small, _page = count()
    assert Listing.objects.count() >= 2 and first.said.pk
    for _ in range(3):
        hidden = Reported()
        hide_review(actor=make_officer(), review_id=hidden.said.pk, ground="SPAM", reason="x")
        Reported()
    large, page = count()
    assert large == small and len(page.all("textarea")) == 2 * 4 + 4
