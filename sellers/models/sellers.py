from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.models import Place
from marketplace.sorting import SortKey


class LegalForm(models.TextChoices):
    """Kinds of producer that the programme knows (Decision 919/QĐ-TTg, 2022)."""

    ENTERPRISE = "ENTERPRISE", _("Enterprise")
    COOPERATIVE = "COOPERATIVE", _("Co-operative")
    COOPERATIVE_GROUP = "COOPERATIVE_GROUP", _("Co-operative group")
    HOUSEHOLD = "HOUSEHOLD", _("Household business")
    FARM = "FARM", _("Farm")


class SellerStatus(models.TextChoices):
    """Shoppers see ACTIVE sellers alone. Who applies has a shop to prepare, and drafts in it, before that."""

    APPLYING = "APPLYING", _("applying")
    ACTIVE = "ACTIVE", _("active")
    SUSPENDED = "SUSPENDED", _("suspended")
    CLOSED = "CLOSED", _("closed")


class Seller(models.Model):
    """A producer that sells here. `legal_name`, address and tax code are shown to shoppers, as the law asks."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("shop name"), max_length=200)
    name_key = models.GeneratedField(
        expression=SortKey("name"), output_field=models.CharField(max_length=200), db_persist=True
    )
    legal_name = models.CharField(_("legal name"), max_length=200)
    legal_form = models.CharField(_("legal form"), max_length=20, choices=LegalForm.choices)
    tax_code = models.CharField(_("tax code"), max_length=14, blank=True)
    registration_number = models.CharField(_("business registration number"), max_length=30, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="sellers", verbose_name=_("place"))
    phone = models.CharField(_("phone"), max_length=16, blank=True)
    email = models.EmailField(_("email"), blank=True)
    about = models.TextField(_("about"), blank=True)
    status = models.CharField(max_length=10, choices=SellerStatus.choices, default=SellerStatus.ACTIVE)
    is_illustrative = models.BooleanField(_("illustrative"), default=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)

    class Meta:
        verbose_name = _("seller")
        verbose_name_plural = _("sellers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(legal_form__in=LegalForm.values), name="seller_legal_form_is_known"
            ),
            models.CheckConstraint(condition=models.Q(status__in=SellerStatus.values), name="seller_status_is_known"),
            models.UniqueConstraint(
                fields=["tax_code"], condition=~models.Q(tax_code=""), name="seller_tax_code_once"
            ),
        ]
        indexes = [models.Index(fields=["name_key", "id"], name="seller_name")]

    def __str__(self) -> str:
        return self.name
