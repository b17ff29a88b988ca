"""The line-up, its deals, and links, by those who run a session."""

from collections.abc import Sequence
from datetime import datetime

import graphene

from livestreams.commands import deals, lineup, links
from livestreams.graphql.lineup import LineupItemType, LiveDealType, fetched_deal, fetched_item
from livestreams.graphql.links import SalesLinkType
from livestreams.graphql.payloads import made_field, row_field
from livestreams.graphql.rows import LINKS
from livestreams.graphql.session_mutations import OfLivestream, livestream_pk
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.scalars import BigInt

CODE = "1 to 8 letters without marks, or digits, a letter first; without it the next free of A1, A2, …"


class OfItem(OfLivestream):
    class Meta:
        abstract = True

    item = made_field(LineupItemType, "item", fetched_item)


class AddToLineup(OfItem):
    """By the product's own shop, which is part of the session."""

    class Input:
        livestream = graphene.ID(required=True)
        product = graphene.ID(required=True)
        code = graphene.String(default_value="", description=CODE)
        talking_points = graphene.String(default_value="", description="For the hosts: at most 1,000 characters")

    @classmethod
    def write(cls, context: Context, *, livestream: str, product: str, code: str, talking_points: str) -> Row:
        item = lineup.add_to_lineup(
            actor=context.viewer,
            livestream_id=livestream_pk(livestream),
            product_id=pk_of(product, "Product", field="product"),
            code=code,
            talking_points=talking_points,
            now=context.now,
        )
        return {"livestream": item.livestream_id, "item": item.pk}


class EditLineupItem(OfItem):
    class Input:
        item = graphene.ID(required=True)
        code = graphene.String(description=CODE)
        talking_points = graphene.String()

    @classmethod
    def write(cls, context: Context, *, item: str, code: str | None = None, talking_points: str | None = None) -> Row:
        edited = lineup.edit_lineup_item(
            actor=context.viewer, item_id=_item(item), code=code, talking_points=talking_points
        )
        return {"livestream": edited.livestream_id, "item": edited.pk}


class RemoveFromLineup(OfLivestream):
    """Not once a deal of it has run."""

    class Input:
        item = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, item: str) -> Row:
        return {"livestream": lineup.remove_from_lineup(actor=context.viewer, item_id=_item(item)).pk}


class OrderLineup(OfLivestream):
    class Input:
        livestream = graphene.ID(required=True)
        items = graphene.List(graphene.NonNull(graphene.ID), required=True, description="All of them")

    @classmethod
    def write(cls, context: Context, *, livestream: str, items: Sequence[str]) -> Row:
        pk, ids = livestream_pk(livestream), [pk_of(id, "LineupItem", field="items") for id in items]
        lineup.order_lineup(actor=context.viewer, livestream_id=pk, item_ids=ids)
        return {"livestream": pk}


class PinLineupItem(OfItem):
    """Above all else, in the place of what was pinned; by hosts and the people of the session's shops."""

    class Input:
        item = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, item: str) -> Row:
        pinned = lineup.pin_lineup_item(actor=context.viewer, item_id=_item(item), now=context.now)
        return {"livestream": pinned.livestream_id, "item": pinned.pk}


class UnpinLineupItem(OfLivestream):
    class Input:
        livestream = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, livestream: str) -> Row:
        pk = livestream_pk(livestream)
        lineup.unpin_lineup_item(actor=context.viewer, livestream_id=pk, now=context.now)
        return {"livestream": pk}


class OfDeal(Mutation):
    class Meta:
        abstract = True

    is_private = True
    deal = made_field(LiveDealType, "deal", fetched_deal)


class DealTerms:
    price = BigInt(required=True, description="đồng for a piece, below the normal price")
    quota = graphene.Int(required=True, description="Pieces at this price, of those in stock")
    per_buyer = graphene.Int(required=True)
    length_seconds = graphene.Int(required=True, description="60 to 1200")


class AddDeal(OfDeal):
    """By those who set the prices of the product's shop. It runs once it is started."""

    class Input(DealTerms):
        item = graphene.ID(required=True)
        variant = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, item: str, variant: str, **terms: int) -> Row:
        deal = deals.add_deal(
            actor=context.viewer,
            item_id=_item(item),
            variant_id=pk_of(variant, "Variant", field="variant"),
            terms=deals.Terms(**terms),
            now=context.now,
        )
        return {"deal": deal.pk}


