"""Money of sellers through the API: what they see of it, what officers do, and what is nobody else's."""

import pytest

from marketplace.clock import today
from marketplace.graphql.ids import global_id
from orders.commands.payouts.batches import draw_up_payouts
from orders.models import CommissionRule, Payout, TaxRate
from sellers.models import Role
from tests.catalog.factories import make_officer
from tests.marketplace.people import make_user
from tests.orders.graphql.test_orders import run
from tests.orders.graphql.test_payments import money
from tests.orders.ledger.books import commission, taxes_of_households
from tests.orders.payouts.shops import NothingPaid, shop, sold, treasurer
from tests.orders.people import make_member

pytestmark = pytest.mark.django_db
SHOP = """query ($seller: ID!) { sellerAccount(seller: $seller) {
  balance { available { amount } onItsWay { amount } paidOut { amount } payoutStop }
  payouts { nodes { id amount { amount } status accountNumber bank { bin } holder reference
    statementCsv statementPdf
    lines { nodes { kind orderNumber amount { amount } } } } }
  orders { nodes { number
    charges { commission { amount } vat { amount } pit { amount } payable { amount } } } } } }"""
BOOKS = """query ($seller: ID) {
  ledgerBalances { account amount { amount } }
  ledgerTransactions(seller: $seller, kind: GOODS_RELEASED) { nodes { kind key orderNumber
    entries { account sellerName amount { amount } } } }
  payouts(status: DRAWN) { nodes { purpose amount { amount } sellerName } }
  payoutBatches { nodes { bankFile payouts { nodes { amount { amount } } } } }
  commissionRules { nodes { basisPoints sellerName groupName validFrom validTo } }
  taxRates { nodes { legalForm kind vatBasisPoints pitBasisPoints source } } }"""
PART = "query ($id: ID!) { node(id: $id) { ... on SellerOrder { number charges { commission { amount } } } } }"


@pytest.fixture
def household():
    """A household with a sale that is complete: seller, owner, part."""
    taxes_of_households()
    commission(1_000)
    seller, owner = shop()
    return seller, owner, sold(seller)


def account(seller, viewer):
    return run(SHOP, {"seller": global_id("Seller", seller.pk)}, viewer)["sellerAccount"]


def test_a_shop_sees_its_balance_its_charges_and_its_payouts(household):
    seller, owner, part = household
    seen = account(seller, owner)
    assert seen["balance"] == {
        "available": {"amount": 121_925}, "onItsWay": {"amount": 0}, "paidOut": {"amount": 0}, "payoutStop": None,
    }  # fmt: skip
    charges = {"commission": 10_000, "vat": 2_050, "pit": 1_025, "payable": 121_925}
    assert seen["orders"]["nodes"] == [
        {"number": part.number, "charges": {name: {"amount": amount} for name, amount in charges.items()}}
    ]
    payout = draw_up_payouts(actor=treasurer()).payouts.get()
    seen = account(seller, owner)
    assert seen["balance"]["onItsWay"] == {"amount": 121_925} and seen["balance"]["payoutStop"] == "WAITING"
    [shown] = seen["payouts"]["nodes"]
    assert (shown["amount"]["amount"], shown["status"], shown["accountNumber"]) == (121_925, "DRAWN", "•••6789")
    assert shown["statementPdf"] == f"/files/payouts/{payout.pk}/statement.pdf"
    assert [(line["kind"], line["amount"]["amount"]) for line in shown["lines"]["nodes"]] == [
        ("GOODS_RELEASED", 88_500), ("DELIVERY_RELEASED", 33_425),
    ]  # fmt: skip


def test_a_new_shop_has_nothing_and_is_told_why_it_is_not_paid():
    seller, owner = shop(has_account=False)
    assert account(seller, owner)["balance"]["payoutStop"] == "BELOW_MINIMUM"
    sold(seller)
    assert account(seller, owner)["balance"]["payoutStop"] == "NO_ACCOUNT"


def test_money_is_for_the_right_to_money(household):
    seller, _owner, part = household
    draw_up_payouts(actor=treasurer())
    for role in (Role.MANAGER, Role.STAFF):
        seen = account(seller, make_member(seller, role))
        assert seen["balance"] is seen["payouts"] is None
        assert [one["charges"] for one in seen["orders"]["nodes"]] == [None]
    for viewer in (None, make_user(), shop()[1]):
        assert account(seller, viewer) is None
        assert run(PART, {"id": global_id("SellerOrder", part.pk)}, viewer)["node"] is None


def test_buyers_do_not_see_what_the_shop_is_charged(household):
    seller, _owner, _part = household
    buyer = make_user()
    part = sold(seller)
    part.order.user = buyer
    part.order.save()
    assert run(PART, {"id": global_id("SellerOrder", part.pk)}, buyer)["node"] == {
        "number": part.number, "charges": None,
    }  # fmt: skip


