from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Taxonomy(models.Model):
    """One edition of the programme's product groups, in force from a decision until the next.

    Decisions 1048/QĐ-TTg (2019, amended by 781/QĐ-TTg, 2020) and 148/QĐ-TTg (2023).
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    decision = models.CharField(_("decision"), max_length=60)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("First day out of force"))

    class Meta:
        verbose_name = _("taxonomy")
        verbose_name_plural = _("taxonomies")

    def __str__(self) -> str:
        return self.decision


class ProductGroup(models.Model):
    """A group or subgroup of one taxonomy. Products hang on leaves of the edition in force."""

    taxonomy = models.ForeignKey(Taxonomy, models.PROTECT, related_name="groups", verbose_name=_("taxonomy"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    code = models.CharField(_("code"), max_length=60)
    slug = models.SlugField(_("page address"), max_length=120, unique=True)
    name_vi = models.CharField(_("Vietnamese name"), max_length=150)
    name_en = models.CharField(_("English name"), max_length=150)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_alcohol = models.BooleanField(_("alcohol"), default=False)
    is_service = models.BooleanField(_("service"), default=False)
    successors = models.ManyToManyField(
        "self", through="GroupMapping", symmetrical=False, related_name="predecessors"
    )

    class Meta:
        verbose_name = _("product group")
        verbose_name_plural = _("product groups")
        ordering = ["taxonomy", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["taxonomy", "code"], name="product_group_code_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the request: Vietnamese, or English."""
        return self.name_en if (get_language() or "vi").startswith("en") else self.name_vi


class GroupMapping(models.Model):
    """Where a group of an earlier taxonomy went in the next one."""

    group = models.ForeignKey(ProductGroup, models.CASCADE, related_name="+")
    successor = models.ForeignKey(ProductGroup, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "successor"], name="group_mapping_once")]
