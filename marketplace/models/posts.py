from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.models.places import Place


class OfficeLevel(models.TextChoices):
    """Levels of the programme since 2025-07-01 (Decision 1489/QĐ-TTg): there is no district level any more."""

    MINISTRY = "MINISTRY", _("ministry")
    PROVINCE = "PROVINCE", _("province")
    COMMUNE = "COMMUNE", _("commune")


class Post(models.Model):
    """What makes a user an officer: a level of the programme and the place whose sellers they look after.

    The ministry looks after the whole country and names no place. An ended post stays, as the record of who could
    act when.
    """

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name=_("officer")
    )
    level = models.CharField(_("level"), max_length=8, choices=OfficeLevel.choices)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("place")
    )
    held_from = models.DateTimeField(_("held from"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("officer's post")
        verbose_name_plural = _("officers' posts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level=OfficeLevel.MINISTRY, place__isnull=True)
                | models.Q(level__in=("PROVINCE", "COMMUNE"), place__isnull=False),
                name="post_has_a_place_below_the_ministry",
            ),
            models.UniqueConstraint(
                fields=["officer", "place"],
                condition=models.Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="post_held_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["place"], condition=models.Q(ended_at__isnull=True), name="post_of_place")]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.place or '-'}"
