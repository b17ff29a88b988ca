"""What sellers are paid. Amounts in whole đồng."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.ledger import LedgerEntry
from sellers.models import Seller, masked_stripe_account


class PayoutBatch(models.Model):
    """What one officer drew up at one time: one file for the bank."""

    drawn_up_at = models.DateTimeField(_("drawn up"), default=timezone.now)
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drawn up by")
    )

    class Meta:
        verbose_name = _("batch of payouts")
        verbose_name_plural = _("batches of payouts")

    def __str__(self) -> str:
        return f"{self.pk}"


class PayoutStatus(models.TextChoices):
    DRAWN = "DRAWN", _("drawn up")
    SENT = "SENT", _("sent")
    FAILED = "FAILED", _("came back")


class PayoutWay(models.TextChoices):
    BANK = "BANK", _("by the bank")
    TRANSFER = "TRANSFER", _("by Stripe")


class Payout(models.Model):
    """Of one shop, to the account that it had when it was drawn up: at a bank, or at Stripe.

    A transfer goes by itself, in as many `tries` as it takes; `next_try_at` is put off before each of them.
    """

    batch = models.ForeignKey(PayoutBatch, models.PROTECT, related_name="payouts", verbose_name=_("batch"))
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="payouts", verbose_name=_("seller"))
    amount = models.BigIntegerField(_("amount"))
    status = models.CharField(_("status"), max_length=6, choices=PayoutStatus.choices, default=PayoutStatus.DRAWN)
    way = models.CharField(
        _("way"), max_length=8, choices=PayoutWay.choices, default=PayoutWay.BANK, db_default="BANK"
    )
    bank_bin = models.CharField(_("bank"), max_length=6, blank=True)
    account_number = models.CharField(_("account number"), max_length=19, blank=True)
    stripe_account = models.CharField(_("Stripe account"), max_length=64, blank=True, default="", db_default="")
    holder = models.CharField(_("account holder"), max_length=150)
    purpose = models.CharField(_("purpose"), max_length=19, unique=True)
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    failure = models.CharField(_("reason"), max_length=300, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        constraints = [
            models.UniqueConstraint(fields=["batch", "seller"], name="payout_once_a_batch"),
            models.UniqueConstraint(
                fields=["seller"], condition=models.Q(status="DRAWN"), name="payout_of_a_shop_waits_alone"
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payout_is_of_money"),
            models.CheckConstraint(condition=models.Q(status__in=PayoutStatus.values), name="payout_status_is_known"),
            models.CheckConstraint(
                condition=~models.Q(status="SENT") | ~models.Q(reference=""), name="payout_sent_has_a_reference"
            ),
            models.CheckConstraint(
                condition=models.Q(way="BANK", stripe_account="")
                | models.Q(way="TRANSFER", stripe_account__startswith="acct_", account_number=""),
                name="payout_goes_one_way",
            ),
        ]
        indexes = [
            models.Index(fields=["seller", "-id"], name="payout_latest"),
            models.Index(
                fields=["id"], name="payout_transfer_waits", condition=models.Q(status="DRAWN", way="TRANSFER")
            ),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def masked_number(self) -> str:
        return masked_stripe_account(self.stripe_account) or f"•••{self.account_number[-4:]}"


class PayoutEntry(models.Model):
    """Which entries of the ledger a payout pays: each is paid by one payout alone."""

    payout = models.ForeignKey(Payout, models.PROTECT, related_name="lines")
    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="paid_by")

    def __str__(self) -> str:
        return f"{self.payout_id}: {self.entry_id}"
