from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sellers.models.members import Role
from sellers.models.sellers import Seller


class Invitation(models.Model):
    """Asks somebody, by mail or text message, to work for a seller. Whoever holds its code may accept it, once.

    The code itself is stored nowhere: `sellers.invitation_codes` makes it of the seed with the server's key, so that
    a copy of the database opens no shop. Sending again changes seed and code.
    """

    seller = models.ForeignKey(Seller, models.CASCADE, related_name="invitations", verbose_name=_("seller"))
    role = models.CharField(_("role"), max_length=8, choices=Role.choices)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=16, blank=True, help_text="E.164")
    seed = models.CharField(max_length=32)
    code_digest = models.CharField(max_length=64, unique=True, help_text=_("SHA-256 of the code in force, hex"))
    sent_count = models.PositiveSmallIntegerField(_("times sent"), default=1)
    sent_at = models.DateTimeField(_("last sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invitation_role_is_known"),
            models.CheckConstraint(
                condition=models.Q(email="") ^ models.Q(phone=""), name="invitation_has_one_address"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="invitation_ends_once",
            ),
            models.UniqueConstraint(
                fields=["seller", "email", "phone"],
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.seller_id}"

    @property
    def address(self) -> str:
        return self.email or self.phone

    @property
    def is_open(self) -> bool:
        """Neither accepted nor revoked. It may have expired: sending it again gives it another week."""
        return self.accepted_at is None and self.revoked_at is None
