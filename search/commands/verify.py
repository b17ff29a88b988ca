"""Compares an index with the shop, product by product, and mends what differs."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from catalog.models import Listing
from search.commands.index import BATCH, ENGINE, differing, index_pending
from search.commands.pending import note
from search.models import PendingProduct, ProductDocument


@dataclass(frozen=True, slots=True)
class Verified:
    """`wrong`: documents that are missing or say something else. `left`: of products that are not listed any more."""

    checked: int
    wrong: list[int]
    left: list[int]


class Index(Protocol):
    """`name`: under which changes are noted for it."""

    @property
    def name(self) -> str: ...

    def catch_up(self) -> None: ...

    def differing(self, product_ids: Collection[int]) -> list[int]:
        """Of these products, those that are listed and whose documents do not say what the shop says."""
        ...

    def left(self) -> list[int]:
        """Of documents, those of products that are not listed."""
        ...


class PostgresIndex:
    name = ENGINE

    def catch_up(self) -> None:
        index_pending()

    def differing(self, product_ids: Collection[int]) -> list[int]:
        return differing(product_ids)

    def left(self) -> list[int]:
        listed = Listing.objects.values("pk")
        return list(ProductDocument.objects.exclude(product_id__in=listed).values_list("product_id", flat=True))


def verify_index(
    index: Index | None = None, *, repairs: bool = True, tell: Callable[[str], None] = lambda line: None
) -> Verified:
    """PostgreSQL's, unless another is given. What is pending is taken up first: it is late, not wrong."""
    index = index or PostgresIndex()
    index.catch_up()
    wrong: list[int] = []
    checked, last = 0, 0
    while ids := list(Listing.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        wrong += _settled(index, index.differing(ids))
        checked, last = checked + len(ids), ids[-1]
        tell(f"{checked:,} products compared, {len(wrong):,} differ")
    left = _settled(index, index.left())
    if repairs and (wrong or left):
        note(index.name, [*wrong, *left])
        index.catch_up()
    return Verified(checked, wrong, left)


def _settled(index: Index, ids: list[int]) -> list[int]:
    """Without those that have changed while we looked."""
    pending = PendingProduct.objects.filter(engine=index.name, product_id__in=ids)
    changed = set(pending.values_list("product_id", flat=True))
    return [pk for pk in ids if pk not in changed]
