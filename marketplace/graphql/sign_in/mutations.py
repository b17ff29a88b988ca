import graphene

from marketplace.graphql.sign_in.create_token import CreateToken
from marketplace.graphql.sign_in.end_all_sessions import EndAllSessions
from marketplace.graphql.sign_in.end_session import EndSession
from marketplace.graphql.sign_in.refresh_token import RefreshToken
from marketplace.graphql.sign_in.revoke_token import RevokeToken


class SignInMutations(graphene.ObjectType):
    create_token = CreateToken.Field()
    refresh_token = RefreshToken.Field()
    revoke_token = RevokeToken.Field()
    end_session = EndSession.Field()
    end_all_sessions = EndAllSessions.Field()
