"""Sales links."""

from typing import Any

import graphene

from catalog.graphql.products import ProductType
from livestreams.addresses import link_path, qr_path, site_address
from livestreams.graphql.loaders import AnyLivestream, RunByViewer, ShownProducts, VisitsOfLink
from livestreams.graphql.rows import LATEST_LINKS, LINKS
from livestreams.graphql.types import LivestreamType, Platform
from marketplace.graphql.connections import Asked, connection_type, paging_arguments
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.pages import PagesByOwner
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.keysets import page_of


class SalesLinkType(graphene.ObjectType):
    """A short address that sells: it opens what fits the moment, and what is bought through it is credited to it."""

    class Meta:
        name = "SalesLink"

    id = graphene.ID(required=True)
    code = graphene.String(required=True, description="For salesLink of addCartLines")
    url = graphene.String(required=True)
    qr_svg_url = graphene.String(required=True)
    qr_png_url = graphene.String(required=True)
    label = graphene.String(required=True)
    livestream = graphene.Field(LivestreamType, description="Null when it is not shown any more")
    platform = graphene.Field(Platform, description="Of the channel that it is for; null for all of them")
    host_name = graphene.String(description="Of the host that it is for; null for all of them")
    products = graphene.List(
        graphene.NonNull(ProductType), required=True, description="Those on sale that it opens; none: the session"
    )
    created_at = graphene.DateTime(required=True)
    expires_at = graphene.DateTime()
    revoked_at = graphene.DateTime()
    is_active = graphene.Boolean(required=True, description="Neither revoked nor expired: purchases count for it")
    visits = graphene.Int(description="Of people, some seconds late; null for those who do not run the session")

    @staticmethod
    def resolve_url(row: Row, info: Info) -> str:
        return site_address(link_path(row["code"]), info.context.request)

    @staticmethod
    def resolve_qr_svg_url(row: Row, info: Info) -> str:
        return site_address(qr_path(row["code"], "svg"), info.context.request)

    @staticmethod
    def resolve_qr_png_url(row: Row, info: Info) -> str:
        return site_address(qr_path(row["code"], "png"), info.context.request)

    @staticmethod
    def resolve_livestream(row: Row, info: Info) -> Later:
        return info.context.loader(AnyLivestream).load_row(row["livestream_id"], selected(info))

    @staticmethod
    def resolve_products(row: Row, info: Info) -> Later:
        return info.context.loader(ShownProducts).load_rows(row["product_ids"], selected(info))

    @staticmethod
    def resolve_is_active(row: Row, info: Info) -> bool:
        return row["revoked_at"] is None and (row["expires_at"] is None or row["expires_at"] > info.context.now)

    @staticmethod
    def resolve_visits(row: Row, info: Info) -> Later:
        runs = info.context.loader(RunByViewer).load(row["livestream_id"])
        visits = info.context.loader(VisitsOfLink).load(row["pk"])
        return runs.then(lambda is_run: visits if is_run else None)


SalesLinkConnection = connection_type(SalesLinkType)


class LinksOfLivestreams(PagesByOwner):
    owner = "livestream"


def _links(row: Row, info: Info, *, first: int | None = None, after: str | None = None) -> Later:
    asked: Asked[Any] = Asked(LINKS, LATEST_LINKS, page_of(first=first, after=after))
    selection = selected(info)
    key = (asked.page, selection.key)

    def page() -> Later:
        return info.context.loader(LinksOfLivestreams).load_page(row["pk"], key, asked, selection)

    runs = info.context.loader(RunByViewer).load(row["pk"])
    return runs.then(lambda is_run: page() if is_run else None)


extend(
    LivestreamType,
    links=graphene.Field(
        SalesLinkConnection,
        **paging_arguments(),
        description="The latest first, for those who run it; null for others",
        resolver=_links,
    ),
)
