"""Data for a shop's invoices: what is in them, who may take them away, and that it is in the trail."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from marketplace.clock import today
from marketplace.models import AuditEntry
from orders import invoices
from orders.commands.fulfilment import confirm_order, confirm_receipt, record_delivery, ship_order
from orders.models import SellerOrder
from orders.tokens import token_of
from sellers.models import Role
from tests.catalog.factories import make_member, make_officer, make_seller
from tests.marketplace.people import make_user
from tests.orders.people import delivery, make_goods, placed

pytestmark = pytest.mark.django_db
CSV = "/files/orders/invoices.csv"


class Sold:
    """Two orders of one shop, one of them completed."""

    def __init__(self):
        self.goods = make_goods(left=9, name="=HYPERLINK(1)")
        self.seller = self.goods.seller
        self.owner = make_member(self.seller)
        given = {"method": delivery(), "total": 100_000 + 35_000 + 2 * 6_000, "email": "mua@example.com"}
        self.order = placed(self.goods, quantity=2, **given)
        self.part = self.order.parts.get()
        placed(self.goods)
        for command in (confirm_order, ship_order, record_delivery):
            command(actor=self.owner, seller_order_id=self.part.pk)
        confirm_receipt(actor=None, seller_order_id=self.part.pk, token=token_of(self.order.number))

    def asked(self, actor, path=CSV, **changes):
        client = Client(headers={"accept-language": "en"})
        if actor is not None:
            client.force_login(actor)
        given = {"shop": self.seller.slug, "from": str(today()), "until": str(today()), **changes}
        return client.get(path, given)


def exports():
    return AuditEntry.objects.filter(action="export_invoices")


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_completed_orders_line_by_line():
    case = Sold()
    answer = case.asked(case.owner)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    goods, brought = rows_of(answer)
    assert (goods["Order"], goods["Buyer"], goods["Email"]) == (case.part.number, "Trần Thị Mua", "mua@example.com")
    assert goods["Goods or service"].startswith("'=") and goods["SKU"] == case.goods.sku
    numbers = [goods[name] for name in ("Quantity", "Unit price (VND)", "Amount (VND)", "Order total (VND)")]
    assert numbers == ["2", "50000", "100000", "147000"]
    assert (goods["Discount (VND)"], goods["Payment"]) == ("0", "cash on delivery")
    assert (brought["Amount (VND)"], brought["Order total (VND)"]) == ("47000", "")
    assert brought["Order"] == case.part.number
    assert goods["Seller's legal name"] == case.seller.legal_name
    assert goods["Completed"] == str(today()) and "12 Trần Phú" in goods["Address"]
    [entry] = exports()
    assert (entry.actor, entry.scope_id) == (case.owner, case.seller.pk)
    assert entry.after == {"from": str(today()), "until": str(today()), "orders": 1}


def test_as_a_workbook():
    case = Sold()
    answer = case.asked(case.owner, "/files/orders/invoices.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Order" and len(rows) == 3
    assert rows[1][9:12] == (2, 50_000, 100_000)
    assert rows[1][8].startswith("=HYPERLINK") and sheet.cell(2, 9).data_type == "s"


@pytest.mark.parametrize("shift", [-1, 1])
def test_days_are_vietnams_and_both_are_part_of_the_period(shift):
    case = Sold()
    other = str(today() + timedelta(days=shift))
    assert rows_of(case.asked(case.owner, **{"from": other, "until": other})) == []
    midnight = invoices._midnight(today())
    last = midnight + timedelta(days=1, microseconds=-1)
    SellerOrder.objects.filter(pk=case.part.pk).update(status_changed_at=last)
    assert len(rows_of(case.asked(case.owner))) == 2
    SellerOrder.objects.filter(pk=case.part.pk).update(status_changed_at=midnight)
    assert len(rows_of(case.asked(case.owner))) == 2


def test_only_those_who_may_see_what_was_sold():
    case = Sold()
    refused = {
        None: 401,
        make_user(): 404,
        make_member(make_seller()): 404,
        make_member(case.seller, role=Role.STAFF): 404,
        make_officer(): 404,
    }
    for actor, status in refused.items():
        answer = case.asked(actor)
        assert answer.status_code == status and case.part.number.encode() not in answer.content
    assert case.asked(case.owner, shop="khong-co").status_code == 404
    assert not exports().exists()
    assert case.asked(make_member(case.seller, role=Role.MANAGER)).status_code == 200


@pytest.mark.parametrize(
    "period",
    [
        {"from": ""},
        {"until": ""},
        {"from": "hôm qua"},
        {"from": "2026-02-30"},
        {"from": "2026-11-02", "until": "2026-11-01"},
        {"from": "2025-01-01", "until": "2026-11-01"},
    ],
)
def test_periods_that_cannot_be_are_refused(period):
    case = Sold()
    assert case.asked(case.owner, **period).status_code == 400
    assert not exports().exists()


def test_more_than_a_file_holds_is_refused(monkeypatch):
    case = Sold()
    monkeypatch.setattr(invoices, "MOST_ORDERS", 0)
    assert case.asked(case.owner).status_code == 400
    assert not exports().exists()


def test_what_is_printed_is_in_the_trail():
    case = Sold()
    number = SellerOrder.objects.exclude(pk=case.part.pk).get().number
    client = Client()
    client.force_login(case.owner)
    assert client.get(f"/files/orders/slips.pdf?order={number}").status_code == 200
    assert client.get(f"/files/orders/labels.pdf?order={number}").status_code == 409
    client.force_login(make_user())
    assert client.get(f"/files/orders/slips.pdf?order={number}").status_code == 404
    [entry] = AuditEntry.objects.filter(action__startswith="print_")
    assert (entry.action, entry.actor, entry.scope_id) == ("print_slips", case.owner, case.seller.pk)
    assert timezone.now() - entry.created_at < timedelta(minutes=5)
