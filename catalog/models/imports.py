import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sellers.models import Seller


class ImportStatus(models.TextChoices):
    """WAITING, CHECKING, CHECKED or FAULTY; CHECKED, APPLYING, DONE. CANCELLED and FAILED from any but DONE."""

    WAITING = "WAITING", _("waiting")
    CHECKING = "CHECKING", _("being checked")
    CHECKED = "CHECKED", _("checked, may be applied")
    FAULTY = "FAULTY", _("has errors")
    APPLYING = "APPLYING", _("being applied")
    DONE = "DONE", _("done")
    CANCELLED = "CANCELLED", _("cancelled")
    FAILED = "FAILED", _("failed")


RUNNING = (ImportStatus.WAITING, ImportStatus.CHECKING, ImportStatus.APPLYING)


class ImportJob(models.Model):
    """A seller's spreadsheet on its way into the catalogue: checked as a whole, then applied in batches.

    `processed` rows of `total` are behind us; it moves in the transaction that wrote them, so that whoever goes on
    after a crash writes none twice. The file lies in the private storage under `key`, until it is purged.
    """

    seller = models.ForeignKey(Seller, models.CASCADE, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    file_name = models.CharField(max_length=120, help_text=_("As it was sent; shown, never used as a path"))
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the file, hex"))
    language = models.CharField(max_length=2, default="vi", help_text=_("Of the messages"))
    status = models.CharField(max_length=10, choices=ImportStatus.choices, default=ImportStatus.WAITING)
    applies_at_once = models.BooleanField(default=False, help_text=_("When the check finds nothing wrong"))
    ignored_columns = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    processed = models.PositiveIntegerField(default=0)
    created_count = models.PositiveIntegerField(default=0)
    updated_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    error_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, help_text=_("When it last got on"))
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=ImportStatus.values), name="import_status_is_known"),
            models.CheckConstraint(
                condition=models.Q(processed__lte=models.F("total")), name="import_processed_within_total"
            ),
            # Two at once would fight over the same products; the second waits its turn with the seller.
            models.UniqueConstraint(
                fields=["seller"], condition=models.Q(status__in=RUNNING), name="import_one_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["seller", "-id"], name="import_of_seller"),
            models.Index(fields=["touched_at"], condition=models.Q(status__in=RUNNING), name="import_running"),
        ]

    def __str__(self) -> str:
        return f"import {self.pk} of {self.seller_id}: {self.status}"


class ImportFault(models.Model):
    """What is wrong in one cell, told in the language of the job's sender."""

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="faults")
    line = models.PositiveIntegerField(help_text=_("As the spreadsheet program counts; the header is line 1"))
    column = models.CharField(max_length=200, blank=True, help_text=_("Header of the column; empty: the whole row"))
    code = models.CharField(max_length=40)
    message = models.CharField(max_length=500)

    class Meta:
        verbose_name = _("import fault")
        verbose_name_plural = _("import faults")
        indexes = [models.Index(fields=["job", "line", "id"], name="import_fault_of_job")]

    def __str__(self) -> str:
        return f"{self.line} {self.column}: {self.message}"
