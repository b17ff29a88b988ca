"""Paying by bank transfer through the API, and what officers who look after the money see and do."""

import pytest

from catalog.models import StockItem
from marketplace.graphql.ids import global_id
from marketplace.models import AuditEntry
from orders.models import BankTransfer, Order, Payment, Refund
from orders.tokens import token_of
from orders.vietqr import payload
from tests.catalog.factories import make_officer
from tests.marketplace.people import make_user
from tests.orders.graphql.test_orders import add, ordered, run
from tests.orders.people import Unchanged, delivery, make_goods, make_member, neighbours, pickup

pytestmark = pytest.mark.django_db
SHOWN = """query ($id: ID!, $token: String) { order(id: $id, token: $token) { paymentMethod
  payment { status amount { amount } received { amount } purpose bankAccount qrPayload qrImage paidAt }
  parts { status } } }"""
SHOP = "query ($seller: ID!) { sellerAccount(seller: $seller) { orders { nodes { number } } } }"
QUEUES = """{ bankTransfers(isWaiting: true) { nodes { id reference outcome } }
  refunds(status: PENDING) { nodes { id amount { amount } reason orderNumber } } }"""


@pytest.fixture
def bought():
    """A guest's order of two shops, not paid yet: 140,000 đ."""
    here, there, commune = neighbours()
    pickup(), delivery()
    rice, sauce = make_goods(seller=here), make_goods(seller=there, price=90_000)
    token = add(rice)["token"]
    add(sauce, token=token)
    answer = ordered(token, commune, paymentMethod="BANK")
    assert answer["errors"] == []
    return Order.objects.get(), answer, rice


def shown(order):
    found = run(SHOWN, {"id": global_id("Order", order.pk), "token": token_of(order.number)})["order"]
    return found, found["payment"]


def money(name, fields, viewer, **given):
    kind = f"{name[0].upper()}{name[1:]}Input"
    source = f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ {fields} errors {{ code }} }} }}"
    return run(source, {"input": given}, viewer)[name]


def test_a_purchase_by_bank_transfer(bought):
    order, _answer, rice = bought
    found, payment = shown(order)
    assert found["paymentMethod"] == "BANK" and {part["status"] for part in found["parts"]} == {"UNPAID"}
    assert payment["status"] == "PENDING" and payment["amount"]["amount"] == 140_000
    purpose = Payment.objects.get().purpose
    said = payload(bank_bin="970436", account="1012345678", amount=140_000, purpose=purpose)
    assert payment["qrPayload"] == said and payment["qrImage"].startswith("data:image/png;base64,")
    member, seller = make_member(rice.seller), {"seller": global_id("Seller", rice.seller_id)}
    assert run(SHOP, seller, member)["sellerAccount"]["orders"]["nodes"] == []

    treasurer = make_user(is_superuser=True, is_staff=True)
    csv = f"reference,booked_at,amount,purpose\nFT1,2026-11-25 09:00,140000,{purpose}\nFT2,2026-11-25 09:01,7,\n"
    taken = money("importBankStatement", "takenCount waitingCount", treasurer, csv=csv)
    assert taken == {"takenCount": 2, "waitingCount": 1, "errors": []}
    found, payment = shown(order)
    assert {part["status"] for part in found["parts"]} == {"PLACED"}
    assert payment["status"] == "PAID" and payment["qrPayload"] is payment["qrImage"] is None
    assert len(run(SHOP, seller, member)["sellerAccount"]["orders"]["nodes"]) == 1
    assert AuditEntry.objects.filter(action="import_bank_statement", actor=treasurer).count() == 2


def test_the_officers_queue(bought):
    order, _answer, _rice = bought
    treasurer = make_user(is_superuser=True, is_staff=True)
    csv = "reference,booked_at,amount\nFT1,2026-11-25 09:00,150000\nFT2,2026-11-25 09:01,7\n"
    money("importBankStatement", "takenCount", treasurer, csv=csv)
    waiting = run(QUEUES, viewer=treasurer)["bankTransfers"]["nodes"]
    assert [one["reference"] for one in waiting] == ["FT2", "FT1"]
    matched = money(
        "matchBankTransfer", "bankTransfer { outcome orderNumber }", treasurer,
        transfer=waiting[1]["id"], purpose=order.number, idempotencyKey="m",
    )  # fmt: skip
    assert matched == {"bankTransfer": {"outcome": "OVER", "orderNumber": order.number}, "errors": []}
    settled = money(
        "settleBankTransfer", "bankTransfer { settlement }", treasurer,
        transfer=waiting[0]["id"], note="Đã trả lại", idempotencyKey="s",
    )  # fmt: skip
    assert settled["bankTransfer"]["settlement"] == "Đã trả lại"
    queues = run(QUEUES, viewer=treasurer)
    assert queues["bankTransfers"]["nodes"] == []
    [refund] = queues["refunds"]["nodes"]
    assert (refund["amount"]["amount"], refund["reason"], refund["orderNumber"]) == (10_000, "OVERPAID", order.number)
    given = {"refund": refund["id"], "reference": "R1", "idempotencyKey": "r"}
    for _twice in range(2):
        assert money("recordRefund", "refund { status reference }", treasurer, **given)["refund"]["status"] == "SENT"
    deeds = {"match_transfer", "settle_transfer", "record_refund"}
    assert {entry.action for entry in AuditEntry.objects.filter(actor=treasurer)} >= deeds


def test_nobody_else_sees_or_does_any_of_it(bought):
    order, _answer, rice = bought
    transfer = BankTransfer.objects.create(reference="F", amount=5, booked_at=order.placed_at, outcome="UNMATCHED")
    Payment.objects.update(received=5, refunded=5)
    refund = Refund.objects.create(payment=order.payment, amount=5, reason="LATE")
    for viewer in (None, make_user(), make_member(rice.seller), make_officer()):
        assert run(QUEUES, viewer=viewer) == {"bankTransfers": None, "refunds": None}
        for name, given in {
            "importBankStatement": {"csv": "reference,booked_at,amount\nF2,2026-11-25 09:00,5\n"},
            "matchBankTransfer": {"transfer": global_id("BankTransfer", transfer.pk), "purpose": order.number},
            "settleBankTransfer": {"transfer": global_id("BankTransfer", transfer.pk), "note": "x"},
            "recordRefund": {"refund": global_id("Refund", refund.pk), "reference": "x"},
        }.items():
            key = {} if name == "importBankStatement" else {"idempotencyKey": f"{name}-of-a-stranger"}
            with Unchanged():
                [error] = money(name, "__typename", viewer, **given, **key)["errors"]
            assert error["code"] == ("UNAUTHENTICATED" if viewer is None else "PERMISSION_DENIED")
    assert BankTransfer.objects.get().settled_at is None and Refund.objects.get().status == "PENDING"
    assert StockItem.objects.get(pk=rice.pk).allocated == 1
