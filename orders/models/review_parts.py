from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.models import Image
from orders.models.reviews import Review

MOST_PHOTOS = 5
LONGEST_NOTE = 500


class ReviewPhoto(models.Model):
    """A buyer's picture. Shoppers see it once all of its renditions are made."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="photos")
    image = models.ForeignKey(Image, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("photo of a review")
        verbose_name_plural = _("photos of reviews")
        constraints = [
            models.UniqueConstraint(fields=["review", "image"], name="review_photo_once"),
            # Together these two hold the number of photos.
            models.UniqueConstraint(fields=["review", "position"], name="review_photo_has_its_place"),
            models.CheckConstraint(
                condition=models.Q(position__range=(1, MOST_PHOTOS)), name="review_photo_one_of_five"
            ),
        ]

    def __str__(self) -> str:
        return f"photo {self.position} of review {self.review_id}"


class ReviewGround(models.TextChoices):
    """Why a review may be reported, and hidden. That it is bad for the shop is none."""

    SPAM = "SPAM", _("advertising or spam")
    OFFENSIVE = "OFFENSIVE", _("insulting or obscene")
    PERSONAL_DATA = "PERSONAL_DATA", _("shows somebody's personal data")
    OFF_TOPIC = "OFF_TOPIC", _("not about the product")
    FAKE = "FAKE", _("not a real experience")
    ILLEGAL = "ILLEGAL", _("against the law")


class ReviewReport(models.Model):
    """Somebody thinks that a review should not stand there. Who said so is the office's to know, never the shop's."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ground = models.CharField(_("ground"), max_length=14, choices=ReviewGround.choices)
    note = models.CharField(_("note"), max_length=LONGEST_NOTE, blank=True)
    reported_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("report of a review")
        verbose_name_plural = _("reports of reviews")
        constraints = [
            models.UniqueConstraint(fields=["review", "reporter"], name="review_report_once_a_person"),
            models.CheckConstraint(
                condition=models.Q(ground__in=ReviewGround.values), name="review_report_ground_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["review"], condition=models.Q(settled_at__isnull=True), name="review_report_open")
        ]

    def __str__(self) -> str:
        return f"{self.ground}: review {self.review_id}"
