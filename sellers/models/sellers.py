from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.models import Place
from marketplace.sorting import SortKey
from sellers.models.goods import GoodsKind


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


# Whose tax code is taken: others may apply with it (perhaps they are its true owners), but one alone is approved.
HOLDERS_OF_TAX_CODES = (SellerStatus.ACTIVE, SellerStatus.SUSPENDED)


class Seller(models.Model):
    """A producer that sells here. `legal_name`, address and tax code are shown to shoppers, as the law asks.

    Dates say when it takes orders, so that a licence or a holiday ends by itself on the day: see `sellers.orders`.
    """

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
    representative = models.CharField(_("legal representative"), max_length=150, blank=True)
    goods = ArrayField(
        models.CharField(max_length=10, choices=GoodsKind.choices), default=list, blank=True, verbose_name=_("goods")
    )
    pickup_address = models.CharField(_("pick-up address"), max_length=300, blank=True)
    pickup_place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pick-up place")
    )
    status = models.CharField(_("status"), max_length=10, choices=SellerStatus.choices, default=SellerStatus.ACTIVE)
    status_reason = models.CharField(_("reason of the status"), max_length=500, blank=True)
    papers_valid_until = models.DateField(
        _("papers valid until"),
        null=True,
        blank=True,
        help_text=_("The last day on which all papers that the law asks for are in force; empty: none of them ends"),
    )
    holiday_from = models.DateField(_("holiday from"), null=True, blank=True)
    holiday_until = models.DateField(_("holiday until"), null=True, blank=True)
    holiday_note = models.CharField(_("holiday note"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, help_text=_("Counts the edits, so that none is overwritten"))
    is_trusted = models.BooleanField(
        _("trusted"), default=False, help_text=_("Its products go on sale without an officer's review")
    )
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
                fields=["tax_code"],
                condition=~models.Q(tax_code="") & models.Q(status__in=HOLDERS_OF_TAX_CODES),
                name="seller_tax_code_once",
            ),
            models.CheckConstraint(
                condition=models.Q(goods__contained_by=GoodsKind.values), name="seller_goods_are_known"
            ),
            models.CheckConstraint(
                condition=models.Q(holiday_from__isnull=True, holiday_until__isnull=True)
                | models.Q(holiday_from__isnull=False, holiday_until__gte=models.F("holiday_from")),
                name="seller_holiday_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["name_key", "id"], name="seller_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        return self.status == SellerStatus.CLOSED

    @property
    def office_place_id(self) -> int | None:
        """The place whose officers look after it. None while an application was begun and not handed in: until then
        it is the applicant's own."""
        if self.status in HOLDERS_OF_TAX_CODES:
            return self.place_id
        application = getattr(self, "application", None)
        is_private = application is not None and application.submitted_at is None
        return None if is_private else self.place_id

    def is_on_holiday(self, day: date) -> bool:
        """Both days of a holiday are part of it."""
        return self.holiday_from is not None and self.holiday_from <= day <= (self.holiday_until or day)
