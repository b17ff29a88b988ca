from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sellers.models.sellers import Seller


class Follow(models.Model):
    """Somebody wants to know what is new at a shop. `told_at`: when they were told last."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seller = models.ForeignKey(Seller, models.CASCADE, related_name="+")
    followed_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("followed shop")
        verbose_name_plural = _("followed shops")
        constraints = [models.UniqueConstraint(fields=["user", "seller"], name="follow_once")]
        indexes = [models.Index(fields=["user", "-id"], name="follow_latest")]

    def __str__(self) -> str:
        return f"shop {self.seller_id} by user {self.user_id}"


class Following(models.Model):
    """How many follow a shop. Beside the shop's row, which many kept answers are made of."""

    seller = models.OneToOneField(Seller, models.CASCADE, primary_key=True, related_name="following")
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count} follow shop {self.pk}"
