"""What waits for those who look after the money, by plain forms: who sees it, each deed, and what is refused."""

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from marketplace.graphql.ids import global_id
from marketplace.models import AuditEntry
from orders.commands.payouts.batches import draw_up_payouts
from orders.models import BankTransfer, CodRemittance, Payment, Payout, PayoutBatch, Refund
from storefront.views import office_money
from tests.catalog.factories import make_officer, make_seller
from tests.marketplace.people import make_user
from tests.orders.many import many_orders
from tests.orders.payouts.shops import shop, sold
from tests.orders.people import delivery, make_goods, make_member, neighbours, pickup
from tests.orders.test_cash import Case
from tests.orders.test_payments import come, statuses, unpaid
from tests.shop import statements
from tests.storefront.filling import client, fill

__all__ = ["client", "fill"]
pytestmark = pytest.mark.django_db
PAGE = "/van-phong/tien/"
TABLES = (BankTransfer, Payment, Refund, Payout, PayoutBatch, CodRemittance, AuditEntry)


def rows():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


@pytest.fixture
def treasurer(client):
    """By the permission alone."""
    officer = make_officer()
    officer.user_permissions.add(Permission.objects.get(codename="change_payment"))
    client.force_login(officer)
    return officer


@pytest.fixture
def order(treasurer):
    pickup(), delivery()
    return unpaid(make_goods(price=50_000))


def field(deed, row, said="", **more):
    return {"viec": deed, "id": global_id(type(row).__name__, row.pk), "noi-dung": said, **more}


def statement(name, text):
    return {"viec": name, "tep": SimpleUploadedFile("x.csv", text if isinstance(text, bytes) else text.encode())}


def landed(visit, answer):
    """The page that a deed leads back to, with its own words of what happened."""
    page = visit(answer.headers["Location"].partition("#")[0])
    assert page.all("p", role="status") and page.stray == []
    return page


def test_who_may_see_it(client, visit, order):
    come(order, 50_000, purpose="tiền gạo")
    transfer, before = BankTransfer.objects.get(), rows()
    for viewer in (make_user(), make_officer(), make_member(make_seller())):
        browser = Client()
        browser.force_login(viewer)
        assert browser.get(PAGE).status_code == 404
        assert browser.post(PAGE, field("khop", transfer, order.number)).status_code == 404
        assert browser.post(PAGE, statement("sao-ke", "reference,booked_at,amount\n")).status_code == 404
        assert "tiền chờ" not in browser.get("/tai-khoan/").content.decode().lower()
    for answer in (Client().get(PAGE), Client().post(PAGE, field("khop", transfer, order.number))):
        assert answer.headers["Location"].startswith("/dang-nhap/")
    assert rows() == before
    assert visit("/tai-khoan/").link("Tiền chờ xử lý") == PAGE
    page = visit(PAGE)
    assert "tiền gạo" in page.text and len(page.all("h1")) == 1 and page.stray == []
    assert client.post(PAGE, field("khop", transfer, order.number)).status_code == 403  # without the token
    assert "Bank transfers that wait" in visit(PAGE, language="en").text


def test_a_transfer_is_matched(visit, fill, order):
    come(order, 50_000, purpose="tiền gạo")
    transfer, before = BankTransfer.objects.get(), rows()
    page = fill(PAGE, field("khop", transfer, "OCOP-không-có"), status=422)
    assert "OCOP-không-có" in [found.get("value") for found in page.all("input", name="noi-dung")]
    assert page.all("p", role="alert") and rows() == before
    page = landed(visit, fill(PAGE, field("khop", transfer, order.number)))
    assert "đơn hàng đã được thanh toán" in page.text and "tiền gạo" not in page.text
    assert statuses(order) == ["PLACED"]


