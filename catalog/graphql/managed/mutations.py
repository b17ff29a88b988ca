from typing import Any

import graphene

from catalog.commands import arrange_media, moderate_product
from catalog.commands.delete_product import delete_product
from catalog.commands.save_product import save_product
from catalog.commands.withdraw_product import withdraw_product
from catalog.graphql.managed.ids import product_id, product_pk
from catalog.graphql.managed.inputs import AttributeInput, LabelInput, VariantInput, given_of
from catalog.graphql.managed.types import written_managed
from marketplace.errors import DomainError, ErrorCode
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row


class SaveProduct(Mutation):
    """Makes a draft in your shop, or changes a product of it. What is left out stays as it is.

    With `product` give the `version` that you looked at: when somebody else has saved since, you are told CONFLICT,
    and `product` is what there is now.
    """

    class Input:
        seller = graphene.ID(description="Of a new product")
        product = graphene.ID(description="To be changed")
        version = graphene.Int(description="With `product`")
        name = graphene.String()
        summary = graphene.String()
        description = graphene.String()
        story = graphene.String()
        group = graphene.ID(description="At the end of the tree, of the edition in force")
        place = graphene.ID(description="A commune or province of today; your shop's own unless given")
        label = LabelInput()
        attributes = graphene.List(graphene.NonNull(AttributeInput))
        variants = graphene.List(graphene.NonNull(VariantInput), description="Those to add or change; 100 at most")

    product = written_managed()

    @classmethod
    def write(
        cls,
        context: Context,
        *,
        seller: str | None = None,
        product: str | None = None,
        version: int | None = None,
        **given: Any,
    ) -> Row:
        saved = save_product(
            actor=context.viewer,
            seller_id=None if seller is None else pk_of(seller, "Seller", field="seller"),
            product_id=None if product is None else product_pk(product),
            version=version,
            given=given_of(given),
            now=context.now,
        )
        return {"product": saved.pk}

    @classmethod
    def refused(cls, context: Context, error: DomainError, *, product: str | None = None, **given: Any) -> Row:
        if product is None or error.code != ErrorCode.CONFLICT:
            return {}
        return {"product": product_pk(product)}


class WithdrawProduct(Mutation):
    """Takes a product back out of the officers' queue: it is a draft again."""

    class Input:
        product = product_id()

    product = written_managed()

    @classmethod
    def write(cls, context: Context, *, product: str) -> Row:
        pk = product_pk(product)
        return {"product": withdraw_product(actor=context.viewer, product_id=pk, now=context.now).pk}


class ReturnProduct(Mutation):
    """Sends a product from the officers' queue back to its seller. For officers."""

    class Input:
        product = product_id()
        reason = graphene.String(required=True, description="For the seller to read")

    product = written_managed()

    @classmethod
    def write(cls, context: Context, *, product: str, reason: str) -> Row:
        pk = product_pk(product)
        returned = moderate_product.return_product(
            actor=context.viewer, product_id=pk, reason=reason, now=context.now
        )
        return {"product": returned.pk}


class TakeDownProduct(Mutation):
    """Takes a product off the shelves until an officer lifts that. For officers."""

    class Input:
        product = product_id()
        reason = graphene.String(required=True, description="For the seller to read")

    product = written_managed()

    @classmethod
    def write(cls, context: Context, *, product: str, reason: str) -> Row:
        pk = product_pk(product)
        taken = moderate_product.take_down_product(
            actor=context.viewer, product_id=pk, reason=reason, now=context.now
        )
        return {"product": taken.pk}


class RestoreProduct(Mutation):
    """Lifts a take-down: the product is a draft again. For officers."""

    class Input:
        product = product_id()

    product = written_managed()

    @classmethod
    def write(cls, context: Context, *, product: str) -> Row:
        pk = product_pk(product)
        return {"product": moderate_product.restore_product(actor=context.viewer, product_id=pk, now=context.now).pk}


class DeleteProduct(Mutation):
    """Deletes a draft that was never on sale."""

    class Input:
        product = product_id()

    deleted_id = graphene.ID()

    @classmethod
    def write(cls, context: Context, *, product: str) -> Row:
        delete_product(actor=context.viewer, product_id=product_pk(product))
        return {"deleted_id": product}


class OrderProductMedia(Mutation):
    """Puts all pictures of a product in this order; the first is what lists show."""

    class Input:
        product = product_id()
        media = graphene.List(graphene.NonNull(graphene.ID), required=True)

    product = written_managed()

    @classmethod
    def write(cls, context: Context, *, product: str, media: list[str]) -> Row:
        ordered = arrange_media.order_product_media(
            actor=context.viewer,
            product_id=product_pk(product),
            media_ids=[pk_of(one, "Media", field=["media", str(number)]) for number, one in enumerate(media)],
        )
        return {"product": ordered.pk}


class DescribeProductMedia(Mutation):
    """Says what a picture shows, for those who cannot see it."""

    class Input:
        media = graphene.ID(required=True)
        alt = graphene.String(required=True)

    product = written_managed()

    @classmethod
    def write(cls, context: Context, *, media: str, alt: str) -> Row:
        pk = pk_of(media, "Media", field="media")
        described = arrange_media.describe_product_media(actor=context.viewer, media_id=pk, alt=alt)
        return {"product": described.product_id}


class RemoveProductMedia(Mutation):
    """Takes a picture away; a product on sale keeps its last one."""

    class Input:
        media = graphene.ID(required=True)

    product = written_managed()

    @classmethod
    def write(cls, context: Context, *, media: str) -> Row:
        pk = pk_of(media, "Media", field="media")
        return {"product": arrange_media.remove_product_media(actor=context.viewer, media_id=pk).pk}


class ManagedMutations(graphene.ObjectType):
    save_product = SaveProduct.Field()
    withdraw_product = WithdrawProduct.Field()
    return_product = ReturnProduct.Field()
    take_down_product = TakeDownProduct.Field()
    restore_product = RestoreProduct.Field()
    delete_product = DeleteProduct.Field()
    order_product_media = OrderProductMedia.Field()
    describe_product_media = DescribeProductMedia.Field()
    remove_product_media = RemoveProductMedia.Field()
