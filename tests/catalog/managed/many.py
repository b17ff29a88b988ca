"""A seller with as many products as a test wants, each with all that hangs on one, in a few statements."""

from catalog.commands.saving.drafts import ProductDraft, VariantDraft
from catalog.commands.saving.write import write_products
from catalog.models import Media, PriceChange, StockMovement, StockReason
from tests.catalog.factories import group_named, make_image
from tests.catalog.managed.conftest import NOW


def drafts_of(count, *, start=0, group="food-from-fish"):
    group_id = group_named(group).pk
    return [
        ProductDraft(
            None,
            {"name": f"Nước mắm {number}", "group_id": group_id},
            label={"origin": "Nam Định"},
            attributes={"main-ingredient": "Cá cơm", "process": "Ủ chượp"},
            variants=[
                VariantDraft(None, {"name": f"Chai {n}", "price": 40_000 + n, "sku": f"N{number}-{n}"}, on_hand=5)
                for n in range(2)
            ],
        )
        for number in range(start, start + count)
    ]


def many_products(seller, user, count, *, pictures=2):
    products = write_products(user=user, seller=seller, drafts=drafts_of(count), now=NOW, action="save_product")
    images = [make_image() for _ in range(pictures)]
    Media.objects.bulk_create(
        Media(product=product, image=image, alt="ảnh", position=position)
        for product in products
        for position, image in enumerate(images)
    )
    return products


def long_history(variant, user):
    """The variant, with 120 changes of its price and of its stock."""
    PriceChange.objects.bulk_create(
        PriceChange(variant=variant, price=1_000 + number, is_offered=True, actor=user) for number in range(120)
    )
    StockMovement.objects.bulk_create(
        StockMovement(stock_id=variant.pk, delta=1, reason=StockReason.RECEIVED, actor=user) for _ in range(120)
    )
    return variant
