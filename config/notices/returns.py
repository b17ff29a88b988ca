from django.utils.translation import gettext_lazy as _

from marketplace.events import (
    ReturnApproved,
    ReturnCancelled,
    ReturnDecided,
    ReturnDisputed,
    ReturnRefunded,
    ReturnRefused,
    ReturnRequested,
    ReturnSent,
)
from marketplace.notices.kinds import Audience, Notice, Notices
from orders.recipients import decision_label, if_by, the_buyer
from orders.states import Side
from sellers.recipients import members_with, officers_with, shop
from sellers.rights import Right

SHOPS = members_with(Right.ORDERS)

FROM_BUYERS: Notices = {
    ReturnRequested: [
        Notice(
            kind="return_requested",
            label=_("A buyer wants to give goods back"),
            audience=Audience.SHOP,
            to=SHOPS,
            title=_("A buyer wants to give something back: %(number)s"),
            text=_(
                "%(number)s waits for the answer of %(shop)s. If you say nothing for some days, the office decides."
            ),
            details=shop,
            is_required=True,
        )
    ],
    ReturnSent: [
        Notice(
            kind="return_sent",
            label=_("Goods are on their way back to your shop"),
            audience=Audience.SHOP,
            to=SHOPS,
            title=_("The goods of %(number)s are on their way back"),
            text=_("Please say so once they are at %(shop)s, and how many can be sold again."),
            details=shop,
        )
    ],
    ReturnCancelled: [
        Notice(
            kind="return_cancelled",
            label=_("A return was taken back"),
            audience=Audience.SHOP,
            to=SHOPS,
            title=_("%(number)s was taken back"),
            text=_("The buyer keeps the goods of %(number)s after all, or has not sent them in time."),
            is_mailed=False,
        ),
        Notice(
            kind="return_lapsed",
            label=_("You have not sent goods back in time"),
            audience=Audience.ACCOUNT,
            to=if_by(Side.CLOCK, the_buyer),
            title=_("Your return %(number)s has ended"),
            text=_("You have not sent the goods of %(number)s back in time, so you keep them."),
        ),
    ],
}

FROM_SHOPS: Notices = {
    ReturnApproved: [
        Notice(
            kind="return_approved",
            label=_("A shop takes goods back"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("%(shop)s takes the goods of %(number)s back"),
            text=_("Please send the goods of %(number)s, and say so on the page of your order.\n\n%(note)s"),
            details=shop,
            is_required=True,
        )
    ],
    ReturnRefused: [
        Notice(
            kind="return_refused",
            label=_("A shop does not take goods back"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("%(shop)s does not take the goods of %(number)s back"),
            text=_(
                "%(shop)s has refused %(number)s:\n\n%(note)s\n\nIf you do not agree, ask the office within some days"
                " on the page of your order."
            ),
            details=shop,
            is_required=True,
        )
    ],
    ReturnRefunded: [
        Notice(
            kind="return_refunded",
            label=_("Money goes back to you"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("The money of %(number)s goes back to you"),
            text=_("%(shop)s pays back what the goods of %(number)s have cost. It is sent by the office."),
            details=shop,
            is_required=True,
        )
    ],
}

DISPUTES: Notices = {
    ReturnDisputed: [
        Notice(
            kind="return_disputed",
            label=_("A return waits for the office"),
            audience=Audience.OFFICE,
            to=officers_with("orders.change_return"),
            title=_("The return %(number)s waits for a decision"),
            text=_("Buyer and %(shop)s do not agree about %(number)s, or one of them has said nothing.\n\n%(note)s"),
            details=shop,
        ),
        Notice(
            kind="return_before_office",
            label=_("The office decides on a return from your shop"),
            audience=Audience.SHOP,
            to=SHOPS,
            title=_("The office decides on %(number)s"),
            text=_("%(number)s of %(shop)s was put before the office.\n\n%(note)s"),
            details=shop,
        ),
        Notice(
            kind="return_of_yours_before_office",
            label=_("The office decides on your return"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("The office decides on your return %(number)s"),
            text=_("Your return %(number)s was put before the office.\n\n%(note)s"),
        ),
    ],
    ReturnDecided: [
        Notice(
            kind="return_decided_for_shop",
            label=_("The office has decided on a return from your shop"),
            audience=Audience.SHOP,
            to=SHOPS,
            title=_("The office has decided on %(number)s: %(decision)s"),
            text=_("The office says of %(number)s:\n\n%(note)s"),
            shown={"decision": decision_label},
            is_required=True,
        ),
        Notice(
            kind="return_decided",
            label=_("The office has decided on your return"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("The office has decided on your return %(number)s: %(decision)s"),
            text=_("The office says of %(number)s:\n\n%(note)s"),
            shown={"decision": decision_label},
            is_required=True,
        ),
    ],
}

RETURNS: Notices = {**FROM_BUYERS, **FROM_SHOPS, **DISPUTES}
