import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from orders.commands import reviews
from orders.graphql.payloads import row_field
from orders.graphql.reviews import REVIEWS, ReviewType


class ReviewProduct(Mutation):
    """The buyer of a part of an order that has arrived says what they think of one of its products; once."""

    review = row_field(ReviewType, REVIEWS, "review")

    class Input:
        order = graphene.ID(required=True, description="A SellerOrder")
        product = graphene.ID(required=True)
        stars = graphene.Int(required=True, description="1 to 5")
        text = graphene.String(default_value="", description="At most 2,000 characters of plain text")
        token = graphene.String(description="Of the order, for who has no account")

    @classmethod
    def write(
        cls, context: Context, *, order: str, product: str, stars: int, text: str, token: str | None = None
    ) -> Row:
        review = reviews.review_product(
            actor=context.viewer,
            seller_order_id=pk_of(order, "SellerOrder", field="order"),
            product_id=pk_of(product, "Product", field="product"),
            stars=stars,
            text=text,
            token=token,
            now=context.now,
        )
        return {"review": review.pk}


class EditReview(Mutation):
    """For some days after posting, by who posted it."""

    review = row_field(ReviewType, REVIEWS, "review")

    class Input:
        review = graphene.ID(required=True)
        stars = graphene.Int(required=True, description="1 to 5")
        text = graphene.String(default_value="", description="At most 2,000 characters of plain text")
        token = graphene.String(description="Of the order, for who has no account")

    @classmethod
    def write(cls, context: Context, *, review: str, stars: int, text: str, token: str | None = None) -> Row:
        pk = pk_of(review, "Review", field="review")
        edited = reviews.edit_review(
            actor=context.viewer, review_id=pk, stars=stars, text=text, token=token, now=context.now
        )
        return {"review": edited.pk}


class ReviewMutations(graphene.ObjectType):
    review_product = ReviewProduct.Field()
    edit_review = EditReview.Field()
