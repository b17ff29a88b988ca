"""The demo's products with all that hangs on them: variants, stock, picture, label, attributes."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from catalog.commands.earlier_prices import last_day_shown
from catalog.demo.kinds import draw_lot
from catalog.demo.packs import Pack, packs_of
from catalog.demo.price_history import price_changes, reduced_at, was_offered_long_enough
from catalog.demo.source import SourceProduct
from catalog.demo.texts.compose import Texts, address, compose
from catalog.models import (
    Attribute,
    AttributeValue,
    Label,
    Media,
    PriceChange,
    Product,
    ProductGroup,
    ProductStatus,
    StockItem,
    StockMovement,
    StockReason,
    Variant,
)
from marketplace.models import Image
from sellers.models import Seller

EDITION = "148"
FIRST_DAY_IN_THE_SHOP = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)


def add_products(
    products: Sequence[SourceProduct], images: Sequence[Image], sellers: dict[str, Seller], now: datetime
) -> list[Product]:
    """`images` are the products' pictures, in the same order."""
    groups = {group.code: group for group in ProductGroup.objects.filter(taxonomy__code=EDITION)}
    texts = [compose(product) for product in products]
    rows = [
        _product(product, text, sellers[product.producer.slug], groups[product.group_code], now)
        for product, text in zip(products, texts, strict=True)
    ]
    Product.objects.bulk_create(rows)
    _add_variants(products, rows, now)
    described = list(zip(rows, products, texts, strict=True))
    Media.objects.bulk_create(
        Media(product=row, image=image, alt=text.alt)
        for (row, _product_, text), image in zip(described, images, strict=True)
    )
    Label.objects.bulk_create(_label(row, product, text) for row, product, text in described)
    AttributeValue.objects.bulk_create(_attribute_values(described))
    return rows


def _product(product: SourceProduct, text: Texts, seller: Seller, group: ProductGroup, now: datetime) -> Product:
    drawn = FIRST_DAY_IN_THE_SHOP + timedelta(minutes=draw_lot("published", product.slug) % 500_000)
    published = min(drawn, now)
    return Product(
        slug=product.slug,
        name=product.name,
        summary=text.summary,
        description=text.description,
        story=text.story,
        seller=seller,
        group=group,
        place_id=seller.place_id,
        status=ProductStatus.PUBLISHED,
        status_changed_at=published,
        approved_at=published,
        published_at=published,
        is_illustrative=product.is_invented,
    )


def _add_variants(products: Sequence[SourceProduct], rows: Sequence[Product], now: datetime) -> None:
    packs = [
        (pack, _variant(row, product, pack, position, now))
        for product, row in zip(products, rows, strict=True)
        for position, pack in enumerate(packs_of(product))
    ]
    Variant.objects.bulk_create(variant for _pack, variant in packs)
    PriceChange.objects.bulk_create(change for _pack, variant in packs for change in price_changes(variant, now))
    StockItem.objects.bulk_create(StockItem(variant=variant, on_hand=pack.on_hand) for pack, variant in packs)
    StockMovement.objects.bulk_create(
        StockMovement(stock_id=variant.pk, delta=pack.on_hand, reason=StockReason.RECEIVED, note="Dữ liệu minh họa")
        for pack, variant in packs
        if pack.on_hand
    )


def _variant(row: Product, product: SourceProduct, pack: Pack, position: int, now: datetime) -> Variant:
    is_reduced = pack.compare_at_price is not None and was_offered_long_enough(row, now)
    return Variant(
        product=row,
        seller_id=row.seller_id,
        sku=f"{sku(product)}-{position + 1}",
        name=pack.name,
        price=pack.price,
        compare_at_price=pack.compare_at_price if is_reduced else None,
        compare_at_until=last_day_shown(reduced_at(now)) if is_reduced else None,
        weight_grams=pack.weight_grams,
        position=position,
    )


def sku(product: SourceProduct) -> str:
    """Initials to be recognised by and four digits to be unique by: NMSC-0412."""
    initials = "".join(word[0] for word in product.slug.split("-"))[:8].upper()
    return f"{initials}-{draw_lot('sku', product.slug) % 10_000:04d}"


def _label(row: Product, product: SourceProduct, text: Texts) -> Label:
    return Label(
        product=row,
        responsible_party=product.producer.name,
        responsible_address=address(product.producer),
        origin="Việt Nam",
        net_quantity=product.pack if text.ingredients else "",
        ingredients=text.ingredients,
        usage=text.usage,
        storage=text.storage,
        warnings=text.warnings,
        shelf_life_days=text.shelf_life_days,
    )


def _attribute_values(described: Iterable[tuple[Product, SourceProduct, Texts]]) -> list[AttributeValue]:
    by_group: dict[int, list[Attribute]] = {}
    for attribute in Attribute.objects.all():
        by_group.setdefault(attribute.group_id, []).append(attribute)
    return [
        AttributeValue(product=row, attribute=attribute, value=text.attributes[attribute.code])
        for row, _product_, text in described
        for group_id in (row.group_id, row.group.parent_id)
        for attribute in by_group.get(group_id or 0, [])
        if attribute.code in text.attributes
    ]
