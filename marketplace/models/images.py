from django.db import models
from django.utils.translation import gettext_lazy as _


class Image(models.Model):
    """A picture that was decoded, turned upright, stripped of metadata and re-encoded by us.

    Files live below MEDIA_ROOT under names made from `digest` alone (see marketplace/images.py), so that an
    upload's own name never reaches the disk. `renditions` says which widths (px) exist by format, e.g.
    {"webp": [320, 640], "avif": [320]}; the list grows as the background job makes them.
    """

    digest = models.CharField(
        _("digest"), max_length=64, unique=True, help_text=_("SHA-256 of the cleaned original, hex")
    )
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    byte_count = models.PositiveIntegerField(_("bytes"))
    renditions = models.JSONField(_("renditions"), default=dict)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(condition=models.Q(width__gt=0, height__gt=0), name="image_has_a_size"),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:12]} {self.width}×{self.height}"
