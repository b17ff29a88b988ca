from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sellers.models.sellers import Seller


class Role(models.TextChoices):
    OWNER = "OWNER", _("owner")
    MANAGER = "MANAGER", _("manager")
    STAFF = "STAFF", _("staff")


class Member(models.Model):
    """A user who works for a seller. What each role may do stands in `sellers.rights`."""

    seller = models.ForeignKey(Seller, models.CASCADE, related_name="members", verbose_name=_("seller"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=8, choices=Role.choices)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(fields=["seller", "user"], name="member_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="member_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} of {self.seller_id}"
