import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.papers.decide_papers import accept_paper
from sellers.graphql.accounts.papers import PaperType, paper_row
from sellers.graphql.mutations.written import written_account


class AcceptPaper(Mutation):
    """Puts a paper in force, in the place of the one before. For officers of the province or the ministry."""

    class Input:
        paper = graphene.ID(required=True)

    paper = graphene.Field(PaperType)
    account = written_account()

    @classmethod
    def write(cls, context: Context, *, paper: str) -> Row:
        pk = pk_of(paper, "Paper", field="paper")
        accepted = accept_paper(actor=context.viewer, paper_id=pk, now=context.now)
        return {"paper": paper_row(accepted), "account": accepted.seller_id}
