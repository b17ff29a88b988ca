"""Loads the editions of the programme's product groups from `catalog/data/`."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from catalog.models import Attribute, GroupMapping, ProductGroup, Taxonomy
from marketplace.tables import Row, read_table

DATA = Path(__file__).resolve().parent.parent / "data"

TAXONOMY_COLUMNS = ["code", "decision", "valid_from", "valid_to"]
GROUP_COLUMNS = [
    "taxonomy", "code", "parent", "slug", "name_vi", "name_en", "position", "is_alcohol", "is_service",
]  # fmt: skip
MAPPING_COLUMNS = ["taxonomy", "code", "successor_taxonomy", "successor_code"]
ATTRIBUTE_COLUMNS = ["taxonomy", "group", "code", "name_vi", "name_en", "unit", "position"]

Groups = dict[tuple[str, str], ProductGroup]


@dataclass(frozen=True, slots=True)
class LoadedTaxonomies:
    """How many rows stand in the files; a second run finds them all in place."""

    taxonomies: int
    groups: int
    mappings: int
    attributes: int


@transaction.atomic
def load_taxonomies(*, data: Path = DATA) -> LoadedTaxonomies:
    """Adds what is missing and corrects what differs; nothing is removed. Raises BadRow, and then changes nothing."""
    taxonomies = _taxonomies(read_table(data / "taxonomies.csv", TAXONOMY_COLUMNS))
    groups = _groups(read_table(data / "product_groups.csv", GROUP_COLUMNS), taxonomies)
    mappings = _mappings(read_table(data / "group_mappings.csv", MAPPING_COLUMNS), groups)
    attributes = _attributes(read_table(data / "attributes.csv", ATTRIBUTE_COLUMNS), groups)
    return LoadedTaxonomies(len(taxonomies), len(groups), mappings, attributes)


def _taxonomies(rows: list[Row]) -> dict[str, Taxonomy]:
    found = {}
    for row in rows:
        fields = {
            "decision": row.text("decision"),
            "valid_from": row.day("valid_from"),
            "valid_to": row.day_or_none("valid_to"),
        }
        taxonomy, _created = Taxonomy.objects.update_or_create(code=row.text("code"), defaults=fields)
        found[taxonomy.code] = taxonomy
    return found


def _groups(rows: list[Row], taxonomies: dict[str, Taxonomy]) -> Groups:
    existing = {(group.taxonomy.code, group.code): group for group in ProductGroup.objects.select_related("taxonomy")}
    groups: Groups = {}
    for row in rows:
        key = (row.choice("taxonomy", list(taxonomies)), row.text("code"))
        if key in groups:
            raise row.bad("this code is there twice")
        group = existing.get(key) or ProductGroup(taxonomy=taxonomies[key[0]], code=key[1])
        groups[key] = _saved_if_changed(group, _group_fields(row, groups))
    return groups


def _group_fields(row: Row, groups: Groups) -> dict[str, object]:
    parent = row.text_or_empty("parent")
    if parent and (row.text("taxonomy"), parent) not in groups:
        raise row.bad(f"the parent {parent!r} is not above this row")
    return {
        "parent_id": groups[row.text("taxonomy"), parent].pk if parent else None,
        "slug": row.text("slug"),
        "name_vi": row.text("name_vi"),
        "name_en": row.text("name_en"),
        "position": row.whole_number("position", maximum=32_767),
        "is_alcohol": row.flag("is_alcohol"),
        "is_service": row.flag("is_service"),
    }


def _saved_if_changed(group: ProductGroup, fields: dict[str, object]) -> ProductGroup:
    if group.pk is None or any(getattr(group, name) != value for name, value in fields.items()):
        for name, value in fields.items():
            setattr(group, name, value)
        group.save()
    return group


def _mappings(rows: list[Row], groups: Groups) -> int:
    wanted = [
        GroupMapping(
            group=_known(row, groups, "taxonomy", "code"),
            successor=_known(row, groups, "successor_taxonomy", "successor_code"),
        )
        for row in rows
    ]
    GroupMapping.objects.bulk_create(wanted, ignore_conflicts=True)
    return len(wanted)


def _attributes(rows: list[Row], groups: Groups) -> int:
    wanted = [
        Attribute(
            group=_known(row, groups, "taxonomy", "group"),
            code=row.text("code"),
            name_vi=row.text("name_vi"),
            name_en=row.text("name_en"),
            unit=row.text_or_empty("unit"),
            position=row.whole_number("position", maximum=32_767),
        )
        for row in rows
    ]
    Attribute.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["group", "code"],
        update_fields=["name_vi", "name_en", "unit", "position"],
    )
    return len(wanted)


def _known(row: Row, groups: Groups, taxonomy: str, code: str) -> ProductGroup:
    key = (row.text(taxonomy), row.text(code))
    if key not in groups:
        raise row.bad(f"there is no group {key[1]!r} in edition {key[0]!r}")
    return groups[key]
