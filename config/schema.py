"""The root of the schema: every room's queries and mutations, side by side."""

import graphene

# Extensions add fields to types of lower rooms; they must be there before the schema is built.
from catalog.graphql import extensions as catalog_extensions
from catalog.graphql.imports.mutations import ImportMutations
from catalog.graphql.imports.queries import ImportQueries
from catalog.graphql.managed.mutations import ManagedMutations
from catalog.graphql.managed.queries import ManagedQueries
from catalog.graphql.managed.stock_mutations import StockMutations
from catalog.graphql.mutations import CatalogMutations
from catalog.graphql.queries import CatalogQueries
from catalog.graphql.saved import WishlistMutations
from livestreams.graphql.complaints import SupervisionMutations
from livestreams.graphql.lineup_mutations import LineupMutations
from livestreams.graphql.preparing_mutations import PreparingMutations
from livestreams.graphql.queries import LivestreamQueries
from livestreams.graphql.session_mutations import SessionMutations
from marketplace.graphql.audit import AuditQueries
from marketplace.graphql.notices import extensions as notice_extensions
from marketplace.graphql.notices.mutations import NoticeMutations
from marketplace.graphql.offices.mutations import OfficeMutations
from marketplace.graphql.personal_data.mutations import PersonalDataMutations
from marketplace.graphql.queries import GroundQueries
from marketplace.graphql.sign_in.mutations import SignInMutations
from orders.graphql import extensions as order_extensions
from orders.graphql import review_extensions, reviews
from orders.graphql.mutations import OrderMutations
from orders.graphql.queries import OrderQueries
from promotion.graphql.queries import PromotionQueries
from search.graphql.insights import InsightMutations, InsightQueries
from search.graphql.queries import SearchQueries
from search.graphql.recommendations import RecommendationQueries
from search.graphql.suggestions import SuggestionQueries
from sellers.graphql import extensions as seller_extensions
from sellers.graphql.accounts.queries import AccountQueries
from sellers.graphql.follows import FollowMutations
from sellers.graphql.mutations import SellerMutations
from sellers.graphql.queries import SellerQueries

__all__ = [
    "catalog_extensions",
    "notice_extensions",
    "order_extensions",
    "review_extensions",
    "reviews",
    "schema",
    "seller_extensions",
]


# A room a line: branches that add one meet here.
class Query(
    CatalogQueries,
    SearchQueries,
    SuggestionQueries,
    InsightQueries,
    OrderQueries,
    RecommendationQueries,
    ManagedQueries,
    ImportQueries,
    SellerQueries,
    AccountQueries,
    GroundQueries,
    AuditQueries,
    PromotionQueries,
    LivestreamQueries,
):
    pass


class Mutation(
    SignInMutations,
    NoticeMutations,
    OfficeMutations,
    PersonalDataMutations,
    SellerMutations,
    FollowMutations,
    WishlistMutations,
    CatalogMutations,
    ManagedMutations,
    StockMutations,
    ImportMutations,
    InsightMutations,
    OrderMutations,
    SessionMutations,
    PreparingMutations,
    LineupMutations,
    SupervisionMutations,
):
    pass


schema = graphene.Schema(query=Query, mutation=Mutation, auto_camelcase=True)
