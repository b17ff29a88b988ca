"""What the office looks up: places, posts, the audit trail, events and pictures."""

import json
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from marketplace.admin.office import OfficeAdmin, viewer
from marketplace.audit_words import action_label, object_label
from marketplace.images.links import image_url
from marketplace.models import AuditEntry, Image, OutboxEvent, Place, Post


@admin.register(Place)
class PlaceAdmin(OfficeAdmin):
    list_display = ("__str__", "level", "code", "parent", "valid_from", "valid_to")
    list_filter = ("level",)
    list_select_related = ("parent",)
    folded_search = "name"
    search_fields = ("name", "code")
    ordering = ("level", "code", "pk")


@admin.register(Post)
class PostAdmin(OfficeAdmin):
    """Administrators alone; posts are given and ended through the API (`appointOfficer`, `endPost`)."""

    list_display = ("officer", "level", "place", "held_from", "ended_at")
    list_filter = ("level", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("officer", "place")
    search_fields = ("officer__full_name", "officer__email", "place__name")
    ordering = ("-held_from", "-pk")


@admin.register(AuditEntry)
class AuditEntryAdmin(OfficeAdmin):
    """Of the sellers of the officer's place. What people do with their own accounts is for administrators."""

    place = "place"
    list_display = ("created_at", "actor", "deed", "thing", "object_name")
    list_filter = ("action",)
    list_select_related = ("actor",)
    search_fields = ("=object_id", "object_name", "actor__full_name", "actor__email", "request_id")
    ordering = ("-pk",)
    fields = ("created_at", "actor", "deed", "thing", "object_name", "object_id", "was", "became", "request_id")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        rows: QuerySet[AuditEntry] = super().get_queryset(request)
        return rows if viewer(request).is_superuser else rows.filter(place__isnull=False)

    @display(description=gettext_lazy("action"), ordering="action")
    def deed(self, entry: AuditEntry) -> str:
        return action_label(entry.action)

    @display(description=gettext_lazy("object"), ordering="object_type")
    def thing(self, entry: AuditEntry) -> str:
        return object_label(entry.object_type)

    @display(description=gettext_lazy("before"))
    def was(self, entry: AuditEntry) -> SafeString:
        return _as_text(entry.before)

    @display(description=gettext_lazy("after"))
    def became(self, entry: AuditEntry) -> SafeString:
        return _as_text(entry.after)


@admin.register(OutboxEvent)
class OutboxEventAdmin(OfficeAdmin):
    """What happened, and whether its subscribers have heard of it."""

    list_display = ("created_at", "name", "aggregate", "aggregate_id", "attempts", "delivered_at", "failed_at")
    list_filter = ("name", ("delivered_at", admin.EmptyFieldListFilter), ("failed_at", admin.EmptyFieldListFilter))
    search_fields = ("=aggregate_id", "name")
    ordering = ("-pk",)


@admin.register(Image)
class ImageAdmin(OfficeAdmin):
    list_display = ("digest", "width", "height", "byte_count", "created_at")
    search_fields = ("digest",)
    ordering = ("-pk",)
    fields = ("picture", "digest", "width", "height", "byte_count", "renditions", "created_at")
    readonly_fields = ("picture",)

    @display(description=gettext_lazy("picture"))
    def picture(self, image: Image) -> SafeString:
        return format_html('<img src="{}" alt="" width="320">', image_url(image.digest, image.renditions, width=320))


def _as_text(fields: dict[str, Any]) -> SafeString:
    return format_html("<pre>{}</pre>", json.dumps(fields, ensure_ascii=False, indent=2))
