from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.products import Product


class SavedProduct(models.Model):
    """On somebody's wishlist. Prices in whole đồng.

    `price_seen`: the lowest of the product's when it was saved. `price_known`: what the person knows of it by now, at
    most `price_seen`: a lower one is told. `is_awaited`: sold out since, and not told that there is some again.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    price_seen = models.BigIntegerField()
    price_known = models.BigIntegerField()
    is_awaited = models.BooleanField(default=False)
    price_told_at = models.DateTimeField(null=True)
    stock_told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("saved product")
        verbose_name_plural = _("saved products")
        constraints = [
            models.UniqueConstraint(fields=["user", "product"], name="saved_product_once"),
            models.CheckConstraint(
                condition=models.Q(price_known__lte=models.F("price_seen")), name="saved_product_price_known"
            ),
        ]
        indexes = [models.Index(fields=["user", "-id"], name="saved_product_latest")]

    def __str__(self) -> str:
        return f"product {self.product_id} of user {self.user_id}"
