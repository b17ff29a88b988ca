from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from orders.models.orders import SellerOrder

LONGEST_TEXT = 2_000


class Review(models.Model):
    """What a buyer says of a product that they were brought; once for each order.

    It knows its buyer through the order alone: what it shows of them is a masked name, emptied when their account
    goes. A hidden one says why, to its author and to the shop; shoppers do not see it, and it does not count.
    """

    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, related_name="reviews")
    product = models.ForeignKey(Product, models.PROTECT, related_name="reviews")
    stars = models.PositiveSmallIntegerField(_("stars"))
    text = models.CharField(_("text"), max_length=LONGEST_TEXT, blank=True)
    author_name = models.CharField(_("shown name"), max_length=120)
    posted_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    reply = models.CharField(_("the shop's answer"), max_length=LONGEST_TEXT, blank=True, default="", db_default="")
    replied_at = models.DateTimeField(null=True)
    reply_edited_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True)
    hidden_ground = models.CharField(_("ground for hiding"), max_length=14, blank=True, default="", db_default="")
    hidden_reason = models.CharField(
        _("reason for hiding"), max_length=LONGEST_TEXT, blank=True, default="", db_default=""
    )

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["seller_order", "product"], name="review_once_an_order"),
            models.CheckConstraint(condition=models.Q(stars__range=(1, 5)), name="review_has_1_to_5_stars"),
            models.CheckConstraint(
                condition=models.Q(reply="", replied_at__isnull=True)
                | (~models.Q(reply="") & models.Q(replied_at__isnull=False)),
                name="review_reply_has_its_time",
            ),
            # Law on e-commerce: what buyers say is never hidden without a reason.
            models.CheckConstraint(
                condition=models.Q(hidden_at__isnull=True, hidden_ground="", hidden_reason="")
                | (models.Q(hidden_at__isnull=False) & ~models.Q(hidden_ground="") & ~models.Q(hidden_reason="")),
                name="review_hidden_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["product", "-id"], name="review_latest_of_product"),
            models.Index(fields=["product", "stars", "id"], name="review_stars_of_product"),
        ]

    def __str__(self) -> str:
        return f"{self.stars}/5: {self.product_id}"

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None
