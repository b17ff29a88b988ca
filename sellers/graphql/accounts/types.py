from dataclasses import asdict
from typing import Any

import graphene

from marketplace.graphql.connections import paging_arguments
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.audit import AuditEntryConnection, TrailFilter
from marketplace.graphql.types.places import PlaceType
from sellers.banks import banks
from sellers.checklists import checklist
from sellers.graphql.accounts.applications import SellerApplicationType
from sellers.graphql.accounts.enums import GoodsKind, Role, SellerStatus
from sellers.graphql.accounts.loaders import (
    InvitationsOfSeller,
    MembersOfSeller,
    PapersOfSeller,
    PayoutAccountOfSeller,
    ReplacedPapersOfSeller,
    RoleOfViewer,
    ShownSeller,
)
from sellers.graphql.accounts.members import InvitationType, MemberType
from sellers.graphql.accounts.papers import ChecklistEntryType, PaperType, entry_row, paper_row
from sellers.graphql.accounts.trail import resolve_trail
from sellers.graphql.accounts.viewing import account_row, may, with_right
from sellers.graphql.types import AcceptsOrders, Holiday, LegalForm, SellerType, accepts_orders, holiday
from sellers.models import Paper, PayoutAccount
from sellers.requirements import requirements_of
from sellers.rights import Right


class Bank(graphene.ObjectType):
    """A bank that takes transfers by NAPAS."""

    bin = graphene.String(required=True, description="Its number in VietQR codes")
    code = graphene.String(required=True)
    short_name = graphene.String(required=True)
    name = graphene.String(required=True)


class PayoutAccountType(graphene.ObjectType):
    """Where a shop's money goes."""

    class Meta:
        name = "PayoutAccount"

    bank = graphene.Field(Bank)
    number = graphene.String(required=True, description='Whole for owners; "•••7890" for everybody else')
    holder = graphene.String(required=True)
    stripe_account = graphene.String(
        description='Where Stripe sends the money to, if there is one; whole for owners, else "acct_•••o2C7"'
    )
    changed_at = graphene.DateTime(required=True)


