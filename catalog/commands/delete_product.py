from django.db import transaction
from django.utils.translation import gettext as _

from catalog.commands.locks import locked_product
from catalog.models import Product, ProductStatus
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid, NotFound
from sellers.queries import access_seller
from sellers.rights import Right


@transaction.atomic
def delete_product(*, actor: Actor, product_id: int) -> None:
    """Only what shoppers have never seen may go without a trace of it in anybody's order or certificate.

    Raises Unauthenticated, NotFound, PermissionDenied; Invalid for a product that was on sale or certified, and for
    one that is before an officer or was taken down: what they look at is not the seller's to make away with.
    """
    user = signed_in(actor)
    seller_id = Product.objects.filter(pk=product_id).values_list("seller_id", flat=True).first()
    if seller_id is None:
        raise NotFound(field=["product"])
    access_seller(actor=user, seller_id=seller_id, right=Right.PRICES, field="product")
    product = locked_product(product_id)
    if product.published_at is not None or product.certificates.exists():
        raise Invalid(_("A product that was on sale cannot be deleted; pause it instead."), field=["product"])
    if product.status != ProductStatus.DRAFT:
        raise Invalid(_("Only a draft can be deleted."), field=["product"])
    record(actor=user, action="delete_product", subject=product, before={"name": product.name, "slug": product.slug})
    product.delete()
