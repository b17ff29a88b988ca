from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.groups import ProductGroup
from marketplace.models import Image, Place
from marketplace.sorting import SortKey
from sellers.models import Seller

MAX_PRICE = 99_999_999_999  # đồng; a whole order's total still fits a signed 64-bit integer
LONGEST_SIDE = 5_000  # mm, of a packed piece


class ProductStatus(models.TextChoices):
    """What leads from one to the next stands in `catalog.commands.statuses`."""

    DRAFT = "DRAFT", _("draft")
    IN_REVIEW = "IN_REVIEW", _("in review")
    PUBLISHED = "PUBLISHED", _("published")
    PAUSED = "PAUSED", _("paused")
    TAKEN_DOWN = "TAKEN_DOWN", _("taken down")


class Product(models.Model):
    """What a seller offers. Stars, prices and availability shown to shoppers are derived, see Listing.

    `version` counts the changes of what a seller edits: who saves names the version that they saw. `approved_at` is
    when an officer last found the product fit for sale; it is emptied when that no longer says anything about it.
    """

    slug = models.SlugField(_("page address"), max_length=160, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_key = models.GeneratedField(
        expression=SortKey("name"), output_field=models.CharField(max_length=200), db_persist=True
    )
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    story = models.TextField(_("story"), blank=True)
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="products", verbose_name=_("seller"))
    group = models.ForeignKey(ProductGroup, models.PROTECT, related_name="products", verbose_name=_("group"))
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="products", verbose_name=_("place")
    )
    status = models.CharField(_("status"), max_length=12, choices=ProductStatus.choices, default=ProductStatus.DRAFT)
    status_reason = models.TextField(_("reason of the status"), blank=True)
    status_changed_at = models.DateTimeField(_("status since"), default=timezone.now)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    is_illustrative = models.BooleanField(_("illustrative"), default=False)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ProductStatus.values), name="product_status_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(status=ProductStatus.PUBLISHED) | models.Q(published_at__isnull=False),
                name="product_published_has_a_date",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="product_has_a_name"),
        ]
        indexes = [
            models.Index(
                fields=["status_changed_at", "id"],
                condition=models.Q(status=ProductStatus.IN_REVIEW),
                name="product_in_review",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_published(self) -> bool:
        return self.status == ProductStatus.PUBLISHED


class Variant(models.Model):
    """A sellable unit: one pack size or flavour, with its own SKU, price (whole đồng) and stock.

    `seller` is its product's, kept here so that the database can hold SKUs apart within one seller's goods.
    `compare_at_until` is the last day on which the earlier price may be shown (catalog.commands.earlier_prices).
    Length, width and height are of one packed piece; None where nobody has measured it.
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="variants")
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="+")
    sku = models.CharField(_("SKU"), max_length=64)
    name = models.CharField(_("name"), max_length=120)
    price = models.BigIntegerField(_("price (VND)"))
    compare_at_price = models.BigIntegerField(_("earlier price (VND)"), null=True, blank=True)
    compare_at_until = models.DateField(_("earlier price shown until"), null=True, blank=True)
    weight_grams = models.PositiveIntegerField(_("weight (g)"), default=0)
    length_mm = models.PositiveSmallIntegerField(_("length (mm)"), null=True, blank=True)
    width_mm = models.PositiveSmallIntegerField(_("width (mm)"), null=True, blank=True)
    height_mm = models.PositiveSmallIntegerField(_("height (mm)"), null=True, blank=True)
    gtin = models.CharField(_("GTIN"), max_length=14, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(_("on sale"), default=True)

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["seller", "sku"], name="variant_sku_once_a_seller"),
            models.CheckConstraint(
                condition=models.Q(price__gt=0, price__lte=MAX_PRICE), name="variant_price_is_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(compare_at_price__isnull=True) | models.Q(compare_at_price__gt=models.F("price")),
                name="variant_earlier_price_is_higher",
            ),
            models.CheckConstraint(
                condition=models.Q(compare_at_price__isnull=True, compare_at_until__isnull=True)
                | models.Q(compare_at_price__isnull=False, compare_at_until__isnull=False),
                name="variant_earlier_price_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(gtin="") | models.Q(gtin__regex=r"^([0-9]{8}|[0-9]{12,14})$"),
                name="variant_gtin_has_8_12_13_or_14_digits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sku} {self.name}"


class Media(models.Model):
    """A picture of a product, in the seller's order; the first one is the thumbnail."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="media")
    image = models.ForeignKey(Image, models.PROTECT, related_name="+")
    alt = models.CharField(_("description for those who cannot see it"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.alt
