import graphene

from catalog.graphql.products import ProductType
from marketplace.graphql.connections import connection_type
from search.text import understanding

FilterKind = graphene.Enum(
    "AppliedFilterKind", [(kind.value, kind.value) for kind in understanding.FilterKind], description="Of what sort"
)


class FacetValue(graphene.ObjectType):
    value = graphene.String(
        required=True, description="An id, a number of stars, or a price band (50000..99999) to filter with"
    )
    label = graphene.String(required=True, description="In the request's language")
    count = graphene.Int(required=True, description="Hits if it were chosen, beside all other filters")


class Facet(graphene.ObjectType):
    """One way to narrow the hits down. Its counts leave its own filter out, so that others can be added to it."""

    name = graphene.String(required=True, description="group, stars, place, seller or price")
    values = graphene.List(graphene.NonNull(FacetValue), required=True, description="The 30 with the most hits")


class AppliedFilter(graphene.ObjectType):
    """A limit that was read out of the query ("dưới 100k", "Ninh Bình", "4 sao")."""

    kind = graphene.Field(FilterKind, required=True)
    label = graphene.String(required=True, description="For people")
    text = graphene.String(required=True, description="What in the query said so")
    value = graphene.String(required=True)
    key = graphene.String(required=True, description="Give it back in `undo` to search without this limit")


class TextPart(graphene.ObjectType):
    """Plain text, never HTML: escape it as any other."""

    text = graphene.String(required=True)
    is_match = graphene.Boolean(required=True, description="A word of the query, as it was understood")


class SearchHighlight(graphene.ObjectType):
    """Why a hit is one. Put together, the parts of the name are the name."""

    name = graphene.List(graphene.NonNull(TextPart), required=True)
    text = graphene.List(
        graphene.NonNull(TextPart),
        description="Some 160 characters of summary, description or story around the first match; null without one",
    )


ProductSearchConnection = connection_type(
    ProductType,
    name="ProductSearch",
    of_edges={"highlight": graphene.Field(SearchHighlight, required=True)},
    facets=graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Facet))), description="Counted only when asked for."
    ),
    corrected_query=graphene.String(description="What was searched instead, where the query itself finds nothing"),
    applied_filters=graphene.Field(graphene.NonNull(graphene.List(graphene.NonNull(AppliedFilter)))),
)