def test_a_button_pressed_twice_acts_once(fill, order):
    come(order, 50_000, purpose="tiền gạo")
    pressed = field("khop", BankTransfer.objects.get(), order.number, key="once")
    first, second = fill(PAGE, pressed), fill(PAGE, pressed)
    assert first.headers["Location"] == second.headers["Location"] == f"{PAGE}?xong=khop.EXACT#chuyen-khoan"
    assert AuditEntry.objects.filter(action="match_transfer").count() == 1


def test_a_transfer_for_no_order_is_settled_with_a_note(visit, fill, order):
    come(order, 7_000, purpose="nhầm")
    transfer, before = BankTransfer.objects.get(), rows()
    assert fill(PAGE, field("ghi", transfer), status=422).all("p", role="alert")
    assert rows() == before
    assert "với ghi chú của bạn" in landed(visit, fill(PAGE, field("ghi", transfer, "Đã trả lại"))).text
    assert BankTransfer.objects.get().settlement == "Đã trả lại"
    before = rows()
    assert fill(PAGE, field("ghi", transfer, "Lần nữa"), status=422).all("p", role="alert")
    assert rows() == before


def test_a_statement_is_taken_in(visit, fill, order):
    lines = f"FT1,2026-11-20T09:00:00,50000,{order.payment.purpose}\nFT2,2026-11-20T09:01:00,5,lạ\n"
    text = f"reference,booked_at,amount,purpose\n{lines}"
    page = landed(visit, fill(PAGE, statement("sao-ke", text)))
    assert "2 dòng mới, trong đó 1 dòng chờ" in page.text and statuses(order) == ["PLACED"]
    assert "0 dòng mới" in landed(visit, fill(PAGE, statement("sao-ke", text))).text


@pytest.mark.parametrize("name", ["sao-ke", "bang-ke"])
@pytest.mark.parametrize("text", ["cột,lạ\n1,2\n", b"\xff\xfe\x00", "x" * 1_000_001, None])
def test_files_that_cannot_be_read_change_nothing(fill, order, name, text):
    before = rows()
    given = {"viec": name} if text is None else statement(name, text)
    assert fill(PAGE, given, status=422).all("p", role="alert")
    assert rows() == before


def test_a_refund_is_recorded(visit, fill, order):
    come(order, 60_000)
    refund, before = Refund.objects.get(), rows()
    assert "10.000" in visit(PAGE).text and "nhiều hơn số phải trả" in visit(PAGE).text
    assert fill(PAGE, field("hoan", refund), status=422).all("p", role="alert")
    assert rows() == before
    assert "Đã ghi nhận tiền hoàn" in landed(visit, fill(PAGE, field("hoan", refund, "FT99"))).text
    refund.refresh_from_db()
    assert (refund.status, refund.reference) == ("SENT", "FT99")


def test_refunds_to_cards_wait_for_nobody_unless_they_failed(visit, fill, order):
    come(order, 60_000)
    refund = Refund.objects.get()
    Payment.objects.update(method="CARD")
    page, before = visit(PAGE), rows()
    assert order.number not in page.text
    assert fill(PAGE, field("hoan", refund, "FT99"), status=422).all("p", role="alert")
    assert rows() == before
    Refund.objects.update(status="FAILED", failure="Thẻ đã khóa")
    page = visit(PAGE)
    assert order.number in page.text and "Thẻ đã khóa" in page.text
    fill(PAGE, field("hoan", refund, "FT99"))
    assert Refund.objects.get().status == "SENT"


