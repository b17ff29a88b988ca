import graphene

from catalog.commands.publish_product import publish_product
from catalog.graphql.managed.types import written_managed
from catalog.graphql.mutations.written import written_product
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row


class PublishProduct(Mutation):
    """Puts a product on sale. Nothing happens when it is there already.

    A seller's product that no officer has approved yet waits for one first: its status is IN_REVIEW then.
    """

    class Input:
        product = graphene.ID(required=True)

    product = written_product()
    managed_product = written_managed()

    @classmethod
    def write(cls, context: Context, *, product: str) -> Row:
        product_id = pk_of(product, "Product", field="product")
        return {"product": publish_product(actor=context.viewer, product_id=product_id, now=context.now).pk}
