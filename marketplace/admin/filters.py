from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from marketplace.models import PlaceCover


class WithinPlace(AutocompleteSelectFilter):
    """Rows of the place and of all that it covers, as shoppers mean it: Ninh Bình has Nam Định's goods too."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if not chosen:
            return queryset
        if not (chosen.isascii() and chosen.isdigit()):
            raise IncorrectLookupParameters
        covered = PlaceCover.objects.filter(place=chosen).values("covered")
        within = Q(**{self.field_path: chosen}) | Q(**{f"{self.field_path}__in": covered})
        return queryset.filter(within)
