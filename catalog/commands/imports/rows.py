"""Rows of a sheet against a shop: what they would do, and doing it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from catalog.commands.imports.plans import Coming, Plans, RowPlan, planned
from catalog.commands.saving.drafts import ProductDraft, VariantDraft
from catalog.commands.saving.write import write_products
from catalog.models import ImportJob, Product
from catalog.queries import groups_of_today
from catalog.spreadsheets.errors import CellError
from catalog.spreadsheets.parsing import ParsedRow
from marketplace.vietnamese import folded, normalised

BATCH = 250  # rows in one transaction: shoppers and colleagues wait for its locks, a crash loses its work


@dataclass(slots=True)
class Outcome:
    """Counted in rows."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: list[CellError] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.errors += other.errors


def looked_at(seller_id: int, rows: Sequence[ParsedRow], coming: Coming, now: datetime) -> Outcome:
    """What `applied` would do. `coming` goes along from batch to batch."""
    return _outcome(planned(seller_id, rows, coming, now))


def applied(job: ImportJob, rows: Sequence[ParsedRow], now: datetime) -> Outcome:
    """Writes them, in the caller's transaction. A row that became wrong since the check is told and left out."""
    first = planned(job.seller_id, rows, Coming(), now)
    _lock([plan.product.pk for plan in first.rows if plan.product is not None])
    plans = planned(job.seller_id, rows, Coming(), now)  # as things are now that nobody changes them
    drafts = _drafts([plan for plan in plans.rows if not plan.changes_nothing])
    write_products(user=job.actor, seller=job.seller, drafts=drafts, now=now, action="import_products")
    return _outcome(plans)


def groups_by_name() -> Callable[[str], int | None]:
    """Finds a group at the end of the tree by its name in either language, its slug or its code."""
    named: dict[str, int] = {}
    groups = list(groups_of_today())
    above = {group.parent_id for group in groups}
    for group in groups:
        if group.pk not in above:
            named |= {_plain(name): group.pk for name in (group.code, group.slug, group.name_en, group.name_vi)}
    return lambda name: named.get(_plain(name))


def _plain(name: str) -> str:
    return " ".join(folded(normalised(name)).replace(",", " ").split())


def _outcome(plans: Plans) -> Outcome:
    outcome = Outcome(errors=plans.errors)
    for plan in plans.rows:
        if plan.variant is None:
            outcome.created += 1
        elif plan.changes_nothing:
            outcome.unchanged += 1
        else:
            outcome.updated += 1
    return outcome


def _lock(ids: Sequence[int]) -> None:
    list(Product.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def _drafts(plans: Sequence[RowPlan]) -> list[ProductDraft]:
    """One a product, with all of its rows."""
    drafts: dict[int | str, ProductDraft] = {}
    variants: dict[int | str, list[VariantDraft]] = {}
    for plan in plans:
        key: int | str = plan.name if plan.product is None else plan.product.pk
        if key not in drafts:
            drafts[key] = ProductDraft(plan.product, {} if plan.product else {"name": plan.name})
            variants[key] = []
        drafts[key].fields |= plan.of_product
        drafts[key].label |= plan.of_label
        variants[key].append(_variant(plan))
    for key, draft in drafts.items():
        draft.variants = variants[key]
    return list(drafts.values())


def _variant(plan: RowPlan) -> VariantDraft:
    fields: Mapping[str, Any] = plan.of_variant if plan.variant is not None else {"name": "", **plan.of_variant}
    return VariantDraft(plan.variant, dict(fields), plan.stock, (f"row {plan.line}",))
