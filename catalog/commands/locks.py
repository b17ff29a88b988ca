"""The one lock of everything that hangs on a product: its row, taken before anything about it is checked."""

from catalog.models import Product
from marketplace.errors import NotFound


def locked_product(product_id: int, *, field: str = "product") -> Product:
    """Held until the transaction ends; `refresh_listings` takes the same one. Raises NotFound."""
    # NO KEY: rows that point at the product (order lines, say) may be added meanwhile.
    product = Product.objects.select_for_update(no_key=True).filter(pk=product_id).first()
    if product is None:
        raise NotFound(field=[field])
    return product