def test_officers_pay_and_read_the_books(household):
    seller, owner, part = household
    officer = treasurer()
    given = {"idempotencyKey": "d"}
    drawn = [
        money("drawUpPayouts", "payoutBatch { id payouts { nodes { id amount { amount } } } }", officer, **given)
        for _twice in range(2)
    ]
    assert drawn[0] == drawn[1] and drawn[0]["errors"] == [] and Payout.objects.count() == 1
    [payout] = drawn[0]["payoutBatch"]["payouts"]["nodes"]
    assert payout["amount"] == {"amount": 121_925}
    with NothingPaid():
        [error] = money("drawUpPayouts", "__typename", officer, idempotencyKey="e")["errors"]
    assert error["code"] == "INVALID"

    seen = run(BOOKS, {"seller": global_id("Seller", seller.pk)}, officer)
    assert sum(one["amount"]["amount"] for one in seen["ledgerBalances"]) == 0
    by_account = {one["account"]: one["amount"]["amount"] for one in seen["ledgerBalances"]}
    assert (by_account["BUYER"], by_account["COMMISSION"], by_account["PAYOUT"]) == (-135_000, 10_000, 121_925)
    [move] = seen["ledgerTransactions"]["nodes"]
    assert move["orderNumber"] == part.number and sum(one["amount"]["amount"] for one in move["entries"]) == 0
    assert {one["sellerName"] for one in move["entries"]} == {None, seller.name}
    assert seen["payouts"]["nodes"][0]["sellerName"] == seller.name
    assert seen["payoutBatches"]["nodes"][0]["payouts"]["nodes"] == [{"amount": {"amount": 121_925}}]
    assert seen["commissionRules"]["nodes"][0]["basisPoints"] == 1_000
    assert {"HOUSEHOLD"} <= {one["legalForm"] for one in seen["taxRates"]["nodes"]}

    sent = money(
        "recordPayoutSent", "payout { status reference }", officer,
        payout=payout["id"], reference="B1", idempotencyKey="s",
    )  # fmt: skip
    assert sent == {"payout": {"status": "SENT", "reference": "B1"}, "errors": []}
    failed = money(
        "recordPayoutFailed", "payout { status failure }", officer,
        payout=payout["id"], reason="Sai tài khoản", idempotencyKey="f",
    )  # fmt: skip
    assert failed["payout"] == {"status": "FAILED", "failure": "Sai tài khoản"}
    assert account(seller, owner)["balance"]["available"] == {"amount": 121_925}


def test_officers_set_rules_and_rates(household):
    seller, _owner, _part = household
    officer, day = treasurer(), str(today())
    made = money(
        "setCommissionRule", "commissionRule { id sellerName basisPoints validTo }", officer,
        seller=global_id("Seller", seller.pk), basisPoints=300, validFrom=day, idempotencyKey="r",
    )["commissionRule"]  # fmt: skip
    assert (made["sellerName"], made["basisPoints"], made["validTo"]) == (seller.name, 300, None)
    later = "2099-01-01"
    ended = money(
        "endCommissionRule", "commissionRule { validTo }", officer,
        rule=made["id"], validTo=later, idempotencyKey="x",
    )  # fmt: skip
    assert ended["commissionRule"] == {"validTo": later}
    rate = money(
        "setTaxRate", "taxRate { legalForm kind vatBasisPoints }", officer, legalForm="HOUSEHOLD", kind="GOODS",
        vatBasisPoints=200, pitBasisPoints=100, validFrom=later, source="Luật mới", idempotencyKey="t",
    )  # fmt: skip
    assert rate["taxRate"] == {"legalForm": "HOUSEHOLD", "kind": "GOODS", "vatBasisPoints": 200}


def test_nobody_else_reads_the_books_or_does_any_of_it(household):
    _seller, owner, _part = household
    payout = draw_up_payouts(actor=treasurer()).payouts.get()
    rule, rates = CommissionRule.objects.get(), list(TaxRate.objects.order_by("pk").values())
    asked = {
        "drawUpPayouts": {},
        "recordPayoutSent": {"payout": global_id("Payout", payout.pk), "reference": "x"},
        "recordPayoutFailed": {"payout": global_id("Payout", payout.pk), "reason": "x"},
        "setCommissionRule": {"basisPoints": 0, "validFrom": "2099-01-01"},
        "endCommissionRule": {"rule": global_id("CommissionRule", rule.pk), "validTo": "2099-01-01"},
        "setTaxRate": {
            "legalForm": "HOUSEHOLD", "kind": "GOODS", "vatBasisPoints": 0, "pitBasisPoints": 0,
            "validFrom": "2099-01-01", "source": "x",
        },
    }  # fmt: skip
    for viewer in (None, make_user(), owner, make_officer()):
        assert set(run(BOOKS, viewer=viewer).values()) == {None}
        for name, given in asked.items():
            with NothingPaid():
                [error] = money(name, "__typename", viewer, **given, idempotencyKey=f"{name}-of-a-stranger")["errors"]
            assert error["code"] == ("UNAUTHENTICATED" if viewer is None else "PERMISSION_DENIED")
    assert list(CommissionRule.objects.values_list("valid_to", flat=True)) == [None]
    assert list(TaxRate.objects.order_by("pk").values()) == rates
