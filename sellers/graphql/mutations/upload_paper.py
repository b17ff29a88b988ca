from datetime import date
from typing import Any

import graphene
from django.core.files.uploadedfile import UploadedFile

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.uploads import Upload
from sellers import models
from sellers.commands.papers.upload_paper import PaperDetails, upload_paper
from sellers.graphql.accounts.enums import PaperKind
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.accounts.papers import PaperType, paper_row
from sellers.graphql.mutations.written import seller_id, written_account


class UploadPaper(Mutation):
    """Hands in a paper: PDF, JPEG, PNG or WebP, 10 MB at most. It is kept privately.

    It takes the place of the last one of its kind that was not accepted. One that was accepted stays in force until
    the office accepts this one.
    """

    class Input:
        seller = seller_id()
        kind = PaperKind(required=True)
        file = Upload(required=True)
        number = graphene.String(description="As it stands on the paper")
        issued_on = graphene.Date()
        expires_on = graphene.Date(description="The last day in force, where there is one")

    paper = graphene.Field(PaperType)
    account = written_account()

    @classmethod
    def write(
        cls,
        context: Context,
        *,
        seller: str,
        kind: Any,
        file: "UploadedFile[Any]",
        number: str | None = None,
        issued_on: date | None = None,
        expires_on: date | None = None,
    ) -> Row:
        details = PaperDetails(
            kind=models.PaperKind(kind.value), number=number or "", issued_on=issued_on, expires_on=expires_on
        )
        paper = upload_paper(
            actor=context.viewer, seller_id=seller_pk(seller), details=details, content=file, now=context.now
        )
        return {"paper": paper_row(paper), "account": paper.seller_id}
