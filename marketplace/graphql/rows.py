"""Look-ahead: which columns a selection needs, read in one statement with its to-one neighbours, as plain dicts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from marketplace.graphql.ids import global_id

Row = dict[str, Any]
Build = Callable[[Sequence[Any]], Row | None]


class Selected(Protocol):
    """What is asked of the rows: a Selection, or several of them as one."""

    def __contains__(self, name: str) -> bool: ...

    def __getitem__(self, name: str) -> "Selected": ...


class Either:
    """Several selections of the same rows, as one: a connection's `nodes` and `edges { node }`."""

    def __init__(self, *selections: Selected) -> None:
        self._selections = selections

    def __contains__(self, name: str) -> bool:
        return any(name in selection for selection in self._selections)

    def __getitem__(self, name: str) -> "Either":
        return Either(*(selection[name] for selection in self._selections))


@dataclass(frozen=True, eq=False)
class RowType:
    """How rows of one GraphQL type are read.

    `columns`: for each GraphQL field, the row's keys that its resolver wants and the ORM paths behind them.
    `joins`: for each GraphQL field that leads to one other row: its path and that row's type. Under a field's
    snake_case name the row then holds the other row, or None. Every row has `pk`, and `id` when asked for.
    """

    name: str
    columns: Mapping[str, Mapping[str, str]]
    joins: Mapping[str, "Join"] = field(default_factory=dict)


@dataclass(frozen=True)
class Join:
    key: str
    path: str
    row_type: RowType


@dataclass(frozen=True)
class Layout:
    """The columns to select, and how to make a row of their values."""

    paths: tuple[str, ...]
    build: Build


def layout_of(row_type: RowType, selection: Selected, *, pk: str = "pk") -> Layout:
    """`pk`: the path of the primary key. Fields that are not columns (loaders, computed) are not looked at."""
    paths: list[str] = []
    build = _planned(row_type, selection, pk.removesuffix("pk"), paths)
    return Layout(tuple(paths), build)


def _planned(row_type: RowType, selection: Selected, prefix: str, paths: list[str]) -> Build:
    keys = _keys(row_type, selection)
    start = len(paths)
    paths.extend(f"{prefix}{path}" for path in keys.values())
    stop = len(paths)
    neighbours = [
        (join.key, _planned(join.row_type, selection[name], f"{prefix}{join.path}__", paths))
        for name, join in row_type.joins.items()
        if name in selection
    ]
    return _builder(tuple(keys), start, stop, neighbours, row_type.name if "id" in selection else None)


def _keys(row_type: RowType, selection: Selected) -> dict[str, str]:
    keys = {"pk": "pk"}
    for name, columns in row_type.columns.items():
        if name in selection:
            keys.update(columns)
    return keys


def _builder(
    keys: tuple[str, ...], start: int, stop: int, neighbours: list[tuple[str, Build]], id_of: str | None
) -> Build:
    def build(values: Sequence[Any]) -> Row | None:
        if values[start] is None:  # nothing there on the other side of an outer join
            return None
        row = dict(zip(keys, values[start:stop], strict=False))
        if id_of is not None:
            row["id"] = global_id(id_of, row["pk"])
        for key, build_neighbour in neighbours:
            row[key] = build_neighbour(values)
        return row

    return build


def same(*names: str, **renamed: str) -> dict[str, dict[str, str]]:
    """Columns of fields whose value is one column: `same("slug", legalName="legal_name")`."""
    paths = {**{name: name for name in names}, **renamed}
    return {name: {snake(name): path} for name, path in paths.items()}


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
