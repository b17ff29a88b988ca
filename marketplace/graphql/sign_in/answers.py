"""What all ways of signing in have in common: an app gets tokens, a browser its cookie, and both their user."""

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.access.cookies import enter
from marketplace.access.devices import Device, device_of
from marketplace.commands.sign_in.sessions import sign_out
from marketplace.commands.sign_in.tokens import SignedIn
from marketplace.errors import Invalid
from marketplace.graphql.context import Context
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.tokens import Token, token_row
from marketplace.graphql.types.sessions import SessionKind
from marketplace.graphql.types.users import UserType, row_of
from marketplace.models import SessionKind as Kinds


class SignInInput:
    """Mix into a mutation's Input."""

    kind = SessionKind(
        default_value=Kinds.API.value,
        description="API: tokens. WEB: a cookie for this browser, and no token (for pages of this origin).",
    )
    device_name = graphene.String(description="What its owner calls the device; else its User-Agent tells")


class SignInPayload:
    """Mix into a mutation: the fields of its payload."""

    is_private = True

    token = graphene.Field(Token, description="Empty for a browser")
    user = graphene.Field(UserType)


def kind_of(given: Any) -> Kinds:
    """Of the input; as its default it comes without its enum, and an explicit null is as good as the default."""
    return Kinds.API if given is None else Kinds(getattr(given, "value", given))


def device_in(context: Context, kind: Kinds, name: str | None) -> Device:
    """Raises Invalid when a cookie is asked for where none can be set."""
    if kind == Kinds.WEB and (context.request is None or not hasattr(context.request, "session")):
        raise Invalid(field=["kind"])
    return device_of(context.request, name)


def payload_of(context: Context, signed_in: SignedIn) -> Mapping[str, Any]:
    """A browser that was signed in before changes hands: its earlier session ends."""
    user: Row = row_of(signed_in.session.user)
    if signed_in.tokens is not None:
        return {"token": token_row(signed_in.tokens), "user": user}
    if context.request is not None:
        if context.session is not None and context.session.kind == Kinds.WEB:
            sign_out(session_id=context.session.pk, now=context.now)
        enter(context.request, signed_in.session)
    return {"user": user}
