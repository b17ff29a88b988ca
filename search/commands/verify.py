"""Compares the index with the shop, product by product, and mends what differs."""

from collections.abc import Callable
from dataclasses import dataclass

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


def verify_index(*, repairs: bool = True, tell: Callable[[str], None] = lambda line: None) -> Verified:
    """Of PostgreSQL's documents. What is pending is taken up first: it is late, not wrong."""
    index_pending()
    wrong: list[int] = []
    checked, last = 0, 0
    while ids := list(Listing.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        wrong += _settled(differing(ids))
        checked, last = checked + len(ids), ids[-1]
        tell(f"{checked:,} products compared, {len(wrong):,} differ")
    left = _settled(list(_left()))
    if repairs and (wrong or left):
        note(ENGINE, [*wrong, *left])
        index_pending()
    return Verified(checked, wrong, left)


def _left() -> list[int]:
    listed = Listing.objects.values("pk")
    return list(ProductDocument.objects.exclude(product_id__in=listed).values_list("product_id", flat=True))


def _settled(ids: list[int]) -> list[int]:
    """Without those that have changed while we looked."""
    changed = set(
        PendingProduct.objects.filter(engine=ENGINE, product_id__in=ids).values_list("product_id", flat=True)
    )
    return [pk for pk in ids if pk not in changed]
