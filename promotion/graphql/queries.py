from datetime import date

import graphene

from marketplace.graphql.info import Info
from promotion.queries import ProgrammeFigures, programme_figures


class Share(graphene.ObjectType):
    label = graphene.String(required=True, description="In the request's language")
    count = graphene.Int(required=True)
    percent = graphene.Float(required=True, description="One decimal; a list's shares add up to 100")


def _shares(description: str = "") -> graphene.List:
    return graphene.List(graphene.NonNull(Share), required=True, description=description or None)


class ProgrammeStatistics(graphene.ObjectType):
    """Producers and products with a certificate in force on the day."""

    producer_count = graphene.Int(required=True)
    producers_by_legal_form = _shares()
    product_count = graphene.Int(required=True)
    products_by_stars = _shares()
    products_by_group = _shares("Top groups of the taxonomy of each day of issue")
    products_by_place = _shares("Provinces of the day; districts where all lie in one")


class PromotionQueries(graphene.ObjectType):
    programme_statistics = graphene.Field(
        ProgrammeStatistics, required=True, as_of=graphene.Date(description="Today when left out.")
    )

    @staticmethod
    def resolve_programme_statistics(root: None, info: Info, *, as_of: date | None = None) -> ProgrammeFigures:
        return programme_figures(day=as_of or info.context.today, language=info.context.language[:2])
