from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """Where the mail of a notification stands. One in SENDING whose worker died stays there: it is never sent twice,
    and what it says stands in the list of the account in any case."""

    NONE = "NONE", _("no mail")
    WAITING = "WAITING", _("waits")
    SENDING = "SENDING", _("is being sent")
    SENT = "SENT", _("sent")
    FAILED = "FAILED", _("failed")
    UNKNOWN = "UNKNOWN", _("may have been sent")


class Notification(models.Model):
    """Something that happened, told to one person. What it says is made of `kind` and `params` when it is read.

    `event` is the number of the outbox's event: nobody is told of one event twice.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications", verbose_name=_("recipient")
    )
    event = models.BigIntegerField(_("event"))
    kind = models.CharField(_("kind"), max_length=60)
    about_type = models.CharField(_("about"), max_length=40)
    about_id = models.BigIntegerField(_("its number"))
    params = models.JSONField(_("details"), default=dict)
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mail_state = models.CharField(_("mail"), max_length=7, choices=MailState.choices, default=MailState.NONE)
    mail_attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    mail_due_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    mail_error = models.CharField(_("last error"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(fields=["recipient", "event"], name="notification_once_an_event"),
            models.CheckConstraint(
                condition=models.Q(mail_state__in=MailState.values), name="notification_mail_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(mail_state="WAITING", mail_due_at__isnull=True),
                name="notification_waiting_mail_is_due",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notification_list"),
            models.Index(
                fields=["recipient", "-id"], condition=models.Q(read_at__isnull=True), name="notification_unread"
            ),
            models.Index(
                fields=["mail_due_at", "id"], condition=models.Q(mail_state="WAITING"), name="notification_mail_due"
            ),
            models.Index(fields=["created_at"], name="notification_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class MailOptOut(models.Model):
    """A kind of notice that somebody does not want by mail. In the account's list it still stands."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="mail_opt_out_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"
