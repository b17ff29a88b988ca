import graphene

from catalog.commands.publish_product import publish_product
from catalog.graphql.managed.ids import product_id, product_pk
from catalog.graphql.managed.types import written_managed
from catalog.graphql.mutations.written import written_product
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row


class PublishProduct(Mutation):
    """Puts a product on sale. Nothing happens when it is there already.

    A seller's product that no officer has approved yet waits for one first: its status is IN_REVIEW then.
    """

    class Input:
        product = product_id()
        version = graphene.Int(description="That was looked at: CONFLICT when it has changed since")

    product = written_product()
    managed_product = written_managed()

    @classmethod
    def write(cls, context: Context, *, product: str, version: int | None = None) -> Row:
        pk = product_pk(product)
        published = publish_product(actor=context.viewer, product_id=pk, version=version, now=context.now)
        return {"product": published.pk}
