"""What stands in the books, to be compared."""

from django.db import connection
from django.db.models import Sum

from orders.models import CommissionRule, LedgerEntry, LedgerTransaction, TaxRate

RATES = {"GOODS": (100, 50), "SERVICES": (500, 200), "TRANSPORT": (300, 150)}


def balances(**about):
    """By account, those that are not zero; `about` narrows them: `seller=`, `transaction__kind=`."""
    sums = LedgerEntry.objects.filter(**about).values_list("account").annotate(sum=Sum("amount"))
    return {account: amount for account, amount in sums if amount}


def kinds(**about):
    return list(LedgerTransaction.objects.filter(**about).order_by("pk").values_list("kind", flat=True))


def all_sums_are_zero():
    """What the database holds at each commit, asked for now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert (LedgerEntry.objects.aggregate(sum=Sum("amount"))["sum"] or 0) == 0
    return True


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (LedgerTransaction, LedgerEntry)]


def commission(basis_points, **fields):
    return CommissionRule.objects.create(**{"valid_from": "2025-01-01", **fields}, basis_points=basis_points)


def taxes_of_households():
    """As migration 0005 brings them: a transactional test empties that table too."""
    for kind, (vat, pit) in RATES.items():
        given = {"vat_basis_points": vat, "pit_basis_points": pit, "source": "117/2025"}
        TaxRate.objects.get_or_create(legal_form="HOUSEHOLD", kind=kind, valid_from="2025-07-01", defaults=given)
