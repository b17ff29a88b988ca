from collections.abc import Callable, Collection, Mapping
from typing import Any

import graphene
import orjson
from django.db.models import QuerySet

from catalog import models
from catalog.models import ImportFault, ImportJob
from marketplace.graphql.connections import Listed, connection_type, first_row
from marketplace.graphql.context import Context
from marketplace.graphql.enums import enum_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Join, Row, RowType, same
from marketplace.graphql.selection import Selection, selected
from marketplace.keysets import WHOLE, Sort
from marketplace.models import User
from marketplace.statements import Slots
from sellers.graphql.types import SELLER, SellerType
from sellers.rights import RIGHTS, Right

ImportStatus = enum_of(models.ImportStatus, "CHECKED may be applied; FAULTY must be mended and sent again.")

LATEST: Sort[ImportJob] = Sort("LATEST", {"pk": WHOLE}, is_descending=True)
FAULTS_SHOWN = 1_000
_ROLES = [role for role, rights in RIGHTS.items() if Right.PRICES in rights]

IMPORT_JOB = RowType(
    "ImportJob",
    same(
        *("status", "total", "processed"),
        fileName="file_name",
        ignoredColumns="ignored_columns",
        createdCount="created_count",
        updatedCount="updated_count",
        unchangedCount="unchanged_count",
        errorCount="error_count",
        createdAt="created_at",
        finishedAt="finished_at",
    ),
    {"seller": Join("seller", "seller", SELLER)},
)


def _of_member(jobs: QuerySet[ImportJob], slots: Slots) -> QuerySet[ImportJob]:
    return jobs.filter(seller__members__user=slots.whole("member"), seller__members__role__in=_ROLES)


_CONDITIONS: Mapping[str, Callable[[QuerySet[ImportJob], Slots], QuerySet[ImportJob]]] = {
    "id": lambda jobs, slots: jobs.filter(pk=slots.whole("id")),
    "seller": lambda jobs, slots: jobs.filter(seller=slots.whole("seller")),
    "member": _of_member,
}
IMPORT_JOBS = Listed(IMPORT_JOB, ImportJob.objects.all, _CONDITIONS)


class ImportErrorType(graphene.ObjectType):
    """What is wrong in one cell."""

    class Meta:
        name = "ImportError"

    row = graphene.Int(required=True, description="As the spreadsheet program counts: the header is row 1")
    column = graphene.String(required=True, description='Header of the column; "" for the whole row')
    code = graphene.String(required=True, description="An ErrorCode")
    message = graphene.String(required=True, description="In the language in which the file was sent")


class ImportJobType(graphene.ObjectType):
    """A spreadsheet on its way into the catalogue. Only members who may change prices see it."""

    class Meta:
        name = "ImportJob"
        interfaces = (Node,)

    seller = graphene.Field(SellerType)
    file_name = graphene.String(required=True)
    status = graphene.Field(ImportStatus, required=True)
    total = graphene.Int(required=True, description="Rows of the file")
    processed = graphene.Int(required=True, description="Rows applied so far")
    created_count = graphene.Int(required=True, description="Rows that make a variant; before applying: would make")
    updated_count = graphene.Int(required=True)
    unchanged_count = graphene.Int(required=True)
    error_count = graphene.Int(required=True)
    errors = graphene.List(
        graphene.NonNull(ImportErrorType),
        required=True,
        description=f"By row; the first {FAULTS_SHOWN} are kept",
    )
    ignored_columns = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Headers that we do not know"
    )
    created_at = graphene.DateTime(required=True)
    finished_at = graphene.DateTime()

    @staticmethod
    def resolve_ignored_columns(row: Row, info: Info) -> list[str]:
        headers: list[str] = orjson.loads(row["ignored_columns"])  # Django asks psycopg for JSON as text
        return headers

    @staticmethod
    def resolve_errors(row: Row, info: Info) -> Later:
        return info.context.loader(FaultsOfImport).load(row["pk"])


class FaultsOfImport(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        columns = ("job_id", "line", "column", "code", "message")
        faults = ImportFault.objects.filter(job__in=keys).order_by("line", "pk").values_list(*columns)
        for job, line, column, code, message in faults:
            found[job].append({"row": line, "column": column, "code": code, "message": message})
        return found


ImportJobConnection = connection_type(ImportJobType)


def import_row(context: Context, pk: int, selection: Selection) -> Row | None:
    """None for what is not the viewer's to see."""
    context.forbid_caching()
    if not isinstance(context.viewer, User):
        return None
    return first_row(IMPORT_JOBS, {"id": pk, "member": context.viewer.pk}, selection)


def written_import() -> graphene.Field:
    """For payloads with the job's key under `import_job`."""

    def resolve(payload: Row, info: Info, **_: Any) -> Row | None:
        pk = payload.get("import_job")
        return None if pk is None else import_row(info.context, pk, selected(info))

    return graphene.Field(ImportJobType, resolver=resolve)


register(ImportJobType, import_row)
