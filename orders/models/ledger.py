"""The books: every move of money, twice. Added, never changed: the database refuses all else (migration 0005)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.orders import SellerOrder
from orders.models.payments import Payment, Refund
from sellers.models import Seller


class Account(models.TextChoices):
    """docs/ledger.md says what each holds. Below zero: what came in from outside, or what a shop owes."""

    BUYER = "BUYER", _("paid by buyers")
    CASH = "CASH", _("cash that lies with shops")
    CARRIER = "CARRIER", _("cash that lies with carriers")
    ESCROW = "ESCROW", _("held for orders")
    SELLER = "SELLER", _("owed to sellers for goods")
    DELIVERY = "DELIVERY", _("owed to sellers for delivery")
    VOUCHERS = "VOUCHERS", _("paid for vouchers")
    COMMISSION = "COMMISSION", _("commission")
    VAT = "VAT", _("VAT withheld")
    PIT = "PIT", _("personal income tax withheld")
    REFUND = "REFUND", _("owed back to buyers")
    PAYOUT = "PAYOUT", _("on its way to sellers")
    PAID = "PAID", _("paid out to sellers")


# Whose sum is what a shop has coming; below zero, what it owes.
OF_SELLERS = (Account.SELLER, Account.DELIVERY)
# Where nobody's shop is named; everywhere else one is.
OF_ORDERS = (Account.BUYER, Account.CARRIER, Account.ESCROW, Account.REFUND)


class PostingKind(models.TextChoices):
    RECEIVED = "RECEIVED", _("money received")
    COLLECTED = "COLLECTED", _("cash collected on delivery")
    REMITTED = "REMITTED", _("cash handed over by a carrier")
    REFUND_OWED = "REFUND_OWED", _("owed back before the shop had it")
    REFUND_SENT = "REFUND_SENT", _("sent back")
    GOODS_RELEASED = "GOODS_RELEASED", _("goods credited")
    DELIVERY_RELEASED = "DELIVERY_RELEASED", _("delivery credited")
    CASH_KEPT = "CASH_KEPT", _("cash that the shop keeps")
    GOODS_REVERSED = "GOODS_REVERSED", _("goods taken back")
    DELIVERY_REVERSED = "DELIVERY_REVERSED", _("delivery taken back")
    PAYOUT_DRAWN = "PAYOUT_DRAWN", _("payout drawn up")
    PAYOUT_SENT = "PAYOUT_SENT", _("payout sent")
    PAYOUT_RETURNED = "PAYOUT_RETURNED", _("payout that came back")


class LedgerTransaction(models.Model):
    """One move. `key` says which, so that it is posted once, however often it is told."""

    key = models.CharField(_("key"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PostingKind.choices)
    happened_at = models.DateTimeField(_("happened"), default=timezone.now)
    payment = models.ForeignKey(
        Payment, models.PROTECT, null=True, related_name="postings", verbose_name=_("payment")
    )
    seller_order = models.ForeignKey(
        SellerOrder, models.PROTECT, null=True, related_name="postings", verbose_name=_("order of a shop")
    )
    refund = models.ForeignKey(Refund, models.PROTECT, null=True, related_name="postings", verbose_name=_("refund"))
    payout = models.ForeignKey(
        "orders.Payout", models.PROTECT, null=True, related_name="postings", verbose_name=_("payout")
    )

    class Meta:
        verbose_name = _("ledger transaction")
        verbose_name_plural = _("ledger transactions")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=PostingKind.values), name="ledger_kind_is_known")
        ]
        indexes = [models.Index(fields=["happened_at"], name="ledger_by_time")]

    def __str__(self) -> str:
        return self.key


class LedgerEntry(models.Model):
    """One side of a move. The entries of a transaction sum to zero."""

    transaction = models.ForeignKey(LedgerTransaction, models.PROTECT, related_name="entries")
    account = models.CharField(_("account"), max_length=12, choices=Account.choices)
    seller = models.ForeignKey(Seller, models.PROTECT, null=True, related_name="ledger_entries", db_index=False)
    amount = models.BigIntegerField(_("amount"), help_text=_("Whole đồng"))

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        constraints = [
            models.CheckConstraint(condition=models.Q(account__in=Account.values), name="ledger_account_is_known"),
            models.CheckConstraint(condition=~models.Q(amount=0), name="ledger_entry_is_of_money"),
            models.CheckConstraint(
                condition=models.Q(account__in=OF_ORDERS, seller=None)
                | (~models.Q(account__in=OF_ORDERS) & models.Q(seller__isnull=False)),
                name="ledger_entry_names_its_shop",
            ),
        ]
        indexes = [models.Index(fields=["seller", "account"], include=["amount"], name="ledger_balance")]

    def __str__(self) -> str:
        return f"{self.account} {self.amount:+}"
