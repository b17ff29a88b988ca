"""New products and their addresses: made once of the name, unique, and never changed afterwards."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string

from catalog.commands.saving.drafts import ProductDraft
from catalog.commands.saving.variants import SUFFIX
from catalog.models import Product
from marketplace.vietnamese import slug
from sellers.models import Seller

TRIES = 5


def add_new_products(seller: Seller, drafts: Sequence[ProductDraft]) -> None:
    """Gives each draft its product. One statement looks for taken addresses and one inserts."""
    products = _inserted(seller, drafts, TRIES) if drafts else []
    for draft, product in zip(drafts, products, strict=True):
        draft.product = product
        draft.after |= {**draft.fields, "slug": product.slug}


def _inserted(seller: Seller, drafts: Sequence[ProductDraft], tries: int) -> list[Product]:
    products = [_new_product(seller, draft) for draft in drafts]
    _avoid_taken(products)
    try:
        with transaction.atomic():
            return Product.objects.bulk_create(products)
    except IntegrityError as error:
        # Another shop took one of the addresses at this very moment; the next look sees it.
        if tries == 1 or "slug" not in str(error):
            raise
    return _inserted(seller, drafts, tries - 1)


def _new_product(seller: Seller, draft: ProductDraft) -> Product:
    fields = {name: value for name, value in draft.fields.items() if name != "place_id" or value is not None}
    # A product is of its seller's place unless it says otherwise.
    return Product(
        seller=seller,
        slug=slug(fields["name"], longest=150) or "san-pham",
        **{"place_id": seller.place_id, **fields},
    )


def _avoid_taken(products: Sequence[Product]) -> None:
    wanted = [product.slug for product in products]
    taken = set(Product.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    for product in products:
        if product.slug in taken:
            product.slug = f"{product.slug}-{get_random_string(4, SUFFIX)}"
        taken.add(product.slug)
