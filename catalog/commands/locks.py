"""The one lock of everything that hangs on a product: its row, taken before anything about it is checked.

Many are taken in the order of their keys, and rows of stock after those of their products: never the other way round.
"""

from collections.abc import Iterable

from catalog.models import Product
from marketplace.commands.authority import Actor, check_jurisdiction, signed_in
from marketplace.errors import NotFound
from marketplace.models import User
from sellers.commands.locks import refuse_own
from sellers.models import Seller
from sellers.queries import PRIVATE, access_seller_or_supervise
from sellers.rights import Right


def locked_product(product_id: int, *, field: str = "product") -> Product:
    """Held until the transaction ends; `refresh_listings` takes the same one. Raises NotFound."""
    # NO KEY: rows that point at the product (order lines, say) may be added meanwhile.
    product = Product.objects.select_for_update(no_key=True).filter(pk=product_id).first()
    if product is None:
        raise NotFound(field=[field])
    return product


def locked_products(ids: Iterable[int]) -> dict[int, Product]:
    """Those that are there, by key; held like `locked_product`'s. One statement."""
    rows = Product.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
    return {product.pk: product for product in rows}


def supervised_product(officer: User, product_id: int, *, field: str = "product") -> Product:
    """Locked, for an officer whose post reaches its seller's place, and who does not work there.

    Raises NotFound, also for goods of a shop that never handed in its application; PermissionDenied.
    """
    seller = Seller.objects.filter(~PRIVATE, products=product_id).first()
    if seller is None:
        raise NotFound(field=[field])
    check_jurisdiction(officer, seller.place_id, field=field)
    refuse_own(officer, seller.pk, field=field)
    return locked_product(product_id, field=field)


def managed_product(
    actor: Actor, product_id: int, *, right: Right, permission: str, field: str = "product"
) -> Product:
    """Locked, for those whom `check_managed` lets through; it raises the same."""
    check_managed(actor, product_id, right=right, permission=permission, field=field)
    return locked_product(product_id, field=field)


def check_managed(actor: Actor, product_id: int, *, right: Right, permission: str, field: str = "product") -> User:
    """The actor: a member of its seller with the right, or an officer with the permission whose post reaches it.

    Raises Unauthenticated, PermissionDenied; NotFound, told alike for what is not there and what is not theirs.
    """
    user = signed_in(actor)
    seller = _seller_of(product_id, field)
    access_seller_or_supervise(actor=user, seller_id=seller.pk, right=right, permission=permission, field=field)
    return user


def _seller_of(product_id: int, field: str) -> Seller:
    # Before the lock, so that strangers lock nothing. A product never changes its seller.
    seller = Seller.objects.filter(products=product_id).first()
    if seller is None:
        raise NotFound(field=[field])
    return seller
