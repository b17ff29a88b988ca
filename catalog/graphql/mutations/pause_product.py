import graphene

from catalog.commands.pause_product import pause_product
from catalog.graphql.managed.ids import product_id, product_pk
from catalog.graphql.managed.types import written_managed
from catalog.graphql.mutations.written import written_product
from catalog.graphql.products import ProductStatus
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row


class PauseProduct(Mutation):
    """Takes a product off the shelves until it is published again."""

    class Input:
        product = product_id()

    product_id = graphene.ID(description="Of what was paused: `product` is gone from the shelves")
    status = graphene.Field(ProductStatus)
    product = written_product()
    managed_product = written_managed()

    @classmethod
    def write(cls, context: Context, *, product: str) -> Row:
        paused = pause_product(actor=context.viewer, product_id=product_pk(product), now=context.now)
        return {"product_id": product, "status": str(paused.status), "product": paused.pk}
