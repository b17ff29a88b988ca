from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.products import Variant


class StockItem(models.Model):
    """Pieces of a variant: `on_hand` in the store-room, of which `allocated` are promised to orders."""

    variant = models.OneToOneField(Variant, models.CASCADE, primary_key=True, related_name="stock")
    on_hand = models.PositiveIntegerField(_("on hand"), default=0)
    allocated = models.PositiveIntegerField(_("allocated"), default=0)

    class Meta:
        verbose_name = _("stock")
        verbose_name_plural = _("stock")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(allocated__lte=models.F("on_hand")), name="stock_allocated_within_on_hand"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on_hand} on hand, {self.allocated} allocated"

    @property
    def available(self) -> int:
        return self.on_hand - self.allocated


class StockReason(models.TextChoices):
    RECEIVED = "RECEIVED", _("received")
    COUNTED = "COUNTED", _("counted")
    DAMAGED = "DAMAGED", _("damaged")
    SOLD_ELSEWHERE = "SOLD_ELSEWHERE", _("sold elsewhere")
    SHIPPED = "SHIPPED", _("shipped")
    RETURNED = "RETURNED", _("returned")


class StockMovement(models.Model):
    """One change of `on_hand`, never edited: the sum of a variant's movements is its stock on hand."""

    stock = models.ForeignKey(StockItem, models.CASCADE, related_name="movements")
    delta = models.IntegerField(_("change"))
    reason = models.CharField(_("reason"), max_length=20, choices=StockReason.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("stock movement")
        verbose_name_plural = _("stock movements")
        constraints = [models.CheckConstraint(condition=~models.Q(delta=0), name="stock_movement_changes_something")]

    def __str__(self) -> str:
        return f"{self.delta:+d} {self.reason}"
