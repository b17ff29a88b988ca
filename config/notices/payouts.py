from django.utils.translation import gettext_lazy as _

from marketplace.events import PayoutFailed, PayoutSent
from marketplace.notices.kinds import Audience, Notice, Notices
from orders.recipients import paid
from sellers.recipients import members_with
from sellers.rights import Right

PAYOUTS: Notices = {
    PayoutSent: [
        Notice(
            kind="payout_sent",
            label=_("Your shop was paid"),
            audience=Audience.SHOP,
            to=members_with(Right.PAYOUTS),
            title=_("%(sum)s was paid to %(shop)s"),
            text=_(
                "%(sum)s went to the account %(number)s of %(shop)s. The reference is %(reference)s; the"
                " statement says what it is made of."
            ),
            details=paid,
        )
    ],
    PayoutFailed: [
        Notice(
            kind="payout_failed",
            label=_("A payout of your shop came back"),
            audience=Audience.SHOP,
            to=members_with(Right.PAYOUTS),
            title=_("A payout of %(shop)s came back"),
            text=_(
                "%(sum)s could not be paid to the account %(number)s of %(shop)s:\n\n%(reason)s\n\nThe money comes"
                " with the next payout. Please look whether the account is right."
            ),
            details=paid,
        )
    ],
}
