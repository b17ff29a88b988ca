import graphene

from marketplace.graphql.sign_in.change_contact import ChangeContact
from marketplace.graphql.sign_in.change_password import ChangePassword
from marketplace.graphql.sign_in.create_token import CreateToken
from marketplace.graphql.sign_in.end_all_sessions import EndAllSessions
from marketplace.graphql.sign_in.end_session import EndSession
from marketplace.graphql.sign_in.refresh_token import RefreshToken
from marketplace.graphql.sign_in.register_user import RegisterUser
from marketplace.graphql.sign_in.request_code import RequestCode
from marketplace.graphql.sign_in.request_contact_change import RequestContactChange
from marketplace.graphql.sign_in.reset_password import ResetPassword
from marketplace.graphql.sign_in.revoke_token import RevokeToken
from marketplace.graphql.sign_in.update_profile import UpdateProfile
from marketplace.graphql.sign_in.verify_email import VerifyEmail


class SignInMutations(graphene.ObjectType):
    request_code = RequestCode.Field()
    register_user = RegisterUser.Field()
    create_token = CreateToken.Field()
    refresh_token = RefreshToken.Field()
    revoke_token = RevokeToken.Field()
    reset_password = ResetPassword.Field()
    change_password = ChangePassword.Field()
    request_contact_change = RequestContactChange.Field()
    change_contact = ChangeContact.Field()
    verify_email = VerifyEmail.Field()
    update_profile = UpdateProfile.Field()
    end_session = EndSession.Field()
    end_all_sessions = EndAllSessions.Field()
