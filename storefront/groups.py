"""The tree of product groups, as filters and shortcuts need it."""

from collections.abc import Iterable, Mapping
from typing import Any

Group = Mapping[str, Any]


def with_goods(groups: Iterable[Group], kept: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The tree without groups that have nothing on sale, except those whose id is in `kept`."""
    wanted = set(kept)
    shown = []
    for group in groups:
        children = with_goods(group.get("children", ()), wanted)
        if group["productCount"] or group["id"] in wanted or children:
            shown.append({**group, "children": children})
    return shown


def leaves(groups: Iterable[Group]) -> list[Group]:
    """The groups that have none below them, those with most goods first."""
    found = [leaf for group in groups for leaf in (leaves(group["children"]) if group["children"] else [group])]
    return sorted(found, key=lambda leaf: -leaf["productCount"])


def names_by_id(groups: Iterable[Group]) -> dict[str, str]:
    names: dict[str, str] = {}
    for group in groups:
        names |= {group["id"]: group["name"], **names_by_id(group.get("children", ()))}
    return names
