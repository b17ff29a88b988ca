from django.db import models
from django.utils.translation import gettext_lazy as _

from sellers.models import Seller


class DeliveryKind(models.TextChoices):
    DELIVERY = "DELIVERY", _("delivery")
    PICKUP = "PICKUP", _("pick-up at the shop")


class Zone(models.TextChoices):
    """Between the seller's and the buyer's place."""

    PROVINCE = "PROVINCE", _("within the province")
    REGION = "REGION", _("within the region")
    COUNTRY = "COUNTRY", _("between regions")


class DeliveryMethod(models.Model):
    """How goods come to the buyer. Without a seller: of the marketplace, for all shops that have none of their own.

    Amounts in whole đồng. `free_from`: of the goods of one shop in an order; empty: never free.
    """

    seller = models.ForeignKey(Seller, models.CASCADE, null=True, blank=True, related_name="delivery_methods")
    kind = models.CharField(max_length=8, choices=DeliveryKind.choices)
    name_vi = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80)
    free_from = models.BigIntegerField(_("free from"), null=True, blank=True)
    cod_fee = models.BigIntegerField(_("fee for cash on delivery"), default=0)
    is_active = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("delivery method")
        verbose_name_plural = _("delivery methods")
        constraints = [
            models.CheckConstraint(condition=models.Q(cod_fee__gte=0), name="delivery_cod_fee_is_not_negative"),
            models.CheckConstraint(
                condition=models.Q(free_from__isnull=True) | models.Q(free_from__gte=0),
                name="delivery_free_from_is_not_negative",
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
