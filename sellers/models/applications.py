from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sellers.models.sellers import Seller


class ApplicationStatus(models.TextChoices):
    """DRAFT and MORE_NEEDED wait for the applicant, SUBMITTED for the office; the other three are the end."""

    DRAFT = "DRAFT", _("draft")
    SUBMITTED = "SUBMITTED", _("submitted")
    MORE_NEEDED = "MORE_NEEDED", _("more needed")
    APPROVED = "APPROVED", _("approved")
    REFUSED = "REFUSED", _("refused")
    WITHDRAWN = "WITHDRAWN", _("withdrawn")


DECIDED = (ApplicationStatus.APPROVED, ApplicationStatus.REFUSED)
WITH_THE_APPLICANT = (ApplicationStatus.DRAFT, ApplicationStatus.MORE_NEEDED)
OPEN = (*WITH_THE_APPLICANT, ApplicationStatus.SUBMITTED)


class Application(models.Model):
    """A producer's wish to sell here, and what became of it. What it says about the shop stands in its Seller."""

    seller = models.OneToOneField(Seller, models.PROTECT, related_name="application", verbose_name=_("seller"))
    status = models.CharField(
        _("status"), max_length=11, choices=ApplicationStatus.choices, default=ApplicationStatus.DRAFT
    )
    version = models.PositiveIntegerField(default=1, help_text=_("Counts the edits, so that none is overwritten"))
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications", verbose_name=_("applicant")
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.CharField(_("reason"), max_length=1000, blank=True, help_text=_("Of the office's last answer"))

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ApplicationStatus.values), name="application_status_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=DECIDED, decided_at__isnull=False, decided_by__isnull=False)
                | (~models.Q(status__in=DECIDED) & models.Q(decided_at__isnull=True, decided_by__isnull=True)),
                name="application_decision_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=("MORE_NEEDED", "REFUSED"), reason=""),
                name="application_no_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["submitted_at", "id"],
                condition=models.Q(submitted_at__isnull=False),
                name="application_queue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.seller_id}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class StepKind(models.TextChoices):
    SUBMITTED = "SUBMITTED", _("submitted")
    MORE_NEEDED = "MORE_NEEDED", _("more needed")
    APPROVED = "APPROVED", _("approved")
    REFUSED = "REFUSED", _("refused")
    WITHDRAWN = "WITHDRAWN", _("withdrawn")
    COMMENT = "COMMENT", _("comment")


class ApplicationStep(models.Model):
    """What happened to an application, and why. Comments are the office's own: the applicant does not see them."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=11, choices=StepKind.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.CharField(max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=StepKind.values), name="application_step_kind_is_known"
            )
        ]
        indexes = [models.Index(fields=["application", "id"], name="application_steps")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.application_id}"
