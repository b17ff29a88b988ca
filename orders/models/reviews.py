from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from orders.models.orders import SellerOrder

LONGEST_TEXT = 2_000


class Review(models.Model):
    """What a buyer says of a product that they were brought; once for each order.

    It knows its buyer through the order alone: what it shows of them is a masked name, which stays.
    """

    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, related_name="reviews")
    product = models.ForeignKey(Product, models.PROTECT, related_name="reviews")
    stars = models.PositiveSmallIntegerField(_("stars"))
    text = models.CharField(_("text"), max_length=LONGEST_TEXT, blank=True)
    author_name = models.CharField(_("shown name"), max_length=120)
    posted_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["seller_order", "product"], name="review_once_an_order"),
            models.CheckConstraint(condition=models.Q(stars__range=(1, 5)), name="review_has_1_to_5_stars"),
        ]
        indexes = [models.Index(fields=["product", "-id"], name="review_latest_of_product")]

    def __str__(self) -> str:
        return f"{self.stars}/5: {self.product_id}"
