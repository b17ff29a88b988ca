from sellers.models.applications import (
    DECIDED,
    OPEN,
    WITH_THE_APPLICANT,
    Application,
    ApplicationStatus,
    ApplicationStep,
    StepKind,
)
from sellers.models.follows import Follow, Following
from sellers.models.goods import GoodsKind
from sellers.models.invitations import Invitation
from sellers.models.members import Member, Role
from sellers.models.papers import Paper, PaperKind, PaperStatus
from sellers.models.payouts import PayoutAccount, masked_stripe_account
from sellers.models.sellers import HOLDERS_OF_TAX_CODES, LegalForm, Seller, SellerStatus

__all__ = [
    "DECIDED",
    "HOLDERS_OF_TAX_CODES",
    "OPEN",
    "WITH_THE_APPLICANT",
    "Application",
    "ApplicationStatus",
    "ApplicationStep",
    "Follow",
    "Following",
    "GoodsKind",
    "Invitation",
    "LegalForm",
    "Member",
    "Paper",
    "PaperKind",
    "PaperStatus",
    "PayoutAccount",
    "Role",
    "Seller",
    "SellerStatus",
    "StepKind",
    "masked_stripe_account",
]
