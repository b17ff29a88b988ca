"""Whose trail an audit entry belongs to: found by the foreign keys that lead from its subject to an owning aggregate.

The ground knows no sellers. What owns things, and which place looks after it, stands in one table of the
configuration (settings.AUDIT_OWNERS); a subject belongs to the first of these to which required keys lead, by the
shortest way. So a new model of a room needs no line anywhere, as long as it hangs on its seller.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, Model
from django.utils.module_loading import import_string

# "sellers.seller": its attribute with the key of the place whose officers may see what is done; None: nobody's may
Owners = Mapping[str, str | None]


class Scope(NamedTuple):
    """`type` and `id` of the owner, and the place whose officers look after it."""

    type: str
    id: int | None
    place_id: int | None


NOBODYS = Scope("", None, None)


def scope_of(subject: Model) -> Scope:
    return scopes_of([subject])[0]


def scopes_of(subjects: Sequence[Model]) -> list[Scope]:
    """In the same order. What the subjects do not hold already is read in one statement for each of their models."""
    found = {(type(subject), subject.pk): _held_scope(subject) for subject in subjects}
    for model in {model for (model, _pk), scope in found.items() if scope is None}:
        missing = [pk for (kind, pk), scope in found.items() if kind is model and scope is None]
        found.update({(model, pk): scope for pk, scope in _read_scopes(model, missing).items()})
    return [found[type(subject), subject.pk] or NOBODYS for subject in subjects]


class Way(NamedTuple):
    owner: str
    path: tuple[str, ...]
    place: str | None


def owner_labels() -> list[str]:
    return list(_owners())


@cache
def way_to_owner(model: type[Model]) -> Way | None:
    for label, place in _owners().items():
        path = _shortest_path(model, apps.get_model(label))
        if path is not None:
            return Way(label, path, place)
    return None


def _held_scope(subject: Model) -> Scope | None:
    """None: the keys lead to what was not read yet."""
    way = way_to_owner(type(subject))
    if way is None:
        return NOBODYS
    owner: Model = subject
    for name in way.path:
        if name not in owner._state.fields_cache:
            return None
        owner = getattr(owner, name)
    return Scope(way.owner, owner.pk, None if way.place is None else getattr(owner, way.place))


def _read_scopes(model: type[Model], pks: Collection[int]) -> dict[int, Scope]:
    way = way_to_owner(model)
    if way is None:
        return {}
    with_owners = model._base_manager.filter(pk__in=pks).select_related("__".join(way.path))
    return {subject.pk: scope for subject in with_owners if (scope := _held_scope(subject)) is not None}


def _owners() -> Owners:
    owners: Owners = import_string(settings.AUDIT_OWNERS)
    return owners


def _shortest_path(model: type[Model], owner: type[Model]) -> tuple[str, ...] | None:
    waiting: deque[tuple[type[Model], tuple[str, ...]]] = deque([(model, ())])
    met: set[type[Model]] = set()
    while waiting:
        current, path = waiting.popleft()
        if current is owner:
            return path
        if current in met:
            continue
        met.add(current)
        keys = [field for field in current._meta.concrete_fields if isinstance(field, ForeignKey) and not field.null]
        waiting += [(key.related_model, (*path, key.name)) for key in keys if not isinstance(key.related_model, str)]
    return None