class EditDeal(OfDeal):
    """While it runs, the number of pieces and the cap alone."""

    class Input(DealTerms):
        deal = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, deal: str, **terms: int) -> Row:
        edited = deals.edit_deal(
            actor=context.viewer, deal_id=_deal(deal), terms=deals.Terms(**terms), now=context.now
        )
        return {"deal": edited.pk}


class RemoveDeal(Mutation):
    """One that has not run."""

    is_private = True

    class Input:
        deal = graphene.ID(required=True)

    item = made_field(LineupItemType, "item", fetched_item)

    @classmethod
    def write(cls, context: Context, *, deal: str) -> Row:
        return {"item": deals.remove_deal(actor=context.viewer, deal_id=_deal(deal))}


class StartDeal(OfDeal):
    """For its whole length, by the server's clock, while the session is live."""

    class Input:
        deal = graphene.ID(required=True)
        countdown = graphene.Int(default_value=0, description="Seconds until it begins, 600 at most")

    @classmethod
    def write(cls, context: Context, *, deal: str, countdown: int) -> Row:
        started = deals.start_deal(actor=context.viewer, deal_id=_deal(deal), countdown=countdown, now=context.now)
        return {"deal": started.pk}


class StopDeal(OfDeal):
    """Before its time."""

    class Input:
        deal = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, deal: str) -> Row:
        return {"deal": deals.stop_deal(actor=context.viewer, deal_id=_deal(deal), now=context.now).pk}


class OfLink(Mutation):
    class Meta:
        abstract = True

    is_private = True
    link = row_field(SalesLinkType, LINKS, "link")


class CreateSalesLink(OfLink):
    """Of a session, and as it may be of a channel, a host, a product or a few; by hosts and the shops' people."""

    class Input:
        livestream = graphene.ID(required=True)
        channel = graphene.ID()
        host = graphene.ID()
        products = graphene.List(
            graphene.NonNull(graphene.ID), default_value=[], description="Of the line-up, 20 at most"
        )
        label = graphene.String(default_value="", description="For yourselves: at most 80 characters")
        expires_at = graphene.DateTime()

    @classmethod
    def write(
        cls,
        context: Context,
        *,
        livestream: str,
        products: Sequence[str],
        label: str,
        channel: str | None = None,
        host: str | None = None,
        expires_at: datetime | None = None,
    ) -> Row:
        terms = links.LinkTerms(
            channel_id=None if channel is None else pk_of(channel, "LivestreamChannel", field="channel"),
            host_id=None if host is None else pk_of(host, "LivestreamHost", field="host"),
            product_ids=[pk_of(id, "Product", field="products") for id in products],
            label=label,
            expires_at=expires_at,
        )
        pk = livestream_pk(livestream)
        link = links.create_sales_link(actor=context.viewer, livestream_id=pk, terms=terms, now=context.now)
        return {"link": link.pk}


class RevokeSalesLink(OfLink):
    """It opens the normal page from now on, and is credited with nothing."""

    class Input:
        link = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, link: str) -> Row:
        pk = pk_of(link, "SalesLink", field="link")
        return {"link": links.revoke_sales_link(actor=context.viewer, link_id=pk, now=context.now).pk}


def _item(item: str) -> int:
    return pk_of(item, "LineupItem", field="item")


def _deal(deal: str) -> int:
    return pk_of(deal, "LiveDeal", field="deal")


class LineupMutations(graphene.ObjectType):
    add_to_lineup = AddToLineup.Field()
    edit_lineup_item = EditLineupItem.Field()
    remove_from_lineup = RemoveFromLineup.Field()
    order_lineup = OrderLineup.Field()
    pin_lineup_item = PinLineupItem.Field()
    unpin_lineup_item = UnpinLineupItem.Field()
    add_deal = AddDeal.Field()
    edit_deal = EditDeal.Field()
    remove_deal = RemoveDeal.Field()
    start_deal = StartDeal.Field()
    stop_deal = StopDeal.Field()
    create_sales_link = CreateSalesLink.Field()
    revoke_sales_link = RevokeSalesLink.Field()
