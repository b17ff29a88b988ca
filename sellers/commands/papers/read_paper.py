from typing import IO, Any

from django.db import transaction

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import NotFound
from sellers.models import Paper
from sellers.paper_files import storage
from sellers.queries import access_seller_or_supervise
from sellers.rights import Right


@transaction.atomic
def read_paper(*, actor: Actor, paper_id: int) -> tuple[Paper, IO[Any]]:
    """A paper and its open file, for members with the right and officers whose post reaches the shop. Audited.

    Raises Unauthenticated, PermissionDenied, NotFound; FileNotFoundError where the storage has lost it.
    """
    paper = Paper.objects.select_related("seller").filter(pk=paper_id).first()
    access_seller_or_supervise(
        actor=actor,
        seller_id=paper.seller_id if paper else 0,
        right=Right.PAPERS,
        permission="sellers.view_paper",
        field="paper",
    )
    if paper is None:
        raise NotFound(field=["paper"])
    file = storage().open(paper.stored_name)
    record(actor=signed_in(actor), action="read_paper", subject=paper)
    return paper, file
