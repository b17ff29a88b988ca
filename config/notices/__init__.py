"""Which event is told to whom, in which words: the one table of notices, by the part of life that they are about.

Every event stands here: with its notices, or in SILENT with the reason why nobody is told.
"""

from config.notices.accounts import ACCOUNTS
from config.notices.applications import APPLICATIONS
from config.notices.orders import ORDERS
from config.notices.payouts import PAYOUTS
from config.notices.products import PRODUCTS
from config.notices.returns import RETURNS
from config.notices.reviews import REVIEWS
from config.notices.saved import SAVED
from config.notices.shops import SHOPS
from marketplace.events import (
    CodeRequested,
    Event,
    ImageStored,
    ImportRequested,
    MemberInvited,
    OrderAwaitsPayment,
    OrderPlaced,
    PriceChanged,
    ProductMediaAdded,
    ProductPaused,
    ProductPublished,
    ProductSaved,
    ProductWithdrawn,
    ReturnReceived,
    ReviewEdited,
    SellerEdited,
    SellerHolidayCancelled,
    SellerHolidaySet,
    SellerOrderCompleted,
    SellerOrderDelivered,
    ShipmentWanted,
    StockChanged,
    UserRegistered,
)
from marketplace.notices.kinds import Notices

NOTICES: Notices = {
    **ACCOUNTS,
    **APPLICATIONS,
    **SHOPS,
    **PRODUCTS,
    **ORDERS,
    **RETURNS,
    **REVIEWS,
    **SAVED,
    **PAYOUTS,
}

SILENT: dict[type[Event], str] = {
    UserRegistered: "whoever registered was there; the address is confirmed by a code",
    CodeRequested: "the code is a message of its own",
    MemberInvited: "the invitation is a message of its own",
    ImageStored: "work for machines",
    ImportRequested: "work for machines",
    SellerEdited: "members did it themselves; it stands in the audit trail",
    SellerHolidaySet: "members did it themselves; it stands in the audit trail",
    SellerHolidayCancelled: "members did it themselves; it stands in the audit trail",
    ProductSaved: "members did it themselves; it stands in the audit trail",
    ProductMediaAdded: "members did it themselves; it stands in the audit trail",
    ProductWithdrawn: "it only leaves the officers' queue",
    ProductPublished: "members know; who follows the shop is told by ShopHasNewProduct",
    ProductPaused: "members or their office did it; it stands in the audit trail",
    PriceChanged: "who saved the product is told by ProductPriceDropped",
    OrderAwaitsPayment: "a mail of its own says how to pay",
    ShipmentWanted: "work for machines",
    OrderPlaced: "each shop is told of its part",
    SellerOrderDelivered: "the buyer has it in their hands",
    SellerOrderCompleted: "nothing is left to be done",
    ReturnReceived: "the buyer is told when the money goes back",
    ReviewEdited: "it stands on the product's page",
    StockChanged: "too often; who saved the product is told by ProductBackInStock",
}
