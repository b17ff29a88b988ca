from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.certification.models import Certificate
from catalog.models.groups import ProductGroup
from catalog.models.products import Media, Product
from marketplace.models import Place
from sellers.models import Seller


class Listing(models.Model):
    """The shop window: one narrow row for each product that shoppers can see, derived and never typed.

    It exists exactly while the product is published by an active seller. `refresh_listings` writes it in the
    transaction of whatever changed; a nightly job refreshes those whose certificate began or ended. Readers
    still compare `certified_until` with today, so that stars end by themselves on the day; so does the earlier price.
    Empty values are 0 and not null, so that keyset pages need no special cases.
    """

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="listing")
    seller = models.ForeignKey(Seller, models.CASCADE, related_name="+")
    group = models.ForeignKey(ProductGroup, models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="+")
    published_at = models.DateTimeField()
    name_key = models.CharField(max_length=200, help_text=_("Name folded to unaccented lower case, for sorting"))
    price_min = models.BigIntegerField()
    price_max = models.BigIntegerField()
    compare_at = models.BigIntegerField(null=True)
    compare_at_until = models.DateField(null=True, help_text=_("Last day on which it may be shown"))
    is_available = models.BooleanField()
    thumbnail = models.ForeignKey(Media, models.SET_NULL, null=True, related_name="+")
    certificate = models.ForeignKey(Certificate, models.SET_NULL, null=True, related_name="+")
    stars = models.PositiveSmallIntegerField(default=0)
    certified_until = models.DateField(null=True, help_text=_("Last day in force"))
    rating_average = models.DecimalField(max_digits=3, decimal_places=2, default=0)
    rating_count = models.PositiveIntegerField(default=0)
    sold_count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        indexes = [
            models.Index(fields=["-published_at", "-product"], name="listing_newest"),
            models.Index(fields=["price_min", "product"], name="listing_price"),
            models.Index(fields=["-price_min", "-product"], name="listing_price_desc"),
            models.Index(fields=["price_max"], name="listing_price_max"),
            models.Index(fields=["-stars", "-product"], name="listing_stars"),
            models.Index(fields=["-rating_average", "-rating_count", "-product"], name="listing_rating"),
            models.Index(fields=["-sold_count", "-product"], name="listing_best_selling"),
            models.Index(fields=["name_key", "product"], name="listing_name"),
            models.Index(fields=["group", "-published_at", "-product"], name="listing_group_newest"),
            models.Index(fields=["seller", "-published_at", "-product"], name="listing_seller_newest"),
            models.Index(fields=["place", "-published_at", "-product"], name="listing_place_newest"),
            models.Index(fields=["certified_until"], name="listing_certified_until"),
            models.Index(
                fields=["compare_at_until"],
                condition=models.Q(compare_at_until__isnull=False),
                name="listing_compare_at_until",
            ),
        ]

    def __str__(self) -> str:
        return f"listing of product {self.pk}"
