from django.utils.translation import gettext_lazy as _

from marketplace.events import (
    MemberJoined,
    MemberLeft,
    MemberRemoved,
    MemberRoleChanged,
    PayoutAccountChanged,
    SellerClosed,
    SellerReactivated,
    SellerSuspended,
    SellerTrustChanged,
)
from marketplace.notices.kinds import Audience, Notice, Notices
from marketplace.notices.recipients import the_user
from sellers.recipients import members_with, role_label, shop, trust_label
from sellers.rights import Right

ROLE = {"role": role_label}

STATUSES: Notices = {
    SellerSuspended: [
        Notice(
            kind="shop_suspended",
            label=_("Your shop was suspended"),
            audience=Audience.SHOP,
            to=members_with(Right.SHOP),
            title=_("%(shop)s was suspended"),
            text=_("The office has taken %(shop)s off the market for the time being. It says:\n\n%(reason)s"),
            details=shop,
            is_required=True,
        )
    ],
    SellerReactivated: [
        Notice(
            kind="shop_reactivated",
            label=_("Your shop was brought back"),
            audience=Audience.SHOP,
            to=members_with(Right.SHOP),
            title=_("%(shop)s is back on the market"),
            text=_("The office has brought %(shop)s back. It says:\n\n%(reason)s"),
            details=shop,
            is_required=True,
        )
    ],
    SellerClosed: [
        Notice(
            kind="shop_closed",
            label=_("Your shop was closed"),
            audience=Audience.SHOP,
            to=members_with(Right.SHOP),
            title=_("%(shop)s was closed"),
            text=_("%(shop)s is closed. Orders that were placed stay as they are. The reason given:\n\n%(reason)s"),
            details=shop,
            is_required=True,
        )
    ],
    SellerTrustChanged: [
        Notice(
            kind="shop_trust_changed",
            label=_("How your products come on sale was changed"),
            audience=Audience.SHOP,
            to=members_with(Right.LISTINGS),
            title=_("How products of %(shop)s come on sale was changed"),
            text=_("From now on new products of %(shop)s are %(is_trusted)s.\n\n%(reason)s"),
            details=shop,
            shown={"is_trusted": trust_label},
        )
    ],
}

PEOPLE: Notices = {
    MemberJoined: [
        Notice(
            kind="member_joined",
            label=_("Somebody joined your shop"),
            audience=Audience.SHOP,
            to=members_with(Right.MEMBERS),
            title=_("Somebody has joined %(shop)s"),
            text=_("An invitation to %(shop)s was accepted; there is a new member in the role of %(role)s."),
            details=shop,
            shown=ROLE,
        )
    ],
    MemberLeft: [
        Notice(
            kind="member_left",
            label=_("Somebody left your shop"),
            audience=Audience.SHOP,
            to=members_with(Right.MEMBERS),
            title=_("Somebody has left %(shop)s"),
            text=_("A member has left %(shop)s and cannot see or do anything there any more."),
            details=shop,
        )
    ],
    MemberRoleChanged: [
        Notice(
            kind="member_role_changed",
            label=_("Your role in a shop was changed"),
            audience=Audience.SHOP,
            to=the_user,
            title=_("Your role in %(shop)s was changed"),
            text=_("You now work for %(shop)s in the role of %(role)s."),
            details=shop,
            shown=ROLE,
            is_required=True,
        )
    ],
    MemberRemoved: [
        Notice(
            kind="member_removed",
            label=_("You were removed from a shop"),
            audience=Audience.SHOP,
            to=the_user,
            title=_("You work for %(shop)s no more"),
            text=_("An owner of %(shop)s has ended your membership."),
            details=shop,
            is_required=True,
        )
    ],
    PayoutAccountChanged: [
        Notice(
            kind="payout_account_changed",
            label=_("The bank account of your shop was changed"),
            audience=Audience.SHOP,
            to=members_with(Right.PAYOUTS),
            title=_("The bank account of %(shop)s was changed"),
            text=_(
                "The money of %(shop)s goes to the account %(number)s from now on.\n\nIf no owner of the shop did"
                " this, change it back and set new passwords at once."
            ),
            details=shop,
            is_required=True,
        )
    ],
}

SHOPS: Notices = {**STATUSES, **PEOPLE}
