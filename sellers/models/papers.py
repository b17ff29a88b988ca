from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sellers.models.sellers import Seller


class PaperKind(models.TextChoices):
    """Which of them a seller needs stands in sellers/data/requirements.csv, by legal form, goods and day."""

    IDENTITY = "IDENTITY", _("Identity card")
    REGISTRATION = "REGISTRATION", _("Business registration")
    REPRESENTATIVE = "REPRESENTATIVE", _("Appointment of the legal representative")
    COOPERATION_CONTRACT = "COOPERATION_CONTRACT", _("Co-operation contract of the group")
    FOOD_SAFETY = "FOOD_SAFETY", _("Food-safety certificate")
    PRODUCT_DECLARATION = "PRODUCT_DECLARATION", _("Self-declaration of products")
    ALCOHOL_LICENCE = "ALCOHOL_LICENCE", _("Licence for alcohol")
    OTHER = "OTHER", _("Other paper")


class PaperStatus(models.TextChoices):
    WAITING = "WAITING", _("waits for the office")
    ACCEPTED = "ACCEPTED", _("accepted")
    REJECTED = "REJECTED", _("rejected")


class Paper(models.Model):
    """A private document of a seller. Its file has no public address: see `sellers.downloads`.

    A new upload takes the place of the last one that was not accepted; an accepted paper stays in force until the
    office accepts its successor. Rows and files that were replaced are kept, as what was decided upon.
    """

    seller = models.ForeignKey(Seller, models.PROTECT, related_name="papers", verbose_name=_("seller"))
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind.choices)
    status = models.CharField(_("status"), max_length=8, choices=PaperStatus.choices, default=PaperStatus.WAITING)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True, help_text=_("The last day in force"))
    stored_name = models.CharField(max_length=120, unique=True, help_text=_("Ours, never the upload's own name"))
    media_type = models.CharField(max_length=20)
    byte_count = models.PositiveIntegerField(_("bytes"))
    page_count = models.PositiveSmallIntegerField(_("pages"))
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the stored file, hex"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True)
    warned_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("The last warning sent: 30 or 7 days ahead, 0 for expired")
    )

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=PaperKind.values), name="paper_kind_is_known"),
            models.CheckConstraint(condition=models.Q(status__in=PaperStatus.values), name="paper_status_is_known"),
            models.CheckConstraint(
                condition=~models.Q(status="REJECTED", reason=""), name="paper_rejection_has_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_on__isnull=True)
                | models.Q(issued_on__isnull=True)
                | models.Q(expires_on__gte=models.F("issued_on")),
                name="paper_expires_after_its_issue",
            ),
            models.UniqueConstraint(
                fields=["seller", "kind"],
                condition=models.Q(replaced_at__isnull=True, status="ACCEPTED"),
                name="paper_accepted_once",
            ),
            models.UniqueConstraint(
                fields=["seller", "kind"],
                condition=models.Q(replaced_at__isnull=True, status__in=("WAITING", "REJECTED")),
                name="paper_offered_once",
            ),
        ]
        indexes = [
            models.Index(fields=["seller", "id"], name="papers_of_seller"),
            models.Index(
                fields=["expires_on"],
                condition=models.Q(replaced_at__isnull=True, status="ACCEPTED"),
                name="paper_expiry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.seller_id}"

    def is_expired(self, day: date) -> bool:
        return self.expires_on is not None and self.expires_on < day
