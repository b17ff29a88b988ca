"""Payments by card, as their provider tells of them. Amounts in whole đồng."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.payments import Payment, TransferOutcome


class CardStatus(models.TextChoices):
    NEEDS_CARD = "NEEDS_CARD", _("waits for a card")
    NEEDS_ACTION = "NEEDS_ACTION", _("waits for the buyer's bank to ask the buyer")
    PROCESSING = "PROCESSING", _("on its way")
    SUCCEEDED = "SUCCEEDED", _("paid by card")
    CANCELLED = "CANCELLED", _("given up")

    @property
    def is_final(self) -> bool:
        return self in (CardStatus.SUCCEEDED, CardStatus.CANCELLED)


class CardIntent(models.Model):
    """The one attempt of a payment at the provider (Stripe: PaymentIntent). Its secret is kept nowhere."""

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="card_intent")
    reference = models.CharField(_("reference"), max_length=80, unique=True)
    status = models.CharField(max_length=12, choices=CardStatus.choices)
    created_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(_("last asked about"))

    class Meta:
        verbose_name = _("card payment")
        verbose_name_plural = _("card payments")
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=CardStatus.values), name="card_status_is_known"),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="card_intent_open",
                condition=~models.Q(status__in=[CardStatus.SUCCEEDED, CardStatus.CANCELLED]),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class CardCharge(models.Model):
    """Money that came. `reference`: the provider's, so that none counts twice."""

    intent = models.ForeignKey(CardIntent, models.PROTECT, related_name="charges")
    reference = models.CharField(_("reference"), max_length=80, unique=True)
    amount = models.BigIntegerField(_("amount"))
    outcome = models.CharField(max_length=10, choices=TransferOutcome.choices)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("card charge")
        verbose_name_plural = _("card charges")
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="charge_brings_money")]

    def __str__(self) -> str:
        return self.reference


class CardEvent(models.Model):
    """News of the provider that was dealt with: the same again is passed over."""

    reference = models.CharField(_("reference"), max_length=80, unique=True)
    kind = models.CharField(max_length=80)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("news of a card payment")
        verbose_name_plural = _("news of card payments")
        indexes = [models.Index(fields=["taken_at"], name="card_event_age")]

    def __str__(self) -> str:
        return self.reference
