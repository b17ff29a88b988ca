"""The office's memory: the audit trail and the outbox. Officers see what concerns rows that are theirs to see."""

import json
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display
from unfold.paginator import InfinitePaginator

from marketplace.admin.deeds import ConfirmForm, deed_page, for_administrators
from marketplace.admin.filters import Deed, Delivery
from marketplace.admin.office import OfficeAdmin, viewer
from marketplace.audit_words import action_label
from marketplace.commands.retry_events import retry_events
from marketplace.models import AuditEntry, Notification, OutboxEvent


@admin.register(AuditEntry)
class AuditEntryAdmin(OfficeAdmin):
    """Of the sellers of the officer's place. What people do with their own accounts is for administrators."""

    place = "place"
    list_display = ("created_at", "actor", "deed", "subject", "object_name")
    list_filter = (Deed,)
    list_filter_submit = True
    list_select_related = ("actor",)
    search_fields = ("=object_id", "object_name", "actor__full_name", "actor__email", "request_id")
    ordering = ("-pk",)
    paginator = InfinitePaginator  # it only grows: nobody waits for its count
    fields = ("created_at", "actor", "deed", "subject", "object_name", "was", "became", "request_id")
    readonly_fields = fields

    def reach(self, request: HttpRequest) -> Q:
        return Q() if viewer(request).is_superuser else super().reach(request) & Q(place__isnull=False)

    @display(description=gettext_lazy("action"), ordering="action")
    def deed(self, entry: AuditEntry) -> str:
        return action_label(entry.action)

    @display(description=gettext_lazy("of what"))
    def subject(self, entry: AuditEntry) -> str:
        kinds = {model._meta.label_lower: model for model in admin.site._registry}
        return _link(kinds.get(entry.object_type), entry.object_type, entry.object_id)

    @display(description=gettext_lazy("before"))
    def was(self, entry: AuditEntry) -> SafeString:
        return _as_text(entry.before)

    @display(description=gettext_lazy("after"))
    def became(self, entry: AuditEntry) -> SafeString:
        return _as_text(entry.after)


@admin.register(OutboxEvent)
class OutboxEventAdmin(OfficeAdmin):
    """What happened, and whether its subscribers have heard of it."""

    list_display = ("created_at", "name", "subject", "attempts", "delivered_at", "failed_at")
    list_filter = (Delivery,)
    list_filter_submit = True
    search_fields = ("=aggregate_id", "name")
    ordering = ("-pk",)
    paginator = InfinitePaginator
    fields = (
        *("created_at", "name", "subject", "content", "attempts", "next_attempt_at"),
        *("delivered_at", "failed_at", "last_error"),
    )
    readonly_fields = ("subject", "content")
    actions_list = ("retry_all",)
    actions_detail = ("retry",)
    has_retry_permission = for_administrators

    def reach(self, request: HttpRequest) -> Q:
        if viewer(request).is_superuser:
            return Q()
        seen = Q(pk__in=[])
        for model, rows in rows_within_reach(request).items():
            seen |= Q(aggregate=model._meta.model_name, aggregate_id__in=rows)
        return seen

    def pointless_deeds(self, row: OutboxEvent) -> set[str]:
        return {"retry"} if row.failed_at is None else set()

    @display(description=gettext_lazy("of what"))
    def subject(self, event: OutboxEvent) -> str:
        kinds = {model._meta.model_name: model for model in admin.site._registry}
        return _link(kinds.get(event.aggregate), event.aggregate, event.aggregate_id)

    @display(description=gettext_lazy("content"))
    def content(self, event: OutboxEvent) -> SafeString:
        return _as_text(event.payload)

    @action(description=gettext_lazy("Deliver again"), url_path="retry", permissions=["retry"], icon="replay")
    def retry(self, request: HttpRequest, object_id: str) -> HttpResponse:
        event = self.row(request, object_id)
        do = partial(retry_events, actor=viewer(request), event_id=event.pk)
        title, done = _("Deliver again"), _("It will be delivered within seconds, or set aside again.")
        return deed_page(self, request, event, title=title, form_class=ConfirmForm, do=do, done=done)

    @action(
        description=gettext_lazy("Deliver all that were set aside"),
        url_path="retry-all",
        permissions=["retry"],
        icon="replay",
    )
    def retry_all(self, request: HttpRequest) -> HttpResponse:
        do = partial(retry_events, actor=viewer(request))
        title, done = _("Deliver all that were set aside"), _("They will be delivered soon, or set aside again.")
        return deed_page(self, request, None, title=title, form_class=ConfirmForm, do=do, done=done)


@admin.register(Notification)
class NotificationAdmin(OfficeAdmin):
    """Administrators alone: whom the shop told what, and what became of the mails."""

    list_display = ("created_at", "kind", "recipient", "read_at", "mail_state", "mail_attempts", "mail_due_at")
    list_filter = ("mail_state", "kind")
    list_select_related = ("recipient",)
    search_fields = ("recipient__full_name", "recipient__email", "=event")
    ordering = ("-pk",)
    fields = (*list_display, "event", "about_type", "about_id", "mailed_at", "mail_error")


def rows_within_reach(request: HttpRequest) -> dict[type[Model], QuerySet[Any]]:
    """Of every model whose rows belong to places: the keys of those that this officer can open in the office."""
    return {
        model: model._default_manager.filter(office.reach(request)).values("pk")
        for model, office in admin.site._registry.items()
        if isinstance(office, OfficeAdmin) and office.place is not None and office.has_view_permission(request)
    }


def _link(model: type[Model] | None, kind: str, pk: int) -> str:
    office = None if model is None else admin.site._registry.get(model)
    if model is None or not isinstance(office, OfficeAdmin):
        return f"{kind} {pk}"
    name = capfirst(str(model._meta.verbose_name))
    if office.place is None:  # not everybody who reads this may open it
        return f"{name} {pk}"
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])
    return format_html('<a class="text-primary-600 underline" href="{}">{} {}</a>', address, name, pk)


def _as_text(fields: dict[str, Any]) -> SafeString:
    return format_html('<pre class="whitespace-pre-wrap">{}</pre>', json.dumps(fields, ensure_ascii=False, indent=2))
