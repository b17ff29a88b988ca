"""What officers narrow their lists by; the state of today is held by no column."""

from datetime import timedelta
from typing import Any

from django.contrib.admin import RelatedOnlyFieldListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter, RelatedDropdownFilter

from catalog.models import CertificateStatus
from marketplace.clock import today

EXPIRING = "EXPIRING"
SOON = timedelta(days=60)
STARS = [(str(count), "★" * count) for count in (3, 4, 5)]


class CertificateState(DropdownFilter):
    title = _("state today")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*CertificateStatus.choices, (EXPIRING, _("ends within 60 days"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset if self.value() is None else queryset.filter(in_state(str(self.value())))


def in_state(state: str) -> Q:
    """As `catalog.certification.models.status_on` has it, for rows."""
    day = today()
    revoked = Q(revoked_on__isnull=False, revoked_on__lte=day)
    begun = ~revoked & Q(issued_on__lte=day)
    match state:
        case CertificateStatus.REVOKED:
            return revoked
        case CertificateStatus.EXPIRED:
            return ~revoked & Q(expires_on__lt=day)
        case CertificateStatus.IN_FORCE:
            return begun & Q(expires_on__gte=day)
        case "EXPIRING":
            return begun & Q(expires_on__gte=day, expires_on__lte=day + SOON)
    return ~revoked & Q(issued_on__gt=day)


class IsCertified(DropdownFilter):
    title = _("certified today")
    parameter_name = "certified"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("yes")), ("0", _("no"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        certified = Q(listing__certified_until__gte=today())
        match self.value():
            case "1":
                return queryset.filter(certified)
            case "0":
                never = Q(listing__isnull=True) | Q(listing__certified_until__isnull=True)
                return queryset.filter(never | ~certified)
        return queryset


class Stars(DropdownFilter):
    title = _("stars")
    parameter_name = "stars"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return STARS

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(stars=self.value()) if self.value() in dict(STARS) else queryset


class UsedGroup(RelatedDropdownFilter, RelatedOnlyFieldListFilter):
    """Groups that have products at all: the others would fill the list."""
