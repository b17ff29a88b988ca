from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from livestreams.models.sessions import Channel, Host, Livestream

MOST_PRODUCTS = 20


class SalesLink(models.Model):
    """A short address that sells: of a session, and as it may be of one channel, one host, one product or a few.

    `product_ids`: of its line-up, in the order in which they are shown; none means the session itself.
    """

    code = models.CharField(max_length=12, unique=True)
    livestream = models.ForeignKey(Livestream, models.CASCADE, related_name="links")
    channel = models.ForeignKey(Channel, models.SET_NULL, null=True, related_name="+")
    host = models.ForeignKey(Host, models.SET_NULL, null=True, related_name="+")
    product_ids = ArrayField(models.BigIntegerField(), default=list, size=MOST_PRODUCTS)
    label = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sales link")
        verbose_name_plural = _("sales links")
        indexes = [models.Index(fields=["livestream", "-id"], name="sales_link_latest")]

    def __str__(self) -> str:
        return self.code


class LinkVisit(models.Model):
    """How often a link was opened on a day of Vietnam, by people: programs that say what they are do not count."""

    link = models.ForeignKey(SalesLink, models.CASCADE, related_name="visits")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("visits of a sales link")
        verbose_name_plural = _("visits of sales links")
        constraints = [models.UniqueConstraint(fields=["link", "day"], name="link_visit_once_a_day")]

    def __str__(self) -> str:
        return f"{self.count} of link {self.link_id} on {self.day}"
