import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_ATTEMPTS = 5


class CodePurpose(models.TextChoices):
    REGISTER = "REGISTER", _("register")
    SIGN_IN = "SIGN_IN", _("sign in")
    RESET_PASSWORD = "RESET_PASSWORD", _("set a new password")
    VERIFY_EMAIL = "VERIFY_EMAIL", _("confirm the email address")
    NEW_CONTACT = "NEW_CONTACT", _("confirm the new address or number")
    CONTACT_CHANGE = "CONTACT_CHANGE", _("allow the change of address or number")
    ERASE_ACCOUNT = "ERASE_ACCOUNT", _("delete the account")


def new_seed() -> str:
    return secrets.token_hex(16)


class OneTimeCode(models.Model):
    """Six digits that were, or will be, sent to somebody. They are not here: HMAC(the server's key, seed) makes them
    again for whoever sends or checks them, so that neither this table nor the queue gives them away.

    `user` is empty where nobody has that address: then nothing is sent, and all else goes on as for everybody.
    """

    purpose = models.CharField(max_length=20, choices=CodePurpose.choices)
    recipient = models.CharField(max_length=254)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    seed = models.CharField(max_length=32, default=new_seed)
    language = models.CharField(max_length=2)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(attempts__lte=MOST_ATTEMPTS), name="code_has_few_attempts"),
        ]
        indexes = [
            models.Index(fields=["recipient", "purpose", "-id"], name="code_newest"),
            models.Index(fields=["created_at"], name="code_created"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} #{self.pk}"
