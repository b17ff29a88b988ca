"""Cash that carriers took in at the door and hand over to the marketplace. Amounts in whole đồng."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.orders import SellerOrder


class RemittanceOutcome(models.TextChoices):
    MATCHED = "MATCHED", _("as collected")
    UNDER = "UNDER", _("less than was collected")
    OVER = "OVER", _("more than was collected")
    REPEATED = "REPEATED", _("was handed over already")
    UNEXPECTED = "UNEXPECTED", _("the carrier has no cash of this order")
    UNKNOWN = "UNKNOWN", _("for no known order")


class CodRemittance(models.Model):
    """A line of a carrier's list. Its `reference` with the parcel's `code` is known once, so that none counts twice.

    `code`: the tracking number or the number of the shop's order, as the carrier wrote it.
    """

    reference = models.CharField(_("reference"), max_length=80)
    code = models.CharField(_("parcel"), max_length=80)
    amount = models.BigIntegerField(_("amount"))
    taken_at = models.DateTimeField(default=timezone.now)
    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, null=True, blank=True, related_name="remittances")
    outcome = models.CharField(max_length=10, choices=RemittanceOutcome.choices)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settlement = models.CharField(_("what was done"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("remittance of cash")
        verbose_name_plural = _("remittances of cash")
        constraints = [
            models.UniqueConstraint(fields=["reference", "code"], name="remittance_counts_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="remittance_brings_money"),
        ]
        indexes = [models.Index(fields=["-id"], name="remittance_waits", condition=models.Q(settled_at=None))]

    def __str__(self) -> str:
        return f"{self.reference}: {self.code}"
