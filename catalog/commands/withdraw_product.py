from datetime import datetime

from django.db import transaction
from django.utils import timezone

from catalog.commands.locks import locked_product
from catalog.commands.statuses import refuse_step, take_step
from catalog.models import Product
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import NotFound
from marketplace.events import ProductWithdrawn
from sellers.models import Seller
from sellers.queries import access_seller
from sellers.rights import Right


@transaction.atomic
def withdraw_product(*, actor: Actor, product_id: int, now: datetime | None = None) -> Product:
    """Takes a product back out of the officers' queue, to be worked on. For members of its seller.

    Raises Unauthenticated, NotFound, PermissionDenied; Invalid when it does not wait there.
    """
    user = signed_in(actor)
    seller = Seller.objects.filter(products=product_id).first()
    if seller is None:
        raise NotFound(field=["product"])
    access_seller(actor=user, seller_id=seller.pk, right=Right.PRICES, field="product")
    product = locked_product(product_id)
    refuse_step(product, "withdraw")
    take_step(
        product,
        "withdraw",
        actor=user,
        action="withdraw_product",
        now=now or timezone.now(),
        event=ProductWithdrawn(product_id=product.pk, seller_id=seller.pk),
    )
    return product
