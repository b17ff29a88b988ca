from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.models.places import Place


class AuditEntry(models.Model):
    """Who did what to what and when, with the fields before and after. Rows are added, never changed.

    `scope` is the aggregate whose people may read it (a seller, or a user), as `marketplace.audit_scopes` finds it;
    `place` is where that was on the day, for the officers who look after it.
    """

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    action = models.CharField(_("deed"), max_length=60)
    object_type = models.CharField(_("kind of object"), max_length=60)
    object_id = models.BigIntegerField(_("its number"))
    object_name = models.CharField(_("its name"), max_length=200, blank=True)
    scope_type = models.CharField(_("kind of owner"), max_length=60, blank=True)
    scope_id = models.BigIntegerField(_("the owner's number"), null=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("place")
    )
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    request_id = models.CharField(_("request"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="audit_object"),
            models.Index(fields=["actor", "id"], name="audit_actor"),
            models.Index(fields=["scope_type", "scope_id", "id"], name="audit_scope"),
            models.Index(fields=["place", "id"], condition=models.Q(place__isnull=False), name="audit_place"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type}:{self.object_id}"
