"""Who listens to what: the one table of event subscriptions.

A string is the name of a Celery task, called with the event's fields as keyword arguments (it should swallow those
that it does not know: events grow). A function takes the event and runs in the relay's transaction. Events come at
least once and in order within their aggregate, so subscribers must be repeatable. Whom an event is told to, and how,
stands in `config/notices/`.
"""

from catalog.commands.new_goods import note_new_product
from catalog.commands.ratings import note_rating
from catalog.commands.saved import note_offer
from config.notices import NOTICES
from marketplace.commands.notices.notify import notify
from marketplace.commands.relay import Numbered, Subscriptions
from marketplace.events import (
    CertificateIssued,
    CertificateRevoked,
    CodeRequested,
    ImageStored,
    ImportFinished,
    ImportRequested,
    MemberInvited,
    OrderPlaced,
    PriceChanged,
    ProductApproved,
    ProductPaused,
    ProductPublished,
    ProductRestored,
    ProductSaved,
    ProductTakenDown,
    ReviewEdited,
    ReviewHidden,
    ReviewPosted,
    ReviewShown,
    SellerApproved,
    SellerClosed,
    SellerEdited,
    SellerReactivated,
    SellerSuspended,
    StockChanged,
)
from search.commands.together import count_together

TASKS: Subscriptions = {
    ImageStored: ["marketplace.make_renditions"],
    ImportRequested: ["catalog.run_import"],
    CodeRequested: ["marketplace.send_code"],
    MemberInvited: ["sellers.send_invitation"],
    # What a shop may sell shows, or goes, with the shop.
    SellerApproved: ["catalog.refresh_listings_of_seller"],
    SellerSuspended: ["catalog.refresh_listings_of_seller"],
    SellerReactivated: ["catalog.refresh_listings_of_seller"],
    SellerClosed: ["catalog.refresh_listings_of_seller"],
}

# What changes a listing. Triggers note which products: this only says that there is something to do at once.
INDEXED = (
    *(ProductPublished, ProductPaused, ProductSaved, ProductApproved, ProductTakenDown, ProductRestored),
    *(PriceChanged, StockChanged, CertificateIssued, CertificateRevoked, SellerEdited, ImportFinished),
    *(ReviewPosted, ReviewEdited, ReviewHidden, ReviewShown),
)
SEARCHED: Subscriptions = {event: ["search.index_pending"] for event in INDEXED}

COUNTED: Subscriptions = {
    OrderPlaced: [count_together],
    # Before the index is told: see the order in SUBSCRIPTIONS.
    ReviewPosted: [note_rating],
    ReviewEdited: [note_rating],
    ReviewHidden: [note_rating],
    ReviewShown: [note_rating],
}

# Listings were written with the change itself, so these compare with what shoppers see.
WATCHED: Subscriptions = {
    ProductPublished: [note_offer, note_new_product],
    **{event: [note_offer] for event in (ProductSaved, PriceChanged, StockChanged)},
}

TOLD: Subscriptions = {event: [Numbered(notify)] for event in NOTICES}

TABLES = (TASKS, COUNTED, WATCHED, SEARCHED, TOLD)
SUBSCRIPTIONS: Subscriptions = {
    event: [subscriber for table in TABLES for subscriber in table.get(event, ())]
    for event in dict.fromkeys(event for table in TABLES for event in table)
}
