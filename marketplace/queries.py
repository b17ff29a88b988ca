"""Reads of the ground: places as they are, as they were, and what became of them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from marketplace.clock import today
from marketplace.errors import DomainError, ErrorCode, NotFound
from marketplace.models import Place, PlaceLevel, PlaceSuccession
from marketplace.place_data import KINDS
from marketplace.vietnamese import normalised


class AmbiguousPlace(DomainError):
    """Several places have that name: ask with a parent."""

    code = ErrorCode.INVALID
    default_message = _("Several places have that name. Please tell which province or district.")


def places(
    *, level: PlaceLevel | None = None, parent_id: int | None = None, at: date | None = None
) -> QuerySet[Place]:
    """Places in force on the day `at` (today when None), in the order of their codes."""
    found = Place.objects.filter(in_force(at)).order_by("code", "id")
    if level is not None:
        found = found.filter(level=level)
    if parent_id is not None:
        found = found.filter(parent=parent_id)
    return found


def in_force(at: date | None = None) -> Q:
    day = at or today()
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def place_by_code(code: str, *, level: PlaceLevel, at: date | None = None) -> Place:
    """Raises NotFound. A code can mean different places in different years, so the day matters."""
    place = Place.objects.filter(in_force(at), level=level, code=code).first()
    if place is None:
        raise NotFound
    return place


def place_by_name(name: str, *, level: PlaceLevel, at: date | None = None, within: Place | None = None) -> Place:
    """The place called "Huyện Hải Hậu" or "Hải Hậu", in any case and either tone spelling.

    `within`: a province or district above it. Raises NotFound, or AmbiguousPlace when several have the name.
    """
    kind, short = _kind_and_name(name, level)
    found = Place.objects.filter(in_force(at), level=level, name__iexact=short)
    if kind:
        found = found.filter(kind__iexact=kind)
    if within is not None:
        found = found.filter(Q(parent=within) | Q(parent__parent=within))
    matches = list(found[:2])
    if not matches:
        raise NotFound
    if len(matches) > 1:
        raise AmbiguousPlace
    return matches[0]


def current_successors(place: Place, *, at: date | None = None) -> list[Place]:
    """What stands on the place's ground on the day: itself while in force, else who followed, else who followed
    the unit above it (districts have had no successors since 2025-07-01)."""
    day = at or today()
    if place.valid_to is None or place.valid_to > day:
        return [place]
    followers = Place.objects.filter(pk__in=PlaceSuccession.objects.filter(place=place).values("successor")).order_by(
        "code"
    )
    standing = {found.pk: found for follower in followers for found in current_successors(follower, at=day)}
    if not standing and place.parent is not None:
        return current_successors(place.parent, at=day)
    return list(standing.values())


def commune_of_today(place_id: int, *, field: str, at: date | None = None) -> Place:
    """The commune that stands on a place's ground: itself, or the one that followed an old commune.

    Raises NotFound; AmbiguousPlace, which names the choice, when several followed, and for what is no commune.
    """
    place = Place.objects.select_related("parent__parent").filter(pk=place_id).first()
    if place is None:
        raise NotFound(field=[field])
    standing = current_successors(place, at=at)
    if len(standing) == 1 and standing[0].level == PlaceLevel.COMMUNE:
        return standing[0]
    communes = [str(found) for found in standing if found.level == PlaceLevel.COMMUNE]
    if not communes:
        raise AmbiguousPlace(
            _("%(place)s is no commune of today. Please choose a commune or ward.") % {"place": place}, field=[field]
        )
    raise AmbiguousPlace(
        _("%(place)s was divided. Please choose: %(communes)s.")
        % {"place": place, "communes": ", ".join(communes[:10])},
        field=[field],
    )


def place_path(place: Place) -> list[Place]:
    """From the province down to the place itself."""
    return place_paths([place.pk])[place.pk]


def place_paths(ids: Collection[int]) -> dict[int, list[Place]]:
    """Paths of many places, in one statement; ids that are not there are left out."""
    found = Place.objects.filter(pk__in=ids).select_related("parent__parent")
    return {place.pk: _path(place) for place in found}


def _path(place: Place) -> list[Place]:
    return [*(_path(place.parent) if place.parent is not None else []), place]


def _kind_and_name(full_name: str, level: PlaceLevel) -> tuple[str, str]:
    spelled = " ".join(normalised(full_name).split())
    for kind in KINDS[level]:
        if spelled.casefold().startswith(f"{kind.casefold()} "):
            return kind, spelled[len(kind) + 1 :]
    return "", spelled
