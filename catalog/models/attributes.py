from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.models.groups import ProductGroup
from catalog.models.products import Product


class Attribute(models.Model):
    """A property that products of a group (and of its subgroups) have: origin of the rice, alcohol by volume."""

    group = models.ForeignKey(ProductGroup, models.CASCADE, related_name="attributes")
    code = models.SlugField(max_length=40)
    name_vi = models.CharField(_("Vietnamese name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("attribute")
        verbose_name_plural = _("attributes")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["group", "code"], name="attribute_code_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if (get_language() or "vi").startswith("en") else self.name_vi


class AttributeValue(models.Model):
    product = models.ForeignKey(Product, models.CASCADE, related_name="attribute_values")
    attribute = models.ForeignKey(Attribute, models.PROTECT, related_name="values")
    value = models.CharField(_("value"), max_length=300)

    class Meta:
        verbose_name = _("attribute value")
        verbose_name_plural = _("attribute values")
        constraints = [models.UniqueConstraint(fields=["product", "attribute"], name="attribute_value_once")]

    def __str__(self) -> str:
        return f"{self.attribute_id}: {self.value}"


class Label(models.Model):
    """What must stand on the goods (Decrees 43/2017 and 111/2021; e-labels by Decree 37/2026)."""

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="label")
    responsible_party = models.CharField(_("responsible party"), max_length=200, blank=True)
    responsible_address = models.CharField(_("its address"), max_length=300, blank=True)
    origin = models.CharField(_("origin"), max_length=200, blank=True)
    net_quantity = models.CharField(_("quantity"), max_length=80, blank=True)
    ingredients = models.TextField(_("ingredients"), blank=True)
    usage = models.TextField(_("how to use it"), blank=True)
    storage = models.TextField(_("how to keep it"), blank=True)
    warnings = models.TextField(_("warnings"), blank=True)
    shelf_life_days = models.PositiveSmallIntegerField(_("shelf life (days)"), null=True, blank=True)
    declaration_number = models.CharField(_("product declaration"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")

    def __str__(self) -> str:
        return f"label of product {self.pk}"
