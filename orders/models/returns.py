"""Goods that go back to a shop, and their money to the buyer. Amounts in whole đồng."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.orders import OrderLine, SellerOrder


class ReturnStatus(models.TextChoices):
    """What leads from one to the next stands in `orders.return_states`."""

    REQUESTED = "REQUESTED", _("waits for the shop to answer")
    APPROVED = "APPROVED", _("may be sent back")
    REFUSED = "REFUSED", _("refused")
    SENT = "SENT", _("on its way back")
    RECEIVED = "RECEIVED", _("is at the shop again")
    REFUNDED = "REFUNDED", _("money goes back")
    DISPUTED = "DISPUTED", _("waits for the office")
    CANCELLED = "CANCELLED", _("taken back")


class ReturnReason(models.TextChoices):
    DAMAGED = "DAMAGED", _("it arrived damaged")
    SPOILED = "SPOILED", _("it has gone off")
    WRONG_GOODS = "WRONG_GOODS", _("it is something else")
    NOT_AS_DESCRIBED = "NOT_AS_DESCRIBED", _("it is not as described")
    CHANGED_MIND = "CHANGED_MIND", _("I do not want it any more")


class Return(models.Model):
    """Some pieces of a shop's part of an order that its buyer wants to give back.

    `deadline_at`: until when whoever is next has time; null where nobody is.
    `refund_to`: the buyer's bank account, where the order was paid in cash.
    """

    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, related_name="returns")
    number = models.CharField(_("number"), max_length=28, unique=True)
    status = models.CharField(max_length=10, choices=ReturnStatus.choices, default=ReturnStatus.REQUESTED)
    reason = models.CharField(_("reason"), max_length=20, choices=ReturnReason.choices)
    note = models.CharField(_("what is wrong"), max_length=1000, blank=True)
    answer = models.CharField(_("answer"), max_length=1000, blank=True, help_text=_("Of the shop or the office"))
    amount = models.BigIntegerField(_("amount"))
    refund_to = models.CharField(_("bank account"), max_length=200, blank=True)
    carrier = models.CharField(_("carrier"), max_length=80, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=80, blank=True)
    requested_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    status_changed_at = models.DateTimeField(default=timezone.now)
    deadline_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=ReturnStatus.values), name="return_status_is_known"),
            models.CheckConstraint(condition=models.Q(reason__in=ReturnReason.values), name="return_reason_is_known"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="return_amount_is_not_negative"),
        ]
        indexes = [
            models.Index(fields=["deadline_at"], name="return_due", condition=~models.Q(deadline_at=None)),
            models.Index(fields=["-id"], name="return_disputed", condition=models.Q(status="DISPUTED")),
        ]

    def __str__(self) -> str:
        return self.number

    def is_over(self, now: datetime) -> bool:
        if self.status == ReturnStatus.REFUSED:
            return self.deadline_at is None or self.deadline_at <= now
        return self.status in (ReturnStatus.REFUNDED, ReturnStatus.CANCELLED)


class ReturnLine(models.Model):
    """`restocked`: pieces of it that the shop can sell again."""

    order_return = models.ForeignKey(Return, models.PROTECT, related_name="lines")
    order_line = models.ForeignKey(OrderLine, models.PROTECT, related_name="return_lines")
    quantity = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    restocked = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("line of a return")
        verbose_name_plural = _("lines of returns")
        constraints = [
            models.UniqueConstraint(fields=["order_return", "order_line"], name="return_line_once_a_return"),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1, amount__gte=0, restocked__lte=models.F("quantity")),
                name="return_line_makes_sense",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.order_line_id}"


class ReturnPhoto(models.Model):
    """What the buyer shows of it. Its file has no public address: see `orders.files`."""

    order_return = models.ForeignKey(Return, models.PROTECT, related_name="photos")
    stored_name = models.CharField(max_length=120, unique=True)
    media_type = models.CharField(max_length=20)
    byte_count = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("photo of a return")
        verbose_name_plural = _("photos of returns")

    def __str__(self) -> str:
        return f"{self.order_return_id}: {self.pk}"
