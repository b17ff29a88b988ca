from django.db import models


class Throttle(models.Model):
    """How often something was tried lately, by an account or from an address, and when it may be tried again.

    `key` is an HMAC: the table names nobody. `level` counts tries, less those that time has forgiven by `updated_at`.
    """

    key = models.CharField(max_length=64, unique=True)
    level = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    blocked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["updated_at"], name="throttle_updated")]

    def __str__(self) -> str:
        return f"{self.key[:12]} {self.level}"
