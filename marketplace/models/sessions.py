from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from marketplace.models.users import User

IDLE = timedelta(days=30)  # a device that was not seen for so long has to sign in again
LONGEST = timedelta(days=90)  # and every device after this


class SessionKind(models.TextChoices):
    WEB = "WEB", _("web browser")
    API = "API", _("app")


class EndReason(models.TextChoices):
    SIGNED_OUT = "SIGNED_OUT", _("signed out")
    SIGNED_OUT_ELSEWHERE = "SIGNED_OUT_ELSEWHERE", _("signed out from another device")
    PASSWORD_CHANGED = "PASSWORD_CHANGED", _("the password was changed")
    TOKEN_REUSED = "TOKEN_REUSED", _("a used token came back")
    EXPIRED = "EXPIRED", _("expired")


class Session(models.Model):
    """A device's sign-in: a browser by its cookie, or an app by its tokens. It ends once, with a reason.

    `password_stamp` (an HMAC of the password's hash) ties it to the password of that day: whoever changes that, by
    whatever way, ends the session.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sessions")
    kind = models.CharField(max_length=3, choices=SessionKind.choices)
    label = models.CharField(_("device"), max_length=80, blank=True)
    address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    password_stamp = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, end_reason="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(end_reason="")),
                name="session_ends_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "-last_seen_at", "-id"],
                condition=models.Q(ended_at__isnull=True),
                name="session_devices",
            ),
            models.Index(fields=["expires_at"], name="session_expires"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"

    def is_live(self, now: datetime) -> bool:
        """Whether it signs its user in. Asks no database, when the user is there already."""
        has_time = self.ended_at is None and now < self.expires_at and now < self.last_seen_at + IDLE
        return has_time and self.user.is_active and self._has_password_of(self.user)

    def _has_password_of(self, user: User) -> bool:
        """Also under an earlier SECRET_KEY that is still listed in SECRET_KEY_FALLBACKS."""
        stamps = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
        return any(constant_time_compare(self.password_stamp, stamp) for stamp in stamps)


class RefreshToken(models.Model):
    """One link of a session's chain of tokens: used once, for the next one. Only its SHA-256 is kept.

    Used ones stay until they would have expired, so that one that comes back is recognised.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="refresh_tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="refresh_token_expires")]

    def __str__(self) -> str:
        return f"{self.digest[:12]} of session {self.session_id}"
