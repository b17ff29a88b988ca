"""A shop's orders by plain links and forms: from new to handed over, and what strangers get."""

import pytest
from django.test import Client

from orders.models import SellerOrder, SellerOrderStatus
from tests.marketplace.people import make_user
from tests.orders.people import Unchanged, delivery, make_goods, make_member, placed

pytestmark = pytest.mark.django_db
LIST = "/nguoi-ban/don-hang/"
TOTAL = 100_000 + 35_000 + 2 * 6_000


@pytest.fixture
def goods():
    return make_goods(left=50, name="Nước mắm Sa Châu")


@pytest.fixture
def part(goods):
    return placed(goods, quantity=2, method=delivery(), total=TOTAL).parts.get()


@pytest.fixture
def staff(client, goods):
    client.force_login(make_member(goods.seller))


def address(visit, part):
    page = visit(LIST)
    [found] = [link for words, link in page.links if words == part.number]
    return found


def press(client, page_address, step, **given):
    return client.post(f"{page_address}buoc/", {"viec": step, **given})


def status(part):
    return SellerOrder.objects.get(pk=part.pk).status


@pytest.mark.usefixtures("staff")
def test_from_new_to_handed_over(client, visit, part):
    where = address(visit, part)
    page = visit(where)
    assert "Nước mắm Sa Châu" in page.text and "147.000" in page.text and page.stray == []
    assert "In phiếu đóng gói" in page.text and "In nhãn" not in page.text
    assert press(client, where, "nhan").headers["Location"] == where
    page = visit(where)
    assert [link for words, link in page.links if words == "In nhãn"] == [
        f"/files/orders/labels.pdf?order={part.number}"
    ]
    assert client.get(f"/files/orders/labels.pdf?order={part.number}").status_code == 200
    assert f"order={part.number}" in dict(visit(LIST).links)["In nhãn các đơn chờ gửi"]
    press(client, where, "gui", carrier="GHN", trackingNumber="X1")
    assert "GHN X1" in visit(where).text
    press(client, where, "giao")
    assert status(part) == SellerOrderStatus.DELIVERED


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("shipped,step,after", [(False, "tu-choi", "CANCELLED"), (True, "hong", "FAILED")])
def test_a_refusal_wants_a_reason(client, visit, part, shipped, step, after):
    where = address(visit, part)
    if shipped:
        press(client, where, "nhan")
        press(client, where, "gui")
    with Unchanged():
        assert press(client, where, step, reason=" ").status_code == 422
    assert press(client, where, step, reason="Hết hàng").status_code == 302
    assert status(part) == after and "Hết hàng" in visit(where).text


@pytest.mark.usefixtures("staff")
def test_a_step_at_the_wrong_time_is_told_and_changes_nothing(client, visit, part):
    where = address(visit, part)
    with Unchanged():
        assert press(client, where, "giao").status_code == 422
        assert press(client, where, "x").status_code == 404


@pytest.mark.usefixtures("staff")
def test_the_list_by_status(visit, part):
    assert part.number in visit(LIST, {"tinh-trang": "PLACED"}).text
    assert part.number not in visit(LIST, {"tinh-trang": "SHIPPED"}).text
    visit(LIST, {"cua-hang": "x"}, status=404)


def test_strangers_see_and_change_nothing(client, visit, part, goods):
    client.force_login(make_member(goods.seller))
    where = address(visit, part)
    for user in (make_user(), make_member(make_goods().seller)):
        other = Client()
        other.force_login(user)
        with Unchanged():
            assert other.get(where).status_code == 404
            assert press(other, where, "nhan").status_code == 404
    assert part.number not in other.get(LIST).content.decode()
    guest = Client()
    assert guest.get(LIST).status_code == guest.get(where).status_code == 302
    with Unchanged():
        assert press(guest, where, "nhan").status_code in (302, 404)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{where}buoc/", {"viec": "nhan"}).status_code == 403
