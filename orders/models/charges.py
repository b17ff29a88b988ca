"""What is taken off before a shop gets its money: commission and tax, each as dated data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models import ProductGroup
from sellers.models import LegalForm, Seller

WHOLE = 10_000  # basis points
MOST = 5_000  # of commission, or of both taxes together: a shop always has something left

_ENDS_AFTER_IT_BEGINS = models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from"))


class CommissionRule(models.Model):
    """The marketplace's share of goods. Without a seller, or a group: of all. The most specific one counts.

    A group means what lies below it too. `valid_to` is the first day on which it no longer holds.
    """

    seller = models.ForeignKey(
        Seller,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commission_rules",
        verbose_name=_("seller"),
    )
    group = models.ForeignKey(
        ProductGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product group")
    )
    basis_points = models.PositiveSmallIntegerField(_("basis points"), help_text=_("500: five of a hundred"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("The first day without it"))

    class Meta:
        verbose_name = _("commission rule")
        verbose_name_plural = _("commission rules")
        constraints = [
            models.UniqueConstraint(
                fields=["seller", "group", "valid_from"], nulls_distinct=False, name="commission_rule_once_a_day"
            ),
            models.CheckConstraint(condition=models.Q(basis_points__lte=MOST), name="commission_leaves_the_most"),
            models.CheckConstraint(condition=_ENDS_AFTER_IT_BEGINS, name="commission_rule_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.basis_points / 100:.2f} %"


class TaxKind(models.TextChoices):
    GOODS = "GOODS", _("goods")
    SERVICES = "SERVICES", _("services")
    TRANSPORT = "TRANSPORT", _("transport")


class TaxRate(models.Model):
    """What the marketplace withholds of what such sellers earn, and pays to the state. Forms without one: nothing."""

    legal_form = models.CharField(_("legal form"), max_length=20, choices=LegalForm.choices)
    kind = models.CharField(_("kind"), max_length=10, choices=TaxKind.choices)
    vat_basis_points = models.PositiveSmallIntegerField(_("VAT, basis points"))
    pit_basis_points = models.PositiveSmallIntegerField(_("personal income tax, basis points"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("The first day without it"))
    source = models.CharField(_("source"), max_length=120, help_text=_("The law that says so"))

    class Meta:
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        constraints = [
            models.UniqueConstraint(fields=["legal_form", "kind", "valid_from"], name="tax_rate_once_a_day"),
            models.CheckConstraint(condition=models.Q(legal_form__in=LegalForm.values), name="tax_form_is_known"),
            models.CheckConstraint(condition=models.Q(kind__in=TaxKind.values), name="tax_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(vat_basis_points__lte=MOST - models.F("pit_basis_points")),
                name="tax_leaves_the_most",
            ),
            models.CheckConstraint(condition=_ENDS_AFTER_IT_BEGINS, name="tax_rate_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.legal_form} {self.kind} {self.valid_from}"
