"""What buyers, shops and the office do with goods that go back."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from marketplace.errors import NotFound
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.uploads import Upload
from orders import models
from orders.commands.returns import answers, decisions, photos, requests
from orders.graphql.payloads import row_field
from orders.graphql.pieces import OrderLinePieces, pieces_of
from orders.graphql.returns import RETURNS, ReturnReason, ReturnType

TOKEN = "Of the order, for who has no account"  # noqa: S105
ReturnDecision = graphene.Enum("ReturnDecision", [("APPROVED", "APPROVED"), ("REFUSED", "REFUSED")])


def _named(value: Any) -> str:
    return str(getattr(value, "value", value))


def _pk(row: str) -> int:
    return pk_of(row, "Return", field="return")


def _id() -> graphene.ID:
    """`return` is no name in Python."""
    return graphene.ID(required=True, name="return")


class OfReturn(Mutation):
    """The base of what is done with a return."""

    class Meta:
        abstract = True

    return_ = row_field(ReturnType, RETURNS, "return", name="return")


class RequestReturn(OfReturn):
    """The buyer wants to give some pieces back, within some days after they arrived."""

    is_repeatable = True

    class Input:
        order = graphene.ID(required=True, description="A SellerOrder")
        reason = ReturnReason(required=True)
        lines = graphene.List(graphene.NonNull(OrderLinePieces), required=True)
        note = graphene.String(default_value="", description="What is wrong")
        refund_to = graphene.String(
            default_value="", description="Bank, number and holder of an account; needed where cash was paid"
        )
        token = graphene.String(description=TOKEN)

    @classmethod
    def write(
        cls,
        context: Context,
        *,
        order: str,
        reason: Any,
        lines: Sequence[Mapping[str, Any]],
        token: str | None = None,
        **given: str,
    ) -> Row:
        wish = requests.Wish(reason=models.ReturnReason(_named(reason)), lines=pieces_of(lines, "lines"), **given)
        pk = pk_of(order, "SellerOrder", field="order")
        row = requests.request_return(
            actor=context.viewer, seller_order_id=pk, token=token, wish=wish, now=context.now
        )
        return {"return": row.pk}


class AddReturnPhoto(OfReturn):
    """While somebody has to make up their mind. Nobody but buyer, shop and office sees it."""

    class Input:
        return_ = _id()
        file = Upload(required=True, description="JPEG, PNG, WebP or AVIF, 10 MB at most")
        token = graphene.String(description=TOKEN)

    @classmethod
    def write(cls, context: Context, *, return_: str, file: Any, token: str | None = None) -> Row:
        pk = _pk(return_)
        photos.add_return_photo(actor=context.viewer, return_id=pk, token=token, content=file.file, now=context.now)
        return {"return": pk}


class CancelReturn(OfReturn):
    """The buyer keeps the goods after all; until they are sent."""

    is_repeatable = True

    class Input:
        return_ = _id()
        token = graphene.String(description=TOKEN)

    @classmethod
    def write(cls, context: Context, *, return_: str, token: str | None = None) -> Row:
        pk = _pk(return_)
        requests.cancel_return(actor=context.viewer, return_id=pk, token=token, now=context.now)
        return {"return": pk}


class RecordReturnSent(OfReturn):
    """The buyer has handed the goods over."""

    is_repeatable = True

    class Input:
        return_ = _id()
        carrier = graphene.String(default_value="")
        tracking_number = graphene.String(default_value="")
        token = graphene.String(description=TOKEN)

    @classmethod
    def write(cls, context: Context, *, return_: str, token: str | None = None, **given: str) -> Row:
        pk = _pk(return_)
        requests.record_return_sent(actor=context.viewer, return_id=pk, token=token, now=context.now, **given)
        return {"return": pk}


class ApproveReturn(OfReturn):
    """The shop takes the goods back: the buyer is to send them."""

    is_repeatable = True

    class Input:
        return_ = _id()
        note = graphene.String(default_value="", description="For the buyer: where to, and how")

    @classmethod
    def write(cls, context: Context, *, return_: str, note: str) -> Row:
        pk = _pk(return_)
        answers.approve_return(actor=context.viewer, return_id=pk, note=note, now=context.now)
        return {"return": pk}


class RefuseReturn(OfReturn):
    """The shop does not take the goods back; the buyer may ask the office."""

    is_repeatable = True

    class Input:
        return_ = _id()
        note = graphene.String(required=True, description="Why")

    @classmethod
    def write(cls, context: Context, *, return_: str, note: str) -> Row:
        pk = _pk(return_)
        answers.refuse_return(actor=context.viewer, return_id=pk, note=note, now=context.now)
        return {"return": pk}


class ReceiveReturn(OfReturn):
    """The goods are at the shop again."""

    is_repeatable = True

    class Input:
        return_ = _id()
        restocked = graphene.List(
            graphene.NonNull(OrderLinePieces), default_value=[], description="Those that can be sold again"
        )

    @classmethod
    def write(cls, context: Context, *, return_: str, restocked: Sequence[Mapping[str, Any]]) -> Row:
        pk = _pk(return_)
        pieces = pieces_of(restocked or [], "restocked")
        answers.receive_return(actor=context.viewer, return_id=pk, restocked=pieces, now=context.now)
        return {"return": pk}


class RefundReturn(OfReturn):
    """The money goes back: once the goods are here, or without wanting them."""

    is_repeatable = True

    class Input:
        return_ = _id()

    @classmethod
    def write(cls, context: Context, *, return_: str) -> Row:
        pk = _pk(return_)
        answers.refund_return(actor=context.viewer, return_id=pk, now=context.now)
        return {"return": pk}


class DisputeReturn(OfReturn):
    """The office is to decide: the buyer asks after a refusal, the shop once the goods were sent."""

    is_repeatable = True

    class Input:
        return_ = _id()
        note = graphene.String(required=True)
        token = graphene.String(description=TOKEN)

    @classmethod
    def write(cls, context: Context, *, return_: str, note: str, token: str | None = None) -> Row:
        pk = _pk(return_)
        given: dict[str, Any] = {"actor": context.viewer, "return_id": pk, "note": note, "now": context.now}
        try:
            requests.dispute_as_buyer(token=token, **given)
        except NotFound:  # not theirs as a buyer
            answers.dispute_as_seller(**given)
        return {"return": pk}


class DecideReturn(OfReturn):
    """By an officer who looks after the shop. What is granted is paid back at once where the goods were sent."""

    is_repeatable = True

    class Input:
        return_ = _id()
        decision = ReturnDecision(required=True)
        note = graphene.String(required=True, description="Why; buyer and shop read it")

    @classmethod
    def write(cls, context: Context, *, return_: str, decision: Any, note: str) -> Row:
        pk = _pk(return_)
        decided = models.ReturnStatus(_named(decision))
        decisions.decide_return(actor=context.viewer, return_id=pk, decision=decided, note=note, now=context.now)
        return {"return": pk}


class ReturnMutations(graphene.ObjectType):
    request_return = RequestReturn.Field()
    add_return_photo = AddReturnPhoto.Field()
    cancel_return = CancelReturn.Field()
    record_return_sent = RecordReturnSent.Field()
    approve_return = ApproveReturn.Field()
    refuse_return = RefuseReturn.Field()
    receive_return = ReceiveReturn.Field()
    refund_return = RefundReturn.Field()
    dispute_return = DisputeReturn.Field()
    decide_return = DecideReturn.Field()
