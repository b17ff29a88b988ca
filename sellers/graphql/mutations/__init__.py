import graphene

from sellers.graphql.mutations.accept_invitation import AcceptInvitation
from sellers.graphql.mutations.accept_paper import AcceptPaper
from sellers.graphql.mutations.apply_as_seller import ApplyAsSeller
from sellers.graphql.mutations.approve_application import ApproveApplication
from sellers.graphql.mutations.ask_for_more import AskForMore
from sellers.graphql.mutations.cancel_holiday import CancelHoliday
from sellers.graphql.mutations.change_member_role import ChangeMemberRole
from sellers.graphql.mutations.close_seller import CloseSeller
from sellers.graphql.mutations.comment_on_application import CommentOnApplication
from sellers.graphql.mutations.edit_application import EditApplication
from sellers.graphql.mutations.edit_shop import EditShop
from sellers.graphql.mutations.invite_member import InviteMember
from sellers.graphql.mutations.leave_seller import LeaveSeller
from sellers.graphql.mutations.reactivate_seller import ReactivateSeller
from sellers.graphql.mutations.refuse_application import RefuseApplication
from sellers.graphql.mutations.reject_paper import RejectPaper
from sellers.graphql.mutations.remove_member import RemoveMember
from sellers.graphql.mutations.resend_invitation import ResendInvitation
from sellers.graphql.mutations.revoke_invitation import RevokeInvitation
from sellers.graphql.mutations.set_holiday import SetHoliday
from sellers.graphql.mutations.set_payout_account import SetPayoutAccount
from sellers.graphql.mutations.set_seller_trust import SetSellerTrust
from sellers.graphql.mutations.submit_application import SubmitApplication
from sellers.graphql.mutations.suspend_seller import SuspendSeller
from sellers.graphql.mutations.upload_paper import UploadPaper
from sellers.graphql.mutations.withdraw_application import WithdrawApplication


class SellerMutations(graphene.ObjectType):
    apply_as_seller = ApplyAsSeller.Field()
    edit_application = EditApplication.Field()
    upload_paper = UploadPaper.Field()
    submit_application = SubmitApplication.Field()
    withdraw_application = WithdrawApplication.Field()
    comment_on_application = CommentOnApplication.Field()
    accept_paper = AcceptPaper.Field()
    reject_paper = RejectPaper.Field()
    approve_application = ApproveApplication.Field()
    ask_for_more = AskForMore.Field()
    refuse_application = RefuseApplication.Field()
    suspend_seller = SuspendSeller.Field()
    reactivate_seller = ReactivateSeller.Field()
    set_seller_trust = SetSellerTrust.Field()
    close_seller = CloseSeller.Field()
    edit_shop = EditShop.Field()
    set_holiday = SetHoliday.Field()
    cancel_holiday = CancelHoliday.Field()
    set_payout_account = SetPayoutAccount.Field()
    invite_member = InviteMember.Field()
    resend_invitation = ResendInvitation.Field()
    revoke_invitation = RevokeInvitation.Field()
    accept_invitation = AcceptInvitation.Field()
    change_member_role = ChangeMemberRole.Field()
    remove_member = RemoveMember.Field()
    leave_seller = LeaveSeller.Field()
