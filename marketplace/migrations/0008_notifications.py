import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("marketplace", "0007_audit_scopes"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailOptOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "kind"), name="mail_opt_out_once")],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.BigIntegerField(verbose_name="event")),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("about_type", models.CharField(max_length=40, verbose_name="about")),
                ("about_id", models.BigIntegerField(verbose_name="its number")),
                ("params", models.JSONField(default=dict, verbose_name="details")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                (
                    "mail_state",
                    models.CharField(
                        choices=[
                            ("NONE", "no mail"),
                            ("WAITING", "waits"),
                            ("SENDING", "is being sent"),
                            ("SENT", "sent"),
                            ("FAILED", "failed"),
                            ("UNKNOWN", "may have been sent"),
                        ],
                        default="NONE",
                        max_length=7,
                        verbose_name="mail",
                    ),
                ),
                ("mail_attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("mail_due_at", models.DateTimeField(blank=True, null=True, verbose_name="next attempt")),
                ("mailed_at", models.DateTimeField(blank=True, null=True, verbose_name="mailed")),
                ("mail_error", models.CharField(blank=True, max_length=300, verbose_name="last error")),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recipient",
                    ),
                ),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "indexes": [
                    models.Index(fields=["recipient", "-id"], name="notification_list"),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["recipient", "-id"],
                        name="notification_unread",
                    ),
                    models.Index(
                        condition=models.Q(("mail_state", "WAITING")),
                        fields=["mail_due_at", "id"],
                        name="notification_mail_due",
                    ),
                    models.Index(fields=["created_at"], name="notification_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("recipient", "event"), name="notification_once_an_event"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mail_state__in", ["NONE", "WAITING", "SENDING", "SENT", "FAILED", "UNKNOWN"])
                        ),
                        name="notification_mail_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mail_due_at__isnull", True), ("mail_state", "WAITING"), _negated=True),
                        name="notification_waiting_mail_is_due",
                    ),
                ],
            },
        ),
    ]
