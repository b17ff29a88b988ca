from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.products import Product


class ProductRating(models.Model):
    """What buyers think of a product, in sums. Kept beside the listing, which goes whenever the product is paused."""

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="+")
    star_total = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    revision = models.PositiveBigIntegerField(help_text=_("Of the sums; an older event never overwrites a newer one"))

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")

    def __str__(self) -> str:
        return f"rating of product {self.pk}"
