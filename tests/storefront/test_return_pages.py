"""Giving goods back by plain links and forms: what buyer and shop see and do, and what strangers get."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from marketplace.graphql.ids import global_id
from orders.models import OrderLine, Return, ReturnPhoto
from orders.tokens import token_of
from tests.marketplace.people import make_user
from tests.orders.people import Unchanged, stock_of
from tests.orders.returned import picture
from tests.orders.reviewed import Bought
from tests.sellers.conftest import private_folder

__all__ = ["private_folder"]
pytestmark = pytest.mark.django_db


class Asked(Bought):
    """A guest to whom one piece was handed over, paid in cash."""

    def __init__(self):
        super().__init__(is_guest=True)
        self.token = token_of(self.order.number)
        self.where = f"/don-hang/{global_id('Order', self.order.pk)}/tra-hang/"
        self.shop = f"/nguoi-ban/don-hang/{global_id('SellerOrder', self.part.pk)}/tra-hang/"
        self.field = f"line-{global_id('OrderLine', OrderLine.objects.get().pk)}"

    def ask(self, client, **given):
        asked = {
            "part": global_id("SellerOrder", self.part.pk),
            "ma": self.token,
            "reason": "DAMAGED",
            self.field: "1",
        }
        return client.post(f"{self.where}moi/", {**asked, "note": "Vỡ nắp", "refundTo": "VCB 1 MUA", **given})

    def answer(self, client, step, **given):
        id = global_id("Return", Return.objects.get().pk)
        return client.post(f"{self.shop}buoc/", {"return": id, "viec": step, **given})

    def change(self, client, step, **given):
        id = global_id("Return", Return.objects.get().pk)
        return client.post(f"{self.where}sua/", {"return": id, "ma": self.token, "viec": step, **given})

    def staff(self):
        client = Client()
        client.force_login(self.owner)
        return client


@pytest.mark.usefixtures("private_folder")
def test_from_asking_to_the_money(client, visit):
    case = Asked()
    order = visit(f"{case.where.removesuffix('tra-hang/')}?ma={case.token}")
    assert dict(order.links)["Trả hàng"] == f"{case.where}?ma={case.token}"
    page = visit(f"{case.where}?ma={case.token}")
    assert "Yêu cầu trả hàng" in page.text and page.stray == []
    file = SimpleUploadedFile("x.jpg", picture(), "image/jpeg")
    assert case.ask(client, photos=file).headers["Location"] == f"{case.where}?ma={case.token}"
    photo = dict(visit(f"{case.where}?ma={case.token}").links)["Ảnh 1"]
    assert client.get(photo).headers["Content-Type"] == "image/jpeg" and ReturnPhoto.objects.count() == 1
    assert client.get(photo.partition("?")[0]).status_code == 404

    staff = case.staff()
    shown = staff.get(case.shop).content.decode()
    assert "Vỡ nắp" in shown and "Hàng hư hỏng khi nhận" in shown
    assert case.answer(staff, "dong-y", note="Gửi về 12 Trần Phú").headers["Location"] == case.shop
    assert "Gửi về 12 Trần Phú" in visit(f"{case.where}?ma={case.token}").text
    case.change(client, "gui", carrier="GHN", trackingNumber="R1")
    assert "GHN R1" in staff.get(case.shop).content.decode()
    case.answer(staff, "nhan", **{case.field: "1"})
    assert stock_of(case.goods) == (50, 0)
    case.answer(staff, "hoan-tien")
    assert Return.objects.get().status == "REFUNDED"
    assert "được hoàn tiền" in visit(f"{case.where}?ma={case.token}").text


def test_a_refusal_goes_before_the_office(client, visit):
    case = Asked()
    case.ask(client)
    staff = case.staff()
    page = case.answer(staff, "tu-choi", note="")
    assert page.status_code == 422 and Return.objects.get().status == "REQUESTED"
    case.answer(staff, "tu-choi", note="Đã dùng")
    assert "Đã dùng" in visit(f"{case.where}?ma={case.token}").text
    case.change(client, "khieu-nai", note="Chưa dùng")
    assert Return.objects.get().status == "DISPUTED"


def test_what_is_wrong_is_told_and_nothing_is_kept(client):
    case = Asked()
    with Unchanged():
        for given in ({case.field: "0"}, {case.field: "x"}, {case.field: "9"}, {"refundTo": " "}):
            answer = case.ask(client, **given)
            assert answer.status_code == 422 and 'role="alert"' in answer.content.decode(), given
        assert case.ask(client, reason="OTHER").status_code == 404
    assert not Return.objects.exists()


def test_others_see_nothing(client):
    case = Asked()
    case.ask(client)
    stranger = Client()
    stranger.force_login(make_user())
    before = list(Return.objects.values())
    assert client.get(case.where).status_code == 404 and client.get(case.shop).status_code == 302
    for address in (case.where, case.shop):
        assert stranger.get(address).status_code == 404
    assert case.answer(stranger, "hoan-tien").status_code == 404
    assert case.answer(case.staff(), "nothing").status_code == 404
    assert list(Return.objects.values()) == before
