"""Relay connections over keyset pages: types, and the one way in which a list becomes a connection."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any, Generic, TypeVar

import graphene
from django.db.models import Count, Model, QuerySet, Window
from django.db.models.functions import RowNumber
from graphene.relay import PageInfo

from marketplace.graphql.recent import Recent
from marketplace.graphql.rows import Build, Either, Layout, Row, RowType, layout_of
from marketplace.graphql.selection import Selection
from marketplace.keysets import Page, Sort
from marketplace.statements import PageStatement, Slots, Statement

M = TypeVar("M", bound=Model)
Condition = Callable[[QuerySet[Any], Slots], QuerySet[Any]]


@dataclass(frozen=True, eq=False)
class Listed(Generic[M]):
    """A list that can be paged and narrowed: its rows, and how each named condition narrows it."""

    row_type: RowType
    base: Callable[[], QuerySet[M]]
    conditions: Mapping[str, Condition]


@dataclass(frozen=True, slots=True)
class Asked(Generic[M]):
    """One request for a page. `values` holds the conditions' values by slot name."""

    listed: Listed[M]
    sort: Sort[M]
    page: Page
    conditions: frozenset[str] = frozenset()
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Plan:
    statement: Statement
    build: Build
    cursor_of: Callable[[Sequence[Any]], Sequence[Any]]
    owner_of: Callable[[Sequence[Any]], int]


def connection_of(asked: Asked[Any], selection: Selection) -> dict[str, Any]:
    """The source of a connection field. One statement, and one more when the total is asked for."""
    answer = page_of_rows(asked, selection)
    if "totalCount" in selection:
        answer["total_count"] = _count(asked)
    return answer


def page_of_rows(asked: Asked[Any], selection: Selection) -> dict[str, Any]:
    position = _position(asked)
    if not selection.names & {"nodes", "edges", "pageInfo"}:
        return {}
    plan = _plan(asked, selection)
    found = plan.statement.rows({**asked.values, **position, "limit": asked.page.size + 1})
    return _as_connection(found, asked, selection, plan)


def _as_connection(
    found: Sequence[tuple[Any, ...]], asked: Asked[Any], selection: Selection, plan: _Plan
) -> dict[str, Any]:
    """`found` has one row too many when there are more beyond the page."""
    page, sort = asked.page, asked.sort
    has_more = len(found) > page.size
    found = found[: page.size]
    if page.is_backward:
        found = found[::-1]
    nodes = [plan.build(values) for values in found]
    answer: dict[str, Any] = {"nodes": nodes}
    if "edges" in selection:
        answer["edges"] = [
            {"cursor": sort.cursor(plan.cursor_of(values)), "node": node}
            for values, node in zip(found, nodes, strict=True)
        ]
    if "pageInfo" in selection:
        answer["page_info"] = {
            "has_next_page": page.cursor is not None if page.is_backward else has_more,
            "has_previous_page": has_more if page.is_backward else page.cursor is not None,
            "start_cursor": sort.cursor(plan.cursor_of(found[0])) if found else None,
            "end_cursor": sort.cursor(plan.cursor_of(found[-1])) if found else None,
        }
    return answer


def connections_by(
    owner: str, owners: Sequence[int], asked: Asked[Any], selection: Selection
) -> dict[int, dict[str, Any]]:
    """The same page of many owners' lists (`owner` is the foreign key's name), in one statement for all of them.

    One more statement counts, when the total is asked for.
    """
    answers: dict[int, dict[str, Any]] = {pk: {} for pk in owners}
    position = _position(asked)
    if selection.names & {"nodes", "edges", "pageInfo"}:
        plan = _plan(asked, selection, owner=owner)
        rows: dict[int, list[tuple[Any, ...]]] = {pk: [] for pk in owners}
        limit = asked.page.size + 1
        for found in plan.statement.rows({**asked.values, **position, "owners": list(owners), "limit": limit}):
            rows[plan.owner_of(found)].append(found)
        answers = {pk: _as_connection(of_owner, asked, selection, plan) for pk, of_owner in rows.items()}
    if "totalCount" in selection:
        totals = _counts_by(owner, owners, asked)
        for pk in owners:
            answers[pk]["total_count"] = totals.get(pk, 0)
    return answers


def rows_by(listed: Listed[Any], condition: str, values: Sequence[Any], selection: Selection) -> list[Row]:
    """All rows that a condition on a list of values leaves, in no order."""
    plan = _row_plan(listed, frozenset({condition}), selection)
    enough = 1 << len(values).bit_length()  # each limit is a statement of its own: a few of them do
    found = plan.statement.rows({condition: list(values), "limit": enough})
    return [row for values in found if (row := plan.build(values)) is not None]


def narrowed(listed: Listed[M], conditions: frozenset[str], slots: Slots) -> QuerySet[M]:
    queryset = listed.base()
    for name in sorted(conditions):
        queryset = listed.conditions[name](queryset, slots)
    return queryset


def _position(asked: Asked[Any]) -> Mapping[str, Any]:
    """Raises BadCursor, also where only the total is asked for."""
    return {} if asked.page.cursor is None else asked.sort.position(asked.page.cursor)


_plans: Recent[tuple[Any, ...], _Plan] = Recent(1024)


def _plan(asked: Asked[Any], selection: Selection, *, owner: str | None = None) -> _Plan:
    page, sort = asked.page, asked.sort
    nodes, of_edges = selection["nodes"], selection["edges"]["node"]
    is_past = page.cursor is not None
    key = (owner, asked.listed, asked.conditions, sort.name, page.is_backward, is_past, nodes.key, of_edges.key)
    plan = _plans.get(key)
    if plan is None:
        plan = _page_plan(asked, layout_of(asked.listed.row_type, Either(nodes, of_edges)), owner)
        _plans.put(key, plan)
    return plan


