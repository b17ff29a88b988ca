from django.utils.translation import gettext_lazy as _

from marketplace.events import (
    SellerOrderCancelled,
    SellerOrderConfirmed,
    SellerOrderFailed,
    SellerOrderLapsed,
    SellerOrderPlaced,
    SellerOrderReduced,
    SellerOrderShipped,
    ShipmentRefused,
)
from marketplace.notices.kinds import Audience, Notice, Notices
from orders.recipients import if_by, parcel, the_buyer
from orders.states import Side
from sellers.recipients import members_with, shop
from sellers.rights import Right

ORDERS: Notices = {
    SellerOrderPlaced: [
        Notice(
            kind="order_placed",
            label=_("An order came in"),
            audience=Audience.SHOP,
            to=members_with(Right.ORDERS),
            title=_("A new order for %(shop)s: %(number)s"),
            text=_("%(number)s waits for %(shop)s to confirm it. Until then the buyer may still cancel."),
            details=shop,
        ),
    ],
    SellerOrderConfirmed: [
        Notice(
            kind="order_confirmed",
            label=_("A shop confirmed your order"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("%(shop)s has confirmed your order %(number)s"),
            text=_("%(shop)s is getting your order %(number)s ready."),
            details=shop,
        ),
    ],
    ShipmentRefused: [
        Notice(
            kind="parcel_refused",
            label=_("A carrier does not take a parcel"),
            audience=Audience.SHOP,
            to=members_with(Right.ORDERS),
            title=_("%(carrier)s: please look at the parcel %(number)s"),
            text=_("%(carrier)s does not do what was asked of it for %(number)s:\n\n%(reason)s"),
            details=shop,
        ),
    ],
    SellerOrderShipped: [
        Notice(
            kind="order_shipped",
            label=_("Your parcel is on its way"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("Your order %(number)s is on its way"),
            text=_("%(shop)s has handed your order %(number)s over. %(parcel)s"),
            details=parcel,
        ),
    ],
    SellerOrderReduced: [
        Notice(
            kind="order_reduced",
            label=_("A shop cannot send all of your order"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("%(shop)s cannot send all of your order %(number)s"),
            text=_(
                "%(shop)s has cancelled a part of your order %(number)s:\n\n%(reason)s\n\nYou do not pay for it; what"
                " you have paid already goes back to you."
            ),
            details=shop,
            is_required=True,
        ),
    ],
    SellerOrderFailed: [
        Notice(
            kind="order_not_delivered",
            label=_("A parcel could not be delivered"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("Your order %(number)s came back"),
            text=_("%(shop)s could not deliver your order %(number)s:\n\n%(reason)s"),
            details=shop,
        ),
    ],
    SellerOrderLapsed: [
        Notice(
            kind="order_lapsed",
            label=_("Your order was not paid"),
            audience=Audience.ACCOUNT,
            to=if_by(Side.CLOCK, the_buyer),
            title=_("Your order %(number)s was not paid in time"),
            text=_("We kept the goods of %(number)s for you, but the money did not come. Please order again."),
            details=shop,
        ),
    ],
    SellerOrderCancelled: [
        Notice(
            kind="order_cancelled_by_shop",
            label=_("A shop cancelled your order"),
            audience=Audience.ACCOUNT,
            to=if_by(Side.SELLER, the_buyer),
            title=_("%(shop)s cannot deliver your order %(number)s"),
            text=_("%(shop)s has cancelled your order %(number)s:\n\n%(reason)s"),
            details=shop,
            is_required=True,
        ),
        Notice(
            kind="order_cancelled_by_buyer",
            label=_("A buyer cancelled an order"),
            audience=Audience.SHOP,
            to=if_by(Side.BUYER, members_with(Right.ORDERS)),
            title=_("The order %(number)s was cancelled"),
            text=_("The buyer has cancelled %(number)s. There is nothing to send.\n\n%(reason)s"),
            details=shop,
        ),
    ],
}
