"""Whom the ground can tell: the user that an event is about, and the officers of a place."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q

from marketplace.models import OfficeLevel, PlaceCover, Post


def the_user(event: Any) -> Collection[int]:
    user_id: int = event.user_id
    return [user_id]


def officers_of(place_id: int, permission: str) -> Collection[int]:
    """Those with the permission whose post reaches the place. The ministry is told where the province has nobody.

    Else each of its officers would be told of everything in the country.
    """
    covering = PlaceCover.objects.filter(covered=place_id).values("place")
    reaches = Q(level=OfficeLevel.MINISTRY) | Q(place=place_id) | Q(place__in=covering)
    able = ModelBackend().with_perm(permission, include_superusers=False).filter(is_staff=True)
    posts = Post.objects.filter(reaches, ended_at__isnull=True, officer__in=able.values("pk"))
    by_level: dict[str, set[int]] = {}
    for officer_id, level in posts.values_list("officer", "level"):
        by_level.setdefault(level, set()).add(officer_id)
    decide = by_level.get(OfficeLevel.PROVINCE) or by_level.get(OfficeLevel.MINISTRY, set())
    return decide | by_level.get(OfficeLevel.COMMUNE, set())
