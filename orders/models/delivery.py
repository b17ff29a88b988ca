from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.models import Place
from sellers.models import Seller


class DeliveryKind(models.TextChoices):
    DELIVERY = "DELIVERY", _("delivery")
    PICKUP = "PICKUP", _("pick-up at the shop")


class Zone(models.TextChoices):
    """Between the seller's and the buyer's place."""

    PROVINCE = "PROVINCE", _("within the province")
    REGION = "REGION", _("within the region")
    COUNTRY = "COUNTRY", _("between regions")


class Carrier(models.TextChoices):
    """Who brings parcels: what speaks to each stands in `orders.carriers`."""

    MANUAL = "MANUAL", _("whom the shop chooses")
    GHN = "GHN", _("Giao Hàng Nhanh (GHN)")


class DeliveryMethod(models.Model):
    """How goods come to the buyer. Without a seller: of the marketplace, for all shops that have none of their own.

    Amounts in whole đồng. `free_from`: of the goods of one shop in an order; empty: never free.
    `volumetric_divisor`: cm³ that count as a kilogram; 0: size does not count. `insurance_basis_points`: of the
    goods, where they are worth `insured_from` or more; empty: they are not insured.
    """

    seller = models.ForeignKey(Seller, models.CASCADE, null=True, blank=True, related_name="delivery_methods")
    kind = models.CharField(_("kind"), max_length=8, choices=DeliveryKind.choices)
    name_vi = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80)
    free_from = models.BigIntegerField(_("free from"), null=True, blank=True)
    cod_fee = models.BigIntegerField(_("fee for cash on delivery"), default=0)
    volumetric_divisor = models.PositiveIntegerField(_("volumetric divisor (cm³/kg)"), default=0, db_default=0)
    insured_from = models.BigIntegerField(_("insured from"), null=True, blank=True)
    insurance_basis_points = models.PositiveIntegerField(_("insurance (1/100 %)"), default=0, db_default=0)
    carrier = models.CharField(
        _("carrier"), max_length=8, choices=Carrier.choices, default=Carrier.MANUAL, db_default=Carrier.MANUAL
    )
    is_active = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        verbose_name = _("delivery method")
        verbose_name_plural = _("delivery methods")
        constraints = [
            models.CheckConstraint(condition=models.Q(cod_fee__gte=0), name="delivery_cod_fee_is_not_negative"),
            models.CheckConstraint(
                condition=models.Q(free_from__isnull=True) | models.Q(free_from__gte=0),
                name="delivery_free_from_is_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(insured_from__isnull=True) | models.Q(insured_from__gte=0),
                name="delivery_insured_from_is_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(insurance_basis_points__lte=10_000), name="delivery_insurance_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.name_vi


class DeliveryRate(models.Model):
    """Of a method and zone: `fee` up to `up_to_grams`, and `step_fee` for each begun `step_grams` beyond."""

    method = models.ForeignKey(DeliveryMethod, models.CASCADE, related_name="rates")
    zone = models.CharField(max_length=8, choices=Zone.choices)
    up_to_grams = models.PositiveIntegerField(_("up to (g)"))
    fee = models.BigIntegerField(_("fee"))
    step_grams = models.PositiveIntegerField(_("step (g)"))
    step_fee = models.BigIntegerField(_("fee of a step"))

    class Meta:
        verbose_name = _("delivery rate")
        verbose_name_plural = _("delivery rates")
        constraints = [
            models.UniqueConstraint(fields=["method", "zone"], name="delivery_rate_once_a_zone"),
            models.CheckConstraint(
                condition=models.Q(fee__gte=0, step_fee__gte=0, up_to_grams__gt=0, step_grams__gt=0),
                name="delivery_rate_makes_sense",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.zone}: {self.fee}"


class CarrierPlace(models.Model):
    """What a carrier calls a commune: most still know the districts of before 2025-07-01. Loaded from a file."""

    carrier = models.CharField(max_length=8, choices=Carrier.choices)
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    district_id = models.PositiveIntegerField(_("district number"))
    ward_code = models.CharField(_("ward code"), max_length=20)
    ward_name = models.CharField(_("ward"), max_length=100)
    district_name = models.CharField(_("district"), max_length=100)
    province_name = models.CharField(_("province"), max_length=100)

    class Meta:
        verbose_name = _("place of a carrier")
        verbose_name_plural = _("places of carriers")
        constraints = [models.UniqueConstraint(fields=["carrier", "place"], name="carrier_place_once")]

    def __str__(self) -> str:
        return f"{self.carrier}: {self.ward_name}, {self.district_name}"


class FeeQuote(models.Model):
    """What a carrier has lately said that a parcel costs, in whole đồng; None: that it did not answer.

    `key`: a digest of all that the price depends on. Read in checkout, where no network is. `is_refused`: the carrier
    does not bring it there.
    """

    key = models.CharField(max_length=64, unique=True)
    fee = models.BigIntegerField(null=True)
    is_refused = models.BooleanField(default=False)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="fee_quote_expires")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fee__isnull=True) | models.Q(fee__gte=0), name="fee_quote_is_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.fee}"
