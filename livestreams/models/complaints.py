from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from livestreams.models.sessions import Livestream

LONGEST_NOTE = 1_000


class ComplaintGround(models.TextChoices):
    FALSE_CLAIM = "FALSE_CLAIM", _("says something false of the goods")
    PRICE = "PRICE", _("price or deal not kept")
    COUNTERFEIT = "COUNTERFEIT", _("counterfeit or forbidden goods")
    CONDUCT = "CONDUCT", _("insulting or obscene")
    PERSONAL_DATA = "PERSONAL_DATA", _("shows somebody's personal data")
    OTHER = "OTHER", _("something else")


class Complaint(models.Model):
    """During a session or after it, to the office. Who complains is the office's to know, never the shop's."""

    livestream = models.ForeignKey(Livestream, models.CASCADE, related_name="complaints")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ground = models.CharField(max_length=14, choices=ComplaintGround.choices)
    note = models.TextField(max_length=LONGEST_NOTE)
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        verbose_name = _("complaint about a livestream")
        verbose_name_plural = _("complaints about livestreams")
        constraints = [
            models.UniqueConstraint(
                fields=["livestream", "reporter"], condition=Q(settled_at=None), name="complaint_one_is_open"
            ),
            models.CheckConstraint(condition=Q(ground__in=ComplaintGround.values), name="complaint_ground_is_known"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(settled_at=None), name="complaint_open")]

    def __str__(self) -> str:
        return f"{self.ground}: livestream {self.livestream_id}"