class SellerAccountType(graphene.ObjectType):
    """The inside of a shop, for its members and the officers who look after its place. Null for all others."""

    class Meta:
        name = "SellerAccount"
        interfaces = (Node,)

    seller_id = graphene.ID(required=True, description="The Seller's id, also before shoppers see it")
    seller = graphene.Field(SellerType, description="As shoppers see it; null while they do not")
    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    legal_form = graphene.Field(LegalForm, required=True)
    legal_name = graphene.String(required=True)
    tax_code = graphene.String(required=True)
    registration_number = graphene.String(required=True)
    representative = graphene.String(required=True)
    goods = graphene.List(graphene.NonNull(GoodsKind), required=True)
    place = graphene.Field(PlaceType, required=True)
    address = graphene.String(required=True)
    pickup_place = graphene.Field(PlaceType, description="Null: that of the shop")
    pickup_address = graphene.String(required=True, description='"": that of the shop')
    phone = graphene.String(required=True)
    email = graphene.String(required=True)
    about = graphene.String(required=True)
    status = graphene.Field(SellerStatus, required=True)
    status_reason = graphene.String(required=True)
    is_trusted = graphene.Boolean(required=True, description="Its goods go on sale without an officer's review")
    version = graphene.Int(required=True, description="To be sent with editShop")
    joined_at = graphene.DateTime(required=True)
    papers_valid_until = graphene.Date(description="The last day on which it may take orders by its papers")
    accepts_orders = graphene.Field(AcceptsOrders, required=True)
    holiday = graphene.Field(Holiday, description="Null where none is set, or it is over")
    your_role = graphene.Field(Role, description="Null for officers")
    application = graphene.Field(SellerApplicationType, description="Null for shops that never had to apply")
    checklist = graphene.List(graphene.NonNull(ChecklistEntryType), description="Null for staff")
    papers = graphene.List(
        graphene.NonNull(PaperType),
        include_replaced=graphene.Boolean(default_value=False),
        description="Null for staff",
    )
    members = graphene.List(graphene.NonNull(MemberType), required=True, description="50 at most")
    invitations = graphene.List(
        graphene.NonNull(InvitationType), description="Those that are open, 20 at most; null for all but owners"
    )
    payout_account = graphene.Field(PayoutAccountType)
    audit_entries = graphene.Field(
        AuditEntryConnection,
        **paging_arguments(),
        filter=TrailFilter(),
        resolver=resolve_trail,
        description="What was done in and to the shop, the latest first; null for staff",
    )

    @staticmethod
    def resolve_seller_id(row: Row, info: Info) -> str:
        return global_id("Seller", row["pk"])

    @staticmethod
    def resolve_seller(row: Row, info: Info) -> Later:
        return info.context.loader(ShownSeller).load_row(row["pk"], selected(info))

    @staticmethod
    def resolve_accepts_orders(row: Row, info: Info) -> Row:
        return accepts_orders(row, info.context.today)

    @staticmethod
    def resolve_holiday(row: Row, info: Info) -> Row | None:
        return holiday(row, info.context.today)

    @staticmethod
    def resolve_your_role(row: Row, info: Info) -> Later:
        return info.context.loader(RoleOfViewer).load(row["pk"])

    @staticmethod
    def resolve_checklist(row: Row, info: Info) -> Later:
        day = info.context.today
        asked = requirements_of(row["legal_form"], row["goods"], day)

        def entries() -> Later:
            papers = info.context.loader(PapersOfSeller).load(row["pk"])
            return papers.then(lambda found: [entry_row(entry) for entry in checklist(asked, found, day)])

        return with_right(info.context, row["pk"], Right.PAPERS, entries, is_for_officers=True)

    @staticmethod
    def resolve_papers(row: Row, info: Info, *, include_replaced: bool) -> Later:
        def papers() -> Later:
            current = info.context.loader(PapersOfSeller).load(row["pk"])
            if not include_replaced:
                return current.then(_rows)
            replaced = info.context.loader(ReplacedPapersOfSeller)
            return current.then(lambda found: replaced.load(row["pk"]).then(lambda old: _rows([*found, *old])))

        return with_right(info.context, row["pk"], Right.PAPERS, papers, is_for_officers=True)

    @staticmethod
    def resolve_members(row: Row, info: Info) -> Later:
        return info.context.loader(MembersOfSeller).load(row["pk"])

    @staticmethod
    def resolve_invitations(row: Row, info: Info) -> Later:
        def invitations() -> Later:
            return info.context.loader(InvitationsOfSeller).load(row["pk"])

        return with_right(info.context, row["pk"], Right.MEMBERS, invitations, is_for_officers=False)

    @staticmethod
    def resolve_payout_account(row: Row, info: Info) -> Later:
        role = info.context.loader(RoleOfViewer)
        account = info.context.loader(PayoutAccountOfSeller).load(row["pk"])
        return account.then(lambda found: role.load(row["pk"]).then(lambda known: _payout_row(found, known)))


def bank_row(number: str) -> Row | None:
    bank = banks().get(number)
    return None if bank is None else asdict(bank)


def _payout_row(account: PayoutAccount | None, role: str | None) -> dict[str, Any] | None:
    if account is None:
        return None
    is_whole = may(role, Right.PAYOUTS, is_for_officers=False)
    return {
        "bank": bank_row(account.bank_bin),
        "number": account.number if is_whole else account.masked_number,
        "holder": account.holder,
        "stripe_account": (account.stripe_account if is_whole else account.masked_stripe_account) or None,
        "changed_at": account.changed_at,
    }


def _rows(papers: list[Paper]) -> list[Row]:
    return [paper_row(paper) for paper in papers]


register(SellerAccountType, account_row)
