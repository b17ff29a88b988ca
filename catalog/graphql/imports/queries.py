import graphene

from catalog.graphql.imports.types import IMPORT_JOBS, LATEST, ImportJobConnection, ImportJobType, import_row
from marketplace.graphql.connections import Asked, connection_of, paging_arguments
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.keysets import page_of
from marketplace.models import User


class ImportQueries(graphene.ObjectType):
    import_job = graphene.Field(ImportJobType, id=graphene.ID(required=True))
    import_jobs = graphene.Field(
        ImportJobConnection,
        seller=graphene.ID(required=True),
        **paging_arguments(),
        description="Of a seller of yours, the latest first; null for others' sellers alike",
    )

    @staticmethod
    def resolve_import_job(root: None, info: Info, *, id: str) -> Row | None:
        return import_row(info.context, pk_of(id, "ImportJob"), selected(info))

    @staticmethod
    def resolve_import_jobs(
        root: None, info: Info, *, seller: str, first: int | None = None, after: str | None = None
    ) -> Row | None:
        context = info.context
        context.forbid_caching()
        if not isinstance(context.viewer, User):
            return None
        values = {"seller": pk_of(seller, "Seller", field="seller"), "member": context.viewer.pk}
        page = page_of(first=first, after=after)
        return connection_of(Asked(IMPORT_JOBS, LATEST, page, frozenset(values), values), selected(info))
