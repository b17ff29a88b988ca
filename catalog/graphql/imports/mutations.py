from typing import Any

import graphene
from django.core.files.uploadedfile import UploadedFile

from catalog.commands.imports.requests import apply_import, cancel_import, import_products
from catalog.graphql.imports.types import written_import
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.uploads import Upload


class ImportProducts(Mutation):
    """Sends a spreadsheet of products, prices and stock (CSV or XLSX, 10 MB, 20,000 rows at most).

    It is checked in the background without writing anything: ask `importJob` for progress, and for every error by
    row and column. Columns have Vietnamese or English headers; those that the file lacks, and empty cells, leave
    things as they are.
    """

    class Input:
        seller = graphene.ID(required=True)
        file = Upload(required=True)
        dry_run = graphene.Boolean(
            default_value=True, description="false: apply it at once when the check finds nothing wrong"
        )

    import_job = written_import()

    @classmethod
    def write(cls, context: Context, *, seller: str, file: "UploadedFile[Any]", dry_run: bool = True) -> Row:
        job = import_products(
            actor=context.viewer,
            seller_id=pk_of(seller, "Seller", field="seller"),
            content=file,
            file_name=file.name or "",
            applies_at_once=not dry_run,
        )
        return {"import_job": job.pk}


class ApplyImport(Mutation):
    """Applies a checked spreadsheet in the background; one that stopped half-way goes on."""

    class Input:
        import_job = graphene.ID(required=True)

    import_job = written_import()

    @classmethod
    def write(cls, context: Context, *, import_job: str) -> Row:
        pk = pk_of(import_job, "ImportJob", field="importJob")
        return {"import_job": apply_import(actor=context.viewer, import_id=pk).pk}


class CancelImport(Mutation):
    """Stops an import. What it has written already stays."""

    class Input:
        import_job = graphene.ID(required=True)

    import_job = written_import()

    @classmethod
    def write(cls, context: Context, *, import_job: str) -> Row:
        pk = pk_of(import_job, "ImportJob", field="importJob")
        return {"import_job": cancel_import(actor=context.viewer, import_id=pk).pk}


class ImportMutations(graphene.ObjectType):
    import_products = ImportProducts.Field()
    apply_import = ApplyImport.Field()
    cancel_import = CancelImport.Field()
