from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.products import Variant


class PriceChange(models.Model):
    """From `valid_from` on the variant had this price, until its next row. Rows are added, never changed.

    `is_offered`: whether shoppers could buy at it, the product being published and the variant on sale. A price that
    nobody was offered is no earlier price to compare with.
    """

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="price_changes")
    price = models.BigIntegerField(_("price (VND)"))
    is_offered = models.BooleanField(_("offered"))
    valid_from = models.DateTimeField(_("valid from"), default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("price change")
        verbose_name_plural = _("price changes")
        constraints = [models.CheckConstraint(condition=models.Q(price__gt=0), name="price_change_price_is_positive")]
        indexes = [models.Index(fields=["variant", "-valid_from", "-id"], name="price_change_latest")]

    def __str__(self) -> str:
        return f"{self.price} since {self.valid_from:%Y-%m-%d}"