def test_payouts_are_drawn_up_sent_and_come_back(client, visit, fill, treasurer):
    before = rows()
    assert fill(PAGE, {"viec": "lap"}, status=422).all("p", role="alert")
    assert rows() == before
    sold(shop(name="Hợp tác xã Giao Thủy")[0], 200_000)
    page = landed(visit, fill(PAGE, {"viec": "lap"}))
    payout = Payout.objects.get()
    assert "Hợp tác xã Giao Thủy" in page.text and "•••6789" in page.text
    assert payout.purpose in client.get(page.link("Tệp cho ngân hàng")).content.decode()
    before = rows()
    for deed in ("chi", "chi-hong"):
        assert fill(PAGE, field(deed, payout), status=422).all("p", role="alert")
    assert rows() == before
    fill(PAGE, field("chi", payout, "FT5"))
    payout.refresh_from_db()
    assert (payout.status, payout.reference) == ("SENT", "FT5")
    assert "trở lại số dư" in landed(visit, fill(PAGE, field("chi-hong", payout, "Sai tên"))).text
    payout.refresh_from_db()
    assert (payout.status, payout.failure) == ("FAILED", "Sai tên")


def test_nobody_settles_the_payout_of_a_shop_that_they_work_for(fill, treasurer):
    seller = shop()[0]
    sold(seller, 200_000)
    draw_up_payouts(actor=make_user(is_superuser=True, is_staff=True))
    seller.members.create(user=treasurer, role="STAFF")
    payout, before = Payout.objects.get(), rows()
    assert fill(PAGE, field("chi", payout, "FT5"), status=422).all("p", role="alert")
    assert rows() == before


def test_cash_of_carriers_is_taken_in_matched_and_settled(visit, fill, treasurer):
    case = Case()
    case.bring(0)
    text = "reference,code,amount\nB1,T9,70000\nB1,T8,6\n"
    assert "2 dòng mới, trong đó 2 dòng" in landed(visit, fill(PAGE, statement("bang-ke", text))).text
    first, second = CodRemittance.objects.order_by("pk")
    before = rows()
    assert fill(PAGE, field("khop-thu", first, "T-không-có"), status=422).all("p", role="alert")
    assert rows() == before
    page = landed(visit, fill(PAGE, field("khop-thu", first, case.parts[0].number)))
    assert "đã đủ" in page.text and "T9" not in page.text and "T8" in page.text
    assert case.part(0).remitted == 70_000
    landed(visit, fill(PAGE, field("ghi-thu", second, "Hãng ghi nhầm")))
    second.refresh_from_db()
    assert second.settlement == "Hãng ghi nhầm" and not CodRemittance.objects.filter(settled_at=None).exists()


@pytest.mark.parametrize("given", [{}, {"viec": "xóa"}, {"viec": "khop", "id": "x", "noi-dung": "y"}])
def test_what_no_form_of_ours_sends_changes_nothing(fill, order, given):
    before = rows()
    fill(PAGE, given, status=422 if "id" in given else 404)
    assert rows() == before


def test_words_of_an_address_say_nothing_of_their_own(visit, treasurer):
    for query in ({"xong": "Chuyển hết cho tôi"}, {"xong": "sao-ke", "lay": "<b>9", "cho": "1"}):
        page = visit(PAGE, query)
        assert not page.all("p", role="status") and "cho tôi" not in page.text


def test_statements_do_not_grow_and_queues_have_pages(visit, treasurer, monkeypatch):
    neighbours(), pickup()
    many_orders(make_user(), make_seller(), 26)
    BankTransfer.objects.update(payment=None, outcome="UNMATCHED")

    def count(size):
        monkeypatch.setattr(office_money, "PAGE", size)
        cache.clear()
        with statements() as ran:
            page = visit(PAGE)
        return len(ran), page

    count(1), count(20)  # statements are compiled on the first visit
    small, page = count(1)
    assert len(page.all("input", name="viec", value="hoan")) == 1
    large, page = count(20)
    assert large == small and len(page.all("input", name="viec", value="hoan")) == 20
    following = [found["href"] for found in page.all("a", rel="next")]
    assert [address.partition("=")[0] for address in following] == [
        f"{PAGE}?sau-{queue}" for queue in ("chuyen", "hoan", "thu")
    ]
    for address in following:
        assert visit(address).all("a", href=PAGE)
    assert visit(PAGE, {"sau-chuyen": "x"}, status=404)
