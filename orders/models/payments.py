"""Money of buyers, sent before their goods are or handed to who brings them. Amounts in whole đồng."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.orders import Order, PaymentMethod, SellerOrder


class PaymentStatus(models.TextChoices):
    """docs/payments.md draws what leads to what."""

    PENDING = "PENDING", _("awaited")
    PAID = "PAID", _("paid")
    CLOSED = "CLOSED", _("no longer awaited")


class Payment(models.Model):
    """What is to be paid for an order. `received` may be more: what is too much goes back.

    `purpose`: what a transfer has to say, so that it is known for whom it is.
    `expires_at`: until when the order's pieces are promised; null for cash, which nobody waits for by the clock.
    `waived`: of cash, what will not be collected any more, as its part was cancelled or came back.
    """

    order = models.OneToOneField(Order, models.PROTECT, related_name="payment")
    method = models.CharField(max_length=8, choices=PaymentMethod.choices)
    status = models.CharField(max_length=8, choices=PaymentStatus.choices, default=PaymentStatus.PENDING)
    amount = models.BigIntegerField(_("amount"))
    received = models.BigIntegerField(_("received"), default=0)
    refunded = models.BigIntegerField(_("paid back, or to be"), default=0)
    waived = models.BigIntegerField(_("no longer due"), default=0)
    purpose = models.CharField(_("purpose"), max_length=19, unique=True)
    expires_at = models.DateTimeField(_("awaited until"), null=True, blank=True)
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0, received__gte=0), name="payment_makes_sense"),
            models.CheckConstraint(
                condition=models.Q(refunded__gte=0, refunded__lte=models.F("received")),
                name="payment_pays_back_what_came_at_most",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=PaymentStatus.PAID)
                | models.Q(received__gte=models.F("amount") - models.F("waived")),
                name="payment_is_paid_by_its_amount",
            ),
            models.CheckConstraint(
                condition=models.Q(waived=0)
                | models.Q(method=PaymentMethod.COD, waived__gt=0, waived__lte=models.F("amount")),
                name="payment_waives_cash_alone",
            ),
            models.CheckConstraint(
                condition=~models.Q(method=PaymentMethod.COD)
                | models.Q(received__lte=models.F("amount") - models.F("waived")),
                name="payment_collects_what_is_due_at_most",
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], name="payment_awaited", condition=models.Q(status="PENDING")),
        ]

    def __str__(self) -> str:
        return self.purpose


class TransferOutcome(models.TextChoices):
    EXACT = "EXACT", _("paid")
    UNDER = "UNDER", _("a part of it")
    OVER = "OVER", _("more than was due")
    REPEATED = "REPEATED", _("was paid already")
    LATE = "LATE", _("came too late")
    UNMATCHED = "UNMATCHED", _("for no known order")


class BankTransfer(models.Model):
    """A line of the account's statement. `reference`: the bank's own, so that none counts twice."""

    reference = models.CharField(_("reference"), max_length=80, unique=True)
    amount = models.BigIntegerField(_("amount"))
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    payer = models.CharField(_("payer"), max_length=200, blank=True)
    booked_at = models.DateTimeField(_("booked"))
    taken_at = models.DateTimeField(default=timezone.now)
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, blank=True, related_name="transfers")
    outcome = models.CharField(max_length=10, choices=TransferOutcome.choices)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settlement = models.CharField(_("what was done"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bank transfer")
        verbose_name_plural = _("bank transfers")
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="transfer_brings_money")]
        indexes = [models.Index(fields=["-id"], name="transfer_waits", condition=models.Q(settled_at=None))]

    def __str__(self) -> str:
        return self.reference


class RefundStatus(models.TextChoices):
    PENDING = "PENDING", _("to be paid back")
    SENT = "SENT", _("paid back")
    FAILED = "FAILED", _("could not be paid back")


class RefundReason(models.TextChoices):
    CANCELLED = "CANCELLED", _("the order was cancelled")
    FAILED = "FAILED", _("the parcel could not be delivered")
    OVERPAID = "OVERPAID", _("more was paid than was due")
    LATE = "LATE", _("the money came too late")
    RETURNED = "RETURNED", _("the goods were given back")


class Refund(models.Model):
    """Money that goes back to the buyer: an officer sends it, and says so. To a card it goes by itself, in as many
    `tries` as it takes; an officer sends what FAILED.

    `send_to`: the buyer's bank account, where the order was paid in cash.
    """

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, null=True, related_name="refunds")
    amount = models.BigIntegerField(_("amount"))
    reason = models.CharField(max_length=10, choices=RefundReason.choices)
    status = models.CharField(max_length=8, choices=RefundStatus.choices, default=RefundStatus.PENDING)
    send_to = models.CharField(_("bank account"), max_length=200, blank=True)
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(null=True)
    failure = models.CharField(_("why it failed"), max_length=300, blank=True, db_default="")

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="refund_is_of_money")]
        indexes = [models.Index(fields=["id"], name="refund_waits", condition=models.Q(status="PENDING"))]

    def __str__(self) -> str:
        return f"{self.payment}: {self.amount}"
