from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CertificateLevel(models.TextChoices):
    """Who decides: see docs/domain. District until 2025-07-05 (for 3 stars), province, ministry."""

    DISTRICT = "DISTRICT", _("district")
    PROVINCE = "PROVINCE", _("province")
    MINISTRY = "MINISTRY", _("ministry")


class CertificateStatus(models.TextChoices):
    """Computed for a day, never stored: time alone moves a certificate from one to the next."""

    UPCOMING = "UPCOMING", _("not yet in force")
    IN_FORCE = "IN_FORCE", _("in force")
    EXPIRED = "EXPIRED", _("expired")
    REVOKED = "REVOKED", _("revoked")


class Certificate(models.Model):
    """A decision that gave one product its stars, for 36 months (Decision 148/QĐ-TTg, 2023).

    `expires_on` is the last day in force. `group` is the group under the taxonomy of the day of issue, which
    is what the programme's figures of that time count.
    """

    product = models.ForeignKey(
        "catalog.Product", models.PROTECT, related_name="certificates", verbose_name=_("product")
    )
    number = models.CharField(_("number"), max_length=60, unique=True)
    stars = models.PositiveSmallIntegerField(_("stars"))
    points = models.DecimalField(_("points"), max_digits=4, decimal_places=1, null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=80)
    level = models.CharField(_("level"), max_length=8, choices=CertificateLevel.choices)
    issued_by = models.CharField(_("issued by"), max_length=150)
    issued_on = models.DateField(_("issued on"))
    expires_on = models.DateField(_("last day in force"))
    group = models.ForeignKey("catalog.ProductGroup", models.PROTECT, related_name="+", verbose_name=_("group"))
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revocation_decision = models.CharField(_("decision of revocation"), max_length=80, blank=True)
    revocation_reason = models.TextField(_("reason of revocation"), blank=True)
    is_illustrative = models.BooleanField(_("illustrative"), default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stars__gte=1, stars__lte=5), name="certificate_has_1_to_5_stars"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_on__gt=models.F("issued_on")),
                name="certificate_expires_after_issue",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_on__isnull=True, revocation_decision="", revocation_reason="")
                | (
                    models.Q(revoked_on__gte=models.F("issued_on"))
                    & ~models.Q(revocation_decision="")
                    & ~models.Q(revocation_reason="")
                ),
                name="certificate_revoked_with_decision_and_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["product", "-issued_on"], name="certificate_product_issued"),
            models.Index(fields=["issued_on", "expires_on"], name="certificate_in_force"),
        ]

    def __str__(self) -> str:
        return self.number

    def status_on(self, day: date) -> CertificateStatus:
        return status_on(day, issued_on=self.issued_on, expires_on=self.expires_on, revoked_on=self.revoked_on)

    def is_in_force(self, day: date) -> bool:
        return self.status_on(day) is CertificateStatus.IN_FORCE


def status_on(day: date, *, issued_on: date, expires_on: date, revoked_on: date | None) -> CertificateStatus:
    """A certificate's status on a day, from its dates: lists carry plain rows."""
    if revoked_on is not None and revoked_on <= day:
        return CertificateStatus.REVOKED
    if day < issued_on:
        return CertificateStatus.UPCOMING
    return CertificateStatus.IN_FORCE if day <= expires_on else CertificateStatus.EXPIRED
