from graphql import GraphQLResolveInfo

from marketplace.graphql.context import Context


class Info(GraphQLResolveInfo):
    """What resolvers get as `info`, with the type of its context. For annotations only."""

    context: Context
