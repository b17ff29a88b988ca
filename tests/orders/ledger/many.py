"""Payouts, postings, rules and rates as rows, many at a time."""

from datetime import date, timedelta

from orders.models import (
    CommissionRule,
    LedgerEntry,
    LedgerTransaction,
    Payout,
    PayoutBatch,
    PayoutEntry,
    TaxRate,
)


def many_payouts(user, seller, count):
    """Each in a batch of its own, of one posting."""
    for number in range(count):
        batch = PayoutBatch.objects.create(drawn_up_by=user)
        payout = Payout.objects.create(
            batch=batch, seller=seller, amount=1, status="SENT", reference="B", bank_bin="970436",
            account_number="0123456789", holder="x", purpose=f"t-{seller.pk}-{number}",
        )  # fmt: skip
        move = LedgerTransaction.objects.create(key=f"t:{seller.pk}:{number}", kind="GOODS_RELEASED")
        LedgerEntry.objects.create(transaction=move, account="ESCROW", amount=-1)
        entry = LedgerEntry.objects.create(transaction=move, account="SELLER", seller=seller, amount=1)
        PayoutEntry.objects.create(payout=payout, entry=entry)
        day = date(2030, 1, 1) + timedelta(days=number)
        CommissionRule.objects.create(seller=seller, basis_points=number, valid_from=day)
        given = {"vat_basis_points": 1, "pit_basis_points": 1, "source": "x"}
        TaxRate.objects.create(legal_form="HOUSEHOLD", kind="GOODS", valid_from=day, **given)
