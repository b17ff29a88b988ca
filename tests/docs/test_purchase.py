"""docs/api/purchase.md, block by block: a whole purchase from two shops, its return and the shops' payouts."""

import re
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from graphql import parse

from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from marketplace.graphql.ids import global_id
from orders.commands.payments.card_refunds import send_refunds
from orders.models import Account, CardIntent, LedgerEntry, Order, Payout, Refund
from sellers.models import LegalForm, PayoutAccount
from tests.catalog.factories import make_member
from tests.marketplace.people import make_user
from tests.orders.cards import fake
from tests.orders.ledger.books import all_sums_are_zero, balances, commission, taxes_of_households
from tests.orders.people import delivery, make_goods, neighbours

__all__ = ["fake"]
pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[2] / "docs" / "api" / "purchase.md"
BLOCKS = re.findall(r"```graphql\n# ([^\n]*)\n(.*?)```", PAGE.read_text(), re.DOTALL)
METHODS = ("COD", "BANK", "CARD")
KEYS = count()


class Purchase:
    """Who takes part, and what the answers so far have said. The first shop is a household: its tax is withheld."""

    def __init__(self, method, fake):
        self.method, self.fake = method, fake
        here, there, commune = neighbours()
        for seller, form in ((here, LegalForm.HOUSEHOLD), (there, LegalForm.ENTERPRISE)):
            type(seller).objects.filter(pk=seller.pk).update(legal_form=form)
        delivery()
        commission(500)
        taxes_of_households()
        self.sellers = here, there
        self.people = {
            "guest": AnonymousUser(),
            "shopA": make_member(here),
            "shopB": make_member(there),
            "officer": make_user(is_superuser=True, is_staff=True),
        }
        for seller, owner in ((here, "shopA"), (there, "shopB")):
            given = {
                "bank_bin": "970436",
                "number": "0123456789",
                "holder": "CO SO",
                "changed_by": self.people[owner],
            }
            PayoutAccount.objects.create(seller=seller, changed_at=timezone.now() - timedelta(days=30), **given)
        self.kept = {
            "rice": global_id("Variant", make_goods(seller=here, price=199_999).pk),
            "sauce": global_id("Variant", make_goods(seller=there, price=350_000).pk),
            "place": global_id("Place", commune.pk),
            "pay": method,
        }

    def run(self):
        for head, source in BLOCKS:
            who, *methods = head.split(";")[0].replace(",", " ").split()
            if not methods or self.method in methods:
                self.step(who, source, re.findall(r"keep (\w+) = ([\w.]+)", head))

    def step(self, who, source, wanted):
        self.kept |= {"key": f"key-{next(KEYS)}", **self.papers()}
        names = [one.variable.name.value for one in parse(source).definitions[0].variable_definitions or ()]
        context = Context(language="vi", now=timezone.now(), viewer=self.people[who])
        result = execute(source, {name: self.kept[name] for name in names}, context=context).result
        assert result.errors is None, (source, result.errors)
        for payload in result.data.values():
            assert not (isinstance(payload, dict) and payload.get("errors")), (source, payload)
        for name, path in wanted:
            self.kept[name] = found(result.data, path.split("."))
        if "secret" in dict(wanted):
            self.fake.pay(CardIntent.objects.get().reference)

    def papers(self):
        """What the bank, and the carriers, write; after their names are known."""
        kept = self.kept
        if "purpose" in kept:
            line = f"FT1,2026-11-25T10:00:00+07:00,{kept['due']},{kept['purpose']}"
            return {"statement": f"reference,booked_at,amount,purpose\n{line}\n"}
        if "dueA" in kept:
            rows = [f"L1,{kept[f'number{part}']},{kept[f'due{part}']}" for part in "AB"]
            return {"cash": "reference,code,amount\n" + "\n".join(rows) + "\n"}
        return {}


def found(data, path):
    for step in path:
        data = data[int(step)] if step.isdecimal() else data[step]
    return data


@pytest.mark.parametrize("method", METHODS)
def test_a_whole_purchase_its_return_and_the_payouts(method, fake):
    purchase = Purchase(method, fake)
    purchase.run()
    order = Order.objects.get()
    assert set(order.parts.values_list("status", flat=True)) == {"COMPLETED"}
    if method == "CARD":
        assert send_refunds() == 1
    refund = Refund.objects.get()
    assert (refund.amount, refund.status) == (199_999, "SENT") and purchase.kept["back"] == 199_999
    assert all_sums_are_zero()
    household, other = purchase.sellers
    # One of two pieces came back: commission of 5%, tax of 1% and 0.5% of the other, 3% and 1.5% of the delivery.
    part = order.parts.get(seller=household)
    fees = part.delivery_fee + part.cod_fee
    paid = {payout.seller_id: payout.amount for payout in Payout.objects.filter(status="SENT")}
    taken = part.commission + part.vat + part.pit
    assert abs(paid[household.pk] - (199_999 - taken / 2 + fees - part.delivery_vat - part.delivery_pit)) <= 1
    rest = order.parts.get(seller=other)
    assert paid[other.pk] == rest.total - rest.commission and rest.commission == 17_500
    books = balances()
    assert Account.ESCROW not in books and Account.REFUND not in books and Account.CARRIER not in books
    assert books[Account.BUYER] == -(order.total - refund.amount) and books[Account.PAID] == sum(paid.values())
    assert sum(LedgerEntry.objects.values_list("amount", flat=True)) == 0
