"""Loading the country's administrative units, and what each of them covers."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection, transaction

from marketplace.errors import NotFound
from marketplace.place_data import Succession, Unit, read_successions, read_units


class LoadedPlaces(NamedTuple):
    places: int
    successions: int
    covers: int


def load_places(
    *, provinces: Collection[str] | None = None, told: Callable[[str], None] = lambda step: None
) -> LoadedPlaces:
    """Makes the stored places equal to the data files: all of it, or nothing. Repeatable; ids stay.

    `provinces`: GSO codes, old and new alike, to load only those. Raises BadRow with file, line and reason,
    NotFound for a code that no province has.
    """
    told("Reading the administrative units")
    units = read_units(provinces)
    unknown = set(provinces or ()) - {unit.province_code for unit in units}
    if unknown:
        raise NotFound(f"No province has the code {', '.join(sorted(unknown))}.")
    successions = read_successions(units)
    with transaction.atomic():
        told(f"Storing {len(units):,} places")
        _store_units(units)
        told(f"Storing {len(successions):,} successions")
        _store_successions(successions)
        told("Working out what each place covers")
        covers = rebuild_place_covers()
    return LoadedPlaces(len(units), len(successions), covers)


def rebuild_place_covers() -> int:
    """Derives PlaceCover from parents and successions; rows that stay true are not touched. Returns their number."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DERIVE_COVERS)
        cursor.execute(_DELETE_OLD_COVERS)
        cursor.execute(_INSERT_NEW_COVERS)
        cursor.execute("SELECT count(*) FROM derived_cover")
        return int(cursor.fetchone()[0])


def _store_units(units: Sequence[Unit]) -> None:
    columns = (
        "level text, code text, valid_from date, valid_to date, kind text, name text, "
        "parent_level text, parent_code text, parent_valid_from date"
    )
    with connection.cursor() as cursor:
        _copy(cursor, "incoming_unit", columns, (unit.row for unit in units))
        cursor.execute(_UPSERT_UNITS)
        cursor.execute(_SET_PARENTS)


def _store_successions(successions: Iterable[Succession]) -> None:
    columns = (
        "level text, code text, valid_from date, "
        "successor_level text, successor_code text, successor_valid_from date, is_partial boolean"
    )
    with connection.cursor() as cursor:
        _copy(cursor, "incoming_succession", columns, (succession.row for succession in successions))
        cursor.execute(_RESOLVE_SUCCESSIONS)
        cursor.execute(_DELETE_OLD_SUCCESSIONS)
        cursor.execute(_UPSERT_SUCCESSIONS)


def _copy(cursor: Any, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    cursor.execute(f"DROP TABLE IF EXISTS {table}; CREATE TEMPORARY TABLE {table} ({columns}) ON COMMIT DROP")
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(f"ANALYZE {table}")


_UPSERT_UNITS = """
    INSERT INTO marketplace_place AS place (level, code, valid_from, valid_to, kind, name)
    SELECT level, code, valid_from, valid_to, kind, name FROM incoming_unit
    ON CONFLICT (level, code, valid_from) DO UPDATE
    SET valid_to = excluded.valid_to, kind = excluded.kind, name = excluded.name
    WHERE (place.valid_to, place.kind, place.name) IS DISTINCT FROM (excluded.valid_to, excluded.kind, excluded.name)
"""
_SET_PARENTS = """
    UPDATE marketplace_place place SET parent_id = parent.id
    FROM incoming_unit incoming
    JOIN marketplace_place parent ON parent.level = incoming.parent_level AND parent.code = incoming.parent_code
        AND parent.valid_from IS NOT DISTINCT FROM incoming.parent_valid_from
    WHERE place.level = incoming.level AND place.code = incoming.code
        AND place.valid_from IS NOT DISTINCT FROM incoming.valid_from
        AND place.parent_id IS DISTINCT FROM parent.id
"""
_RESOLVE_SUCCESSIONS = """
    DROP TABLE IF EXISTS resolved_succession;
    CREATE TEMPORARY TABLE resolved_succession ON COMMIT DROP AS
    SELECT place.id AS place_id, successor.id AS successor_id, incoming.is_partial
    FROM incoming_succession incoming
    JOIN marketplace_place place ON place.level = incoming.level AND place.code = incoming.code
        AND place.valid_from IS NOT DISTINCT FROM incoming.valid_from
    JOIN marketplace_place successor
        ON successor.level = incoming.successor_level AND successor.code = incoming.successor_code
        AND successor.valid_from IS NOT DISTINCT FROM incoming.successor_valid_from
"""
# Only successions of the units being loaded are corrected: with `provinces` the others' stay as they are.
_DELETE_OLD_SUCCESSIONS = """
    DELETE FROM marketplace_placesuccession stored
    WHERE stored.place_id IN (SELECT place_id FROM resolved_succession) AND NOT EXISTS (
        SELECT FROM resolved_succession resolved
        WHERE (resolved.place_id, resolved.successor_id) = (stored.place_id, stored.successor_id)
    )
"""
_UPSERT_SUCCESSIONS = """
    INSERT INTO marketplace_placesuccession AS stored (place_id, successor_id, is_partial)
    SELECT place_id, successor_id, is_partial FROM resolved_succession
    ON CONFLICT (place_id, successor_id) DO UPDATE SET is_partial = excluded.is_partial
    WHERE stored.is_partial <> excluded.is_partial
"""
# UNION, not UNION ALL: a place is reached by several ways, for example by its commune and by its province.
_DERIVE_COVERS = """
    DROP TABLE IF EXISTS derived_cover;
    CREATE TEMPORARY TABLE derived_cover ON COMMIT DROP AS
    WITH RECURSIVE step (above_id, below_id) AS MATERIALIZED (
        SELECT parent_id, id FROM marketplace_place WHERE parent_id IS NOT NULL
        UNION SELECT successor_id, place_id FROM marketplace_placesuccession
    ), cover (place_id, covered_id) AS (
        SELECT id, id FROM marketplace_place
        UNION SELECT cover.place_id, step.below_id FROM cover JOIN step ON step.above_id = cover.covered_id
    )
    SELECT place_id, covered_id FROM cover;
    ANALYZE derived_cover
"""
_DELETE_OLD_COVERS = """
    DELETE FROM marketplace_placecover stored WHERE NOT EXISTS (
        SELECT FROM derived_cover derived
        WHERE (derived.place_id, derived.covered_id) = (stored.place_id, stored.covered_id)
    )
"""
_INSERT_NEW_COVERS = """
    INSERT INTO marketplace_placecover (place_id, covered_id)
    SELECT place_id, covered_id FROM derived_cover
    ON CONFLICT (place_id, covered_id) DO NOTHING
"""
