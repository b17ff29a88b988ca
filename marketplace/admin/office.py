"""The base of all pages of the office: they show, and every write is a deed that calls a command (see deeds.py)."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin

from marketplace.commands.authority import jurisdiction
from marketplace.models import User
from marketplace.sorting import SortKey
from marketplace.vietnamese import folded


class OfficeAdmin(ModelAdmin):
    """Rows of the officer's own place; nothing is added, changed or deleted but by deeds.

    `place`: the path from a row to the place that decides who looks after it; None: all officers see all.
    `folded_search`: the path to a name that is found without its accents too.
    """

    place: str | None = None
    folded_search: str | None = None
    list_per_page = 50
    show_full_result_count = False
    list_fullwidth = True
    show_facets = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.filter(self.reach(request))

    def reach(self, request: HttpRequest) -> Q:
        """The rows that are this officer's to see."""
        return Q() if self.place is None else jurisdiction(viewer(request), place=self.place)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, has_duplicates = super().get_search_results(request, queryset, search_term)
        if self.folded_search and search_term:
            words = [Q(plain_name__contains=word) for word in folded(search_term).split()]
            found |= queryset.alias(plain_name=SortKey(self.folded_search)).filter(*words)
        return found, has_duplicates

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        pointless = {deed_address(self, obj, name) for name in self.pointless_deeds(obj)}
        buttons = context.get("actions_detail", [])
        context["actions_detail"] = [button for button in buttons if button["path"] not in pointless]
        answer: HttpResponse = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        return answer

    def pointless_deeds(self, row: Any) -> set[str]:
        """Deeds that the row, as it stands, has no use for: their buttons are not shown."""
        return set()

    def row(self, request: HttpRequest, object_id: str) -> Any:
        """The row of a deed. Raises PermissionDenied for what is not this officer's, or not there."""
        found = self.get_object(request, object_id)
        if found is None:
            raise PermissionDenied
        return found


class ShownInline:
    """For inlines: rows that are shown beside their owner."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True  # of an owner that is shown


def viewer(request: HttpRequest) -> User:
    """The officer. The office lets nobody else in."""
    user: Any = request.user
    if isinstance(user, AnonymousUser):
        raise PermissionDenied(_("Please sign in first."))
    return user  # type: ignore[no-any-return]


def deed_address(admin: OfficeAdmin, row: Any, deed: str) -> str:
    """Also of the row's own page: Django calls that deed "change"."""
    options = admin.model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{deed}", args=[row.pk])


def list_address(admin: OfficeAdmin) -> str:
    options = admin.model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
