"""What buyers of the benchmark put into their carts: run inside a shop, with Django set up."""

from typing import Any

from catalog.models import Listing, StockItem
from marketplace.graphql.ids import global_id
from marketplace.models import Place, PlaceLevel

PAIRS = 200
ENOUGH = 1_000_000  # pieces: nothing sells out in the middle of a measurement


def chosen() -> dict[str, Any]:
    """Pairs of variants of two sellers each, none of alcohol, with enough in stock; a commune to send them to."""
    listed = Listing.objects.filter(is_available=True, group__is_alcohol=False).select_related("product")
    first = {one.seller_id: one.product.variants.order_by("pk")[0].pk for one in listed.order_by("-pk")[: 20 * PAIRS]}
    variants = list(first.values())[: 2 * PAIRS]
    StockItem.objects.filter(pk__in=variants).update(on_hand=ENOUGH)
    place = Place.objects.filter(level=PlaceLevel.COMMUNE, valid_to=None).order_by("pk")[:1].get()
    count = len(variants)
    pairs = [(variants[number], variants[(number * 7 + 1) % count]) for number in range(count)]
    return {
        "pairs": [[global_id("Variant", one) for one in pair] for pair in pairs if pair[0] != pair[1]],
        "place": global_id("Place", place.pk),
    }
