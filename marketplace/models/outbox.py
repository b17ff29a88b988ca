from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxEvent(models.Model):
    """An event written in the transaction that caused it, delivered at least once after its commit.

    Events of one aggregate are delivered in the order of `id`; a failing one is retried with growing waits and
    holds back its followers, until `failed_at` sets it aside for an operator.
    """

    name = models.CharField(_("event"), max_length=60)
    aggregate = models.CharField(_("kind of object"), max_length=40)
    aggregate_id = models.BigIntegerField(_("its number"))
    payload = models.JSONField(_("content"))
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    failed_at = models.DateTimeField(_("set aside"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(
                fields=["aggregate", "aggregate_id", "id"],
                condition=models.Q(delivered_at__isnull=True, failed_at__isnull=True),
                name="outbox_waiting",
            ),
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=models.Q(delivered_at__isnull=True, failed_at__isnull=True),
                name="outbox_due",
            ),
            models.Index(fields=["delivered_at"], name="outbox_delivered"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.aggregate}:{self.aggregate_id}"
