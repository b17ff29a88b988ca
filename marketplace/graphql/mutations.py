"""The base of all mutations: one `input`, a payload with `errors`, and the one place that catches DomainError."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, ClassVar

import graphene
from graphene.types.utils import yank_fields_from_attrs
from graphene.utils.props import props
from graphql import GraphQLResolveInfo

from marketplace.commands.idempotency import answered_once
from marketplace.errors import DomainError, told
from marketplace.errors import ErrorCode as Code
from marketplace.graphql.context import Context

ErrorCode = graphene.Enum.from_enum(Code, description="What went wrong, for programs.")


class Error(graphene.ObjectType):
    """A rule that the write would have broken. Nothing was written."""

    code = graphene.Field(ErrorCode, required=True)
    field = graphene.List(
        graphene.NonNull(graphene.String),
        description="Path of the offending input, outermost first.",
    )
    message = graphene.String(required=True, description="For people, in the request's language.")
    retry_after = graphene.Int(description="Seconds after which it may be tried again, where waiting helps.")


class Mutation(graphene.Mutation):
    """Subclass with `class Input`, the payload's fields, and `write`:

        class RenameShop(Mutation):
            class Input:
                seller = graphene.ID(required=True)
                name = graphene.String(required=True)

            seller = graphene.Field(Seller)

            @classmethod
            def write(cls, context, *, seller, name):
                renamed = rename_shop(actor=context.viewer, seller_id=pk("Seller", seller), name=name)
                return {"seller": renamed.pk}

            @classmethod
            def answer(cls, context, *, seller):
                return {"seller": context.loader(SellerById).load(seller)}

    `write` calls one command and names what it wrote; `answer` fetches that for the payload. With
    `is_repeatable = True` the input also takes `idempotencyKey`, what `write` returned is stored as JSON, and the
    same request under the same key gets it again without a second write.
    """

    class Meta:
        abstract = True

    is_repeatable: ClassVar[bool] = False
    is_private: ClassVar[bool] = False  # nothing that it writes is in what strangers see: their kept answers stay

    # Subclasses name what they take (`*, product: str`); for mypy these two stand for any such signature.
    @classmethod
    def write(cls, *context: Any, **given: Any) -> Mapping[str, Any]:
        """Takes the context and the input, and calls one command. Its DomainErrors become the payload's `errors`."""
        raise NotImplementedError

    @classmethod
    def answer(cls, *context: Any, **written: Any) -> Mapping[str, Any]:
        """The payload's fields of what `write` returned; the same, unless overridden."""
        return written

    @classmethod
    def refused(cls, *context_and_error: Any, **given: Any) -> Mapping[str, Any]:
        """Payload fields beside the errors (what is there now, for who met a conflict); none, unless overridden."""
        return {}

    @classmethod
    def __init_subclass_with_meta__(cls, **options: Any) -> None:
        given = props(cls.Input) if hasattr(cls, "Input") else {}
        if cls.is_repeatable:
            given["idempotency_key"] = graphene.String(
                required=True, description="Yours to choose, unguessable; the same key and input are written once."
            )
        input_type = type(f"{cls.__name__}Input", (graphene.InputObjectType,), given)
        fields: dict[str, graphene.Field] = {}
        for base in reversed(cls.__mro__):
            fields.update(yank_fields_from_attrs(vars(base), _as=graphene.Field))
        errors = graphene.List(graphene.NonNull(Error), required=True)
        payload = type(f"{cls.__name__}Payload", (graphene.ObjectType,), {**fields, "errors": errors})
        super().__init_subclass_with_meta__(output=payload, arguments={"input": input_type(required=True)}, **options)

    @classmethod
    def mutate(cls, root: Any, info: GraphQLResolveInfo, input: Mapping[str, Any]) -> dict[str, Any]:
        context: Context = info.context
        context.forbid_caching()
        context.note_write(is_private=cls.is_private)
        try:
            written = cls._written(context, dict(input))
        except DomainError as error:
            return {**cls.refused(context, error, **dict(input)), "errors": [_told(entry) for entry in told(error)]}
        finally:
            context.forget_loaded()
        return {**cls.answer(context, **written), "errors": []}

    @classmethod
    def _written(cls, context: Context, given: dict[str, Any]) -> Mapping[str, Any]:
        if not cls.is_repeatable:
            return cls.write(context, **given)
        key = given.pop("idempotency_key")
        replayed: Mapping[str, Any] = answered_once(
            actor=context.viewer,
            operation=cls.__name__,
            key=key,
            request=_jsonable(given),
            respond=lambda: dict(cls.write(context, **given)),
        )
        return replayed


def _told(error: DomainError) -> dict[str, Any]:
    return {"code": error.code, "field": error.field, "message": str(error), "retry_after": error.retry_after}


def _jsonable(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {name: _jsonable(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [_jsonable(entry) for entry in value]
    return value
