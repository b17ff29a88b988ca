"""Parcels on their way, and what carriers say of them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.delivery import Carrier
from orders.models.orders import SellerOrder


class ShipmentStatus(models.TextChoices):
    """docs/delivery.md draws what leads to what."""

    WAITING = "WAITING", _("to be booked with the carrier")
    REFUSED = "REFUSED", _("the carrier does not take it")
    BOOKED = "BOOKED", _("the carrier is to fetch it")
    ON_THE_WAY = "ON_THE_WAY", _("on its way")
    OUT_FOR_DELIVERY = "OUT_FOR_DELIVERY", _("the courier is bringing it")
    NOT_TAKEN_IN = "NOT_TAKEN_IN", _("nobody took it in")
    RETURNING = "RETURNING", _("on its way back")
    DELIVERED = "DELIVERED", _("delivered")
    RETURNED = "RETURNED", _("back at the shop")
    LOST = "LOST", _("lost or damaged")
    CANCELLED = "CANCELLED", _("called off")


ENDED = (
    *(ShipmentStatus.REFUSED, ShipmentStatus.DELIVERED, ShipmentStatus.RETURNED, ShipmentStatus.LOST),
    ShipmentStatus.CANCELLED,
)


class Shipment(models.Model):
    """One parcel. `number`: ours, by which the carrier knows it too, so that it is never booked twice.

    `attempts`, `next_attempt_at`: of booking or calling off; whoever works on it has it until then.
    """

    seller_order = models.ForeignKey(
        SellerOrder, models.PROTECT, related_name="shipments", verbose_name=_("order of a shop")
    )
    number = models.CharField(_("number"), max_length=30, unique=True)
    carrier = models.CharField(_("carrier"), max_length=8, choices=Carrier.choices)
    carrier_name = models.CharField(_("name of the carrier"), max_length=80, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=80, blank=True)
    status = models.CharField(_("status"), max_length=16, choices=ShipmentStatus.choices)
    grams = models.PositiveIntegerField(_("weight (g)"), default=0)
    to_collect = models.BigIntegerField(_("cash to collect"), default=0)
    fee = models.BigIntegerField(_("fee of the carrier"), null=True)
    is_unwanted = models.BooleanField(_("to be called off"), default=False)
    attempts = models.PositiveSmallIntegerField(_("tries to reach the carrier"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True)
    error = models.CharField(_("what went wrong"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("parcel begun"), default=timezone.now)
    changed_at = models.DateTimeField(_("parcel changed"), default=timezone.now)
    asked_at = models.DateTimeField(_("carrier asked"), default=timezone.now)

    class Meta:
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        constraints = [
            models.UniqueConstraint(
                fields=["seller_order"],
                condition=~models.Q(status__in=("REFUSED", "CANCELLED")) & ~models.Q(carrier="MANUAL"),
                name="shipment_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["carrier", "tracking_number"],
                condition=~models.Q(carrier="MANUAL") & ~models.Q(tracking_number=""),
                name="shipment_tracked_once",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=ShipmentStatus.values), name="shipment_status_is_known"
            ),
            models.CheckConstraint(condition=models.Q(to_collect__gte=0), name="shipment_collects_no_debt"),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(next_attempt_at__isnull=False),
                name="shipment_waits_for_carrier",
            ),
            models.Index(
                fields=["asked_at"],
                condition=~models.Q(carrier="MANUAL")
                & models.Q(status__in=("BOOKED", "ON_THE_WAY", "OUT_FOR_DELIVERY", "NOT_TAKEN_IN", "RETURNING")),
                name="shipment_under_way",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED


class ShipmentEvent(models.Model):
    """What was said of a parcel, once for each saying. `said`: the carrier's own word. Texts are for buyers too."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="events")
    status = models.CharField(max_length=16, choices=ShipmentStatus.choices)
    said = models.CharField(max_length=40, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    happened_at = models.DateTimeField(_("when"))
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("event of a parcel")
        verbose_name_plural = _("events of parcels")
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "said", "happened_at"], condition=~models.Q(said=""), name="shipment_event_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id}: {self.status}"
