from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Product, Variant
from livestreams.models.sessions import Livestream

LONGEST_POINTS = 1_000
SHORTEST_DEAL, LONGEST_DEAL = 60, 20 * 60  # s
MOST_ITEMS = 200


class LineupItem(models.Model):
    """A product that a session shows. `code` is what hosts say aloud; `first_pinned_at`: its place in the replay."""

    livestream = models.ForeignKey(Livestream, models.CASCADE, related_name="lineup")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8)
    talking_points = models.TextField(max_length=LONGEST_POINTS, blank=True)
    is_pinned = models.BooleanField(default=False)
    first_pinned_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("product in a livestream")
        verbose_name_plural = _("products in livestreams")
        constraints = [
            models.UniqueConstraint(fields=["livestream", "code"], name="lineup_code_once"),
            models.UniqueConstraint(fields=["livestream", "product"], name="lineup_product_once"),
            models.UniqueConstraint(fields=["livestream"], condition=Q(is_pinned=True), name="lineup_one_is_pinned"),
        ]

    def __str__(self) -> str:
        return self.code


class LiveDeal(models.Model):
    """A lower price of a variant while a session is live: `quota` pieces of the real stock at most, `per_buyer` of
    them for one buyer. It runs from `started_at` until `ends_at` by the database's rows and the server's clock, or
    until `stopped_at`. `taken` never passes `quota`: a constraint."""

    item = models.ForeignKey(LineupItem, models.CASCADE, related_name="deals")
    variant = models.ForeignKey(Variant, models.PROTECT, related_name="+")
    price = models.BigIntegerField()
    quota = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    per_buyer = models.PositiveIntegerField()
    length_seconds = models.PositiveIntegerField()
    started_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    is_end_told = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("live deal")
        verbose_name_plural = _("live deals")
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="deal_price_is_positive"),
            models.CheckConstraint(condition=Q(quota__gt=0, taken__lte=F("quota")), name="deal_is_not_oversold"),
            models.CheckConstraint(condition=Q(per_buyer__range=(1, F("quota"))), name="deal_cap_is_within_quota"),
            models.CheckConstraint(
                condition=Q(length_seconds__range=(SHORTEST_DEAL, LONGEST_DEAL)), name="deal_takes_1_to_20_minutes"
            ),
            models.CheckConstraint(
                condition=Q(started_at=None, ends_at=None) | Q(ends_at__gt=F("started_at")),
                name="deal_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["variant", "ends_at"],
                condition=Q(started_at__isnull=False, stopped_at=None),
                name="deal_of_variant",
            )
        ]

    def __str__(self) -> str:
        return f"{self.price} for variant {self.variant_id}"


class DealTake(models.Model):
    """What one buyer has of a deal. `buyer` is a keyed hash: enough to count by, too little to know them by."""

    deal = models.ForeignKey(LiveDeal, models.CASCADE, related_name="takes")
    buyer = models.CharField(max_length=40)
    quantity = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("share of a live deal")
        verbose_name_plural = _("shares of live deals")
        constraints = [models.UniqueConstraint(fields=["deal", "buyer"], name="deal_take_once_a_buyer")]

    def __str__(self) -> str:
        return f"{self.quantity} of deal {self.deal_id}"
