from typing import Any

import graphene

from marketplace.commands.authority import office_places
from marketplace.graphql.connections import Asked, connection_of
from marketplace.graphql.ids import pks_of
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.places import check_places
from marketplace.keysets import page_of
from marketplace.models import User
from marketplace.vietnamese import folded
from sellers.banks import banks
from sellers.graphql.accounts.applications import SellerApplicationConnection, SellerApplicationFilter
from sellers.graphql.accounts.enums import GoodsKind
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.accounts.papers import PaperRequirement, requirement_row
from sellers.graphql.accounts.rows import BY_SUBMISSION, QUEUE
from sellers.graphql.accounts.types import Bank, SellerAccountType, bank_row
from sellers.graphql.accounts.viewing import account_row
from sellers.graphql.types import LegalForm
from sellers.requirements import requirements_of


class AccountQueries(graphene.ObjectType):
    seller_account = graphene.Field(
        SellerAccountType,
        seller=graphene.ID(required=True, description="A Seller's id, or a SellerAccount's"),
        description="For members and officers; null for all others",
    )
    seller_applications = graphene.Field(
        SellerApplicationConnection,
        first=graphene.Int(),
        after=graphene.String(),
        filter=SellerApplicationFilter(),
        description="Handed in where the officer's posts reach, those that wait longest first. Null for all others",
    )
    seller_requirements = graphene.List(
        graphene.NonNull(PaperRequirement),
        required=True,
        legal_form=LegalForm(required=True),
        goods=graphene.List(graphene.NonNull(GoodsKind), required=True),
        description="The papers that somebody who applies today needs",
    )
    banks = graphene.List(graphene.NonNull(Bank), required=True, description="By their short names")

    @staticmethod
    def resolve_seller_account(root: None, info: Info, *, seller: str) -> Row | None:
        return account_row(info.context, seller_pk(seller), selected(info))

    @staticmethod
    def resolve_seller_applications(
        root: None, info: Info, *, first: int | None = None, after: str | None = None, filter: Any = None
    ) -> Row | None:
        info.context.forbid_caching()
        viewer = info.context.viewer
        if not isinstance(viewer, User) or not viewer.is_staff or not viewer.has_perm("sellers.view_application"):
            return None
        values = {**_values(filter or {}), **_jurisdiction(viewer)}
        page = page_of(first=first, after=after)
        return connection_of(Asked(QUEUE, BY_SUBMISSION, page, frozenset(values), values), selected(info))

    @staticmethod
    def resolve_seller_requirements(root: None, info: Info, *, legal_form: Any, goods: list[Any]) -> list[Row]:
        kinds = [str(getattr(kind, "value", kind)) for kind in goods]
        form = str(getattr(legal_form, "value", legal_form))
        return [requirement_row(asked) for asked in requirements_of(form, kinds, info.context.today)]

    @staticmethod
    def resolve_banks(root: None, info: Info) -> list[Row | None]:
        return [bank_row(number) for number in banks()]


def _values(filter: Any) -> dict[str, Any]:
    """The conditions that the filter sets, with their values. An empty list sets none."""
    values: dict[str, Any] = {}
    if filter.get("statuses"):
        values["statuses"] = [str(getattr(status, "value", status)) for status in filter["statuses"]]
    if filter.get("places"):
        values["places"] = pks_of(filter["places"], "Place", field=["filter", "places"])
        check_places(values["places"])
    query = (filter.get("query") or "").strip()
    if query:
        values["query"] = folded(query)
    return values


def _jurisdiction(officer: User) -> dict[str, Any]:
    """No condition for those who look after the whole country."""
    places = office_places(officer)
    return {} if places is None else {"jurisdiction": places}
