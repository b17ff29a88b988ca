import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.papers.decide_papers import reject_paper
from sellers.graphql.accounts.papers import PaperType, paper_row
from sellers.graphql.mutations.written import written_account


class RejectPaper(Mutation):
    """Also a paper that was accepted: without a must-have the shop takes no orders. For officers who decide."""

    class Input:
        paper = graphene.ID(required=True)
        reason = graphene.String(required=True, description="For the seller to read")

    paper = graphene.Field(PaperType)
    account = written_account()

    @classmethod
    def write(cls, context: Context, *, paper: str, reason: str) -> Row:
        pk = pk_of(paper, "Paper", field="paper")
        rejected = reject_paper(actor=context.viewer, paper_id=pk, reason=reason, now=context.now)
        return {"paper": paper_row(rejected), "account": rejected.seller_id}
