from typing import Any

from django.conf import settings
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import AutocompleteSelectFilter, DropdownFilter

from marketplace.models import PlaceCover

LARGEST_ID = 2**63 - 1


class WithinPlace(AutocompleteSelectFilter):
    """Rows of the place and of all that it covers, as shoppers mean it: Ninh Bình has Nam Định's goods too."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if not chosen:
            return queryset
        if not (chosen.isascii() and chosen.isdigit() and int(chosen) <= LARGEST_ID):
            raise IncorrectLookupParameters
        covered = PlaceCover.objects.filter(place=chosen).values("covered")
        within = Q(**{self.field_path: chosen}) | Q(**{f"{self.field_path}__in": covered})
        return queryset.filter(within)


class Deed(DropdownFilter):
    title = _("deed")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(import_string(settings.AUDIT_ACTIONS).items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(action=self.value()) if self.value() else queryset


class Delivery(DropdownFilter):
    """Of events: what is still to come, and what an administrator has to look at."""

    title = _("delivery")
    parameter_name = "delivery"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("waits")), ("failed", _("set aside")), ("done", _("delivered"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "waiting":
                return queryset.filter(delivered_at__isnull=True, failed_at__isnull=True)
            case "failed":
                return queryset.filter(failed_at__isnull=False)
            case "done":
                return queryset.filter(delivered_at__isnull=False)
        return queryset
