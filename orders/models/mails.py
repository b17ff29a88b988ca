from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.models import MailState
from orders.models.orders import Order, SellerOrder


class OrderMailKind(models.TextChoices):
    RECEIVED = "RECEIVED", _("the order was received")
    PAID = "PAID", _("the payment was received")
    SHIPPED = "SHIPPED", _("a parcel is on its way")
    FAILED = "FAILED", _("a parcel came back")
    CANCELLED = "CANCELLED", _("a shop cancelled")
    LAPSED = "LAPSED", _("it was not paid")


class OrderMail(models.Model):
    """A mail to the address that was given with an order: each kind once. What it says is read when it goes out."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="mails")
    part = models.ForeignKey(SellerOrder, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=OrderMailKind.choices)
    created_at = models.DateTimeField(default=timezone.now)
    mail_state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
    mail_due_at = models.DateTimeField(default=timezone.now)
    mail_attempts = models.PositiveSmallIntegerField(default=0)
    mail_error = models.CharField(max_length=300, blank=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mail about an order")
        verbose_name_plural = _("mails about orders")
        constraints = [
            models.UniqueConstraint(fields=["order", "part", "kind"], nulls_distinct=False, name="order_mail_once"),
        ]
        indexes = [
            models.Index(
                fields=["mail_due_at", "id"], condition=models.Q(mail_state="WAITING"), name="order_mail_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.kind}"
