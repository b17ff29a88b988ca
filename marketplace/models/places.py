from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceLevel(models.TextChoices):
    PROVINCE = "PROVINCE", _("province")
    DISTRICT = "DISTRICT", _("district")
    COMMUNE = "COMMUNE", _("commune")


class Place(models.Model):
    """An administrative unit during one period. Reforms end units and name successors; rows are never reused.

    GSO codes changed after their first publication, so a place is known by its own id; the code is a fact
    about it. `valid_from` empty: since before our records. `valid_to` is the first day it no longer exists.
    """

    code = models.CharField(_("GSO code"), max_length=10)
    level = models.CharField(_("level"), max_length=8, choices=PlaceLevel.choices)
    kind = models.CharField(_("kind"), max_length=20, help_text=_("The type word before the name: tỉnh, huyện, xã…"))
    name = models.CharField(_("name"), max_length=100, help_text=_("Without the type word"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    successors = models.ManyToManyField(
        "self", through="PlaceSuccession", symmetrical=False, related_name="predecessors"
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(
                fields=["level", "code", "valid_from"], nulls_distinct=False, name="place_code_once_a_period"
            ),
            models.CheckConstraint(condition=models.Q(level__in=PlaceLevel.values), name="place_level_is_known"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="place_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["level", "name"], name="place_level_name")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class PlaceSuccession(models.Model):
    """`place` ended and `successor` took over its ground, or a part of it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    successor = models.ForeignKey(Place, models.CASCADE, related_name="+")
    is_partial = models.BooleanField(_("a part of it only"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "successor"], name="place_succession_once")]


class PlaceCover(models.Model):
    """Derived: who asks for `place` means goods of `covered` too.

    That is the place itself, all below it, all that it succeeded, and all below those: "Ninh Bình" finds
    what was registered in the old Nam Định. Rebuilt by `load_places`.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    covered = models.ForeignKey(Place, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "covered"], name="place_cover_once")]
