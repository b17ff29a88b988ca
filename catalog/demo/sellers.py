"""The demo's sellers. Real firms get no tax code, phone or street: we do not make those up."""

from collections.abc import Sequence

from catalog.demo.source import Producer, SourceProduct
from catalog.demo.texts.compose import about_seller, address
from marketplace.models import Place, PlaceLevel
from marketplace.vietnamese import folded
from sellers.models import Seller

OLD_PROVINCE_CODE = "36"


def add_sellers(products: Sequence[SourceProduct]) -> tuple[dict[str, Seller], int]:
    """All sellers of the products by slug, and how many of them are new. Raises BadRow for an unknown place."""
    goods: dict[str, list[str]] = {}
    producers: dict[str, Producer] = {}
    for product in products:
        producers[product.producer.slug] = product.producer
        goods.setdefault(product.producer.slug, []).append(product.name)
    found = {seller.slug: seller for seller in Seller.objects.filter(slug__in=producers)}
    places = _places()
    new = [
        _seller(producer, goods[slug], _place(producer, places))
        for slug, producer in producers.items()
        if slug not in found
    ]
    Seller.objects.bulk_create(new)
    return found | {seller.slug: seller for seller in new}, len(new)


def _seller(producer: Producer, goods: list[str], place: Place) -> Seller:
    return Seller(
        slug=producer.slug,
        name=producer.shop_name,
        legal_name=producer.name,
        legal_form=producer.legal_form,
        address=address(producer),
        place=place,
        about=about_seller(producer, goods),
        is_illustrative=producer.is_invented,
    )


def _places() -> dict[tuple[str, str], Place]:
    """Communes of today by code, and Nam Định's old districts by their folded name."""
    communes = Place.objects.filter(level=PlaceLevel.COMMUNE, valid_to=None)
    districts = Place.objects.filter(level=PlaceLevel.DISTRICT, parent__code=OLD_PROVINCE_CODE).order_by("valid_to")
    found = {("commune", place.code): place for place in communes}
    found.update({("district", folded(str(place))): place for place in districts})
    return found


def _place(producer: Producer, places: dict[tuple[str, str], Place]) -> Place:
    code = producer.new_commune_code
    key = ("commune", code) if code else ("district", folded(producer.district))
    if key not in places:
        raise producer.row.bad(f"there is no place {code or producer.district!r}")
    return places[key]