def _page_plan(asked: Asked[Any], layout: Layout, owner: str | None) -> _Plan:
    slots = Slots()
    page, sort = asked.page, asked.sort
    narrow = narrowed(asked.listed, asked.conditions, slots)
    picked = sort.ordered(narrow, slots, is_backward=page.is_backward, is_past=page.cursor is not None)
    if owner is not None:
        picked = _ranked(picked, slots, owner)
    paths = _once([*layout.paths, *sort.columns, owner or "pk"])
    whole = sort.ordered(narrow.model._default_manager.all(), slots, is_backward=page.is_backward, is_past=False)
    statement = PageStatement(
        whole.values_list(*paths),
        slots,
        picked=picked,
        rank="rank" if owner is not None else None,
        is_kept=not asked.conditions,
    )
    return _planned(statement, layout, paths, [*sort.columns], owner or "pk")


def _count(asked: Asked[Any]) -> int:
    total: int = _count_statement(asked.listed, asked.conditions).rows(asked.values)[0][0]
    return total


def _counts_by(owner: str, owners: Sequence[int], asked: Asked[Any]) -> dict[int, int]:
    return dict(
        _owner_count_statement(owner, asked.listed, asked.conditions).rows({**asked.values, "owners": owners})
    )


@lru_cache(maxsize=256)
def _owner_count_statement(owner: str, listed: Listed[Any], conditions: frozenset[str]) -> Statement:
    slots = Slots()
    counted = narrowed(listed, conditions, slots).filter(slots.ids("owners").contain(owner)).order_by()
    return Statement(counted.values(owner).annotate(total=Count("pk")).values_list(owner, "total"), slots)


@lru_cache(maxsize=256)
def _count_statement(listed: Listed[Any], conditions: frozenset[str]) -> Statement:
    slots = Slots()
    counted = narrowed(listed, conditions, slots).order_by().values_list(Count("pk"))
    # Django would group the count by the model's key; one row for the whole list is wanted.
    counted.query.group_by = None
    return Statement(counted, slots, is_kept=not conditions)


def first_row(listed: Listed[Any], values: Mapping[str, Any], selection: Selection) -> Row | None:
    """The one row that all these conditions leave, or None."""
    plan = _row_plan(listed, frozenset(values), selection)
    found = plan.statement.rows({**values, "limit": 1})
    return plan.build(found[0]) if found else None


def _ranked(queryset: QuerySet[Any], slots: Slots, owner: str) -> QuerySet[Any]:
    """With each row's rank among those of its owner, in the queryset's order."""
    order: Any = queryset.query.order_by
    rank = Window(RowNumber(), partition_by=owner, order_by=order)
    ranked: QuerySet[Any] = queryset.filter(slots.ids("owners").contain(owner)).annotate(rank=rank)
    return ranked


def _row_plan(listed: Listed[Any], conditions: frozenset[str], selection: Selection) -> _Plan:
    key = (listed, conditions, selection.key)
    plan = _plans.get(key)
    if plan is None:
        slots = Slots()
        layout = layout_of(listed.row_type, selection)
        paths = _once([*layout.paths, "pk"])
        picked = narrowed(listed, conditions, slots).order_by()
        whole = picked.model._default_manager.order_by().values_list(*paths)
        plan = _planned(PageStatement(whole, slots, picked=picked), layout, paths, ["pk"], "pk")
        _plans.put(key, plan)
    return plan


def _once(paths: Sequence[str]) -> list[str]:
    # Django drops a column that is named twice, in some queries only: name each once, and remember where it is.
    return list(dict.fromkeys(paths))


def _planned(statement: Statement, layout: Layout, paths: list[str], cursor: list[str], owner: str) -> _Plan:
    places = [paths.index(column) for column in cursor]
    # itemgetter answers a single place without a tuple around it.
    cursor_of = itemgetter(*places) if len(places) > 1 else itemgetter(slice(places[0], places[0] + 1))
    return _Plan(statement, layout.build, cursor_of, itemgetter(paths.index(owner)))


def connection_type(
    node: type[graphene.ObjectType],
    *,
    name: str = "",
    of_edges: Mapping[str, graphene.Field] | None = None,
    **fields: graphene.Field,
) -> type[graphene.ObjectType]:
    """`ProductConnection` for Product, with `ProductEdge`; under another `name` for lists with more `fields`."""
    name = name or node._meta.name
    edge = type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "cursor": graphene.String(required=True),
            "node": graphene.Field(node, required=True),
            **(of_edges or {}),
        },
    )
    return type(
        f"{name}Connection",
        (graphene.ObjectType,),
        {
            "edges": graphene.List(graphene.NonNull(edge), required=True),
            "nodes": graphene.List(graphene.NonNull(node), required=True),
            "page_info": graphene.Field(PageInfo, required=True),
            "total_count": graphene.Int(required=True, description="Counted only when asked for."),
            **fields,
        },
    )


def paging_arguments(*, is_both_ways: bool = False) -> dict[str, graphene.Argument]:
    arguments = {
        "first": graphene.Argument(graphene.Int, description="1 to 100; 24 when neither first nor last is given."),
        "after": graphene.Argument(graphene.String),
    }
    if is_both_ways:
        arguments |= {"last": graphene.Argument(graphene.Int), "before": graphene.Argument(graphene.String)}
    return arguments
