"""What is held of a person, list by list: what an export hands over, and what an erasure does with it.

A test takes every model that leads to a user, and every field that looks like a person's, from the code: whoever adds
one adds its line here. Kept rows are the books: ten years by accounting law (Decree 174/2016, article 13), and what
the law on e-commerce wants known of sellers. docs/personal-data.md says the same to people.
"""

from collections.abc import Mapping
from typing import Any

from marketplace.commands.personal_data.erasing import forget_contacts, needs_officer
from marketplace.personal_data import Fate, Holding, PersonalData
from orders.commands.personal_data import awaits_money, forget_returns, has_open_orders, photos_of, review_photos_of
from orders.commands.review_photos import forget_review_photos
from sellers.commands.follows import forget_follows
from sellers.commands.personal_data import forget_invitations, forget_unopened_shops, needs_owner, papers_of

EMPTY_ACCOUNT: Mapping[str, Any] = {
    "email": None,
    "phone": None,
    "full_name": "",
    "language": "vi",
    "email_verified_at": None,
    "phone_verified_at": None,
    "last_login": None,
    "is_active": False,
    "is_staff": False,
    "is_superuser": False,
}
BOOKS = "who did it is a number in the books; what the person did stands in their trail"


def kept(model: str, path: str) -> Holding:
    return Holding(model=model, path=path, fate=Fate.KEPT, why=BOOKS)


GROUND = (
    Holding(
        model="marketplace.User",
        path="pk",
        name="account",
        fields=(
            *("id", "email", "email_verified_at", "phone", "phone_verified_at", "full_name", "language", "joined_at"),
            *("last_login", "is_staff", "erasure_due_at"),
        ),
        fate=Fate.BLANKED,
        blank=EMPTY_ACCOUNT,
        why="the number stays, for all that points at it",
    ),
    Holding(
        model="marketplace.Session",
        path="user",
        name="devices",
        fields=("kind", "label", "address", "created_at", "last_seen_at", "ended_at", "end_reason"),
        fate=Fate.DELETED,
        why="of the person alone",
    ),
    Holding(
        model="marketplace.Notification",
        path="recipient",
        name="notices",
        fields=("kind", "params", "created_at", "read_at", "mailed_at"),
        fate=Fate.DELETED,
        why="of the person alone",
    ),
    Holding(
        model="marketplace.MailOptOut",
        path="user",
        name="mails_not_wanted",
        fields=("kind", "created_at"),
        fate=Fate.DELETED,
        why="of the person alone",
    ),
    Holding(
        model="marketplace.OneTimeCode",
        path="user",
        name="codes_sent",
        fields=("purpose", "recipient", "created_at", "sent_at", "used_at"),
        fate=Fate.DELETED,
        why="of the person alone",
    ),
    Holding(
        model="marketplace.IdempotencyKey",
        path="user",
        name="repeatable_requests",
        fields=("operation", "key", "created_at"),
        fate=Fate.DELETED,
        why="kept for a day in any case",
    ),
    Holding(
        model="marketplace.Post",
        path="officer",
        name="posts",
        fields=("level", "place__name", "held_from", "ended_at"),
        fate=Fate.KEPT,
        why="who could decide when is public business",
    ),
    Holding(
        model="marketplace.AuditEntry",
        path="actor",
        name="trail",
        fields=("created_at", "action", "object_type", "object_id", "object_name", "before", "after"),
        fate=Fate.KEPT,
        why="the books; what it says of the account itself is taken out",
    ),
    Holding(model="admin.LogEntry", path="user", fate=Fate.DELETED, why="the trail has the same, and more"),
)
SELLERS = (
    Holding(
        model="sellers.Member",
        path="user",
        name="shops",
        fields=("seller__name", "seller__legal_name", "role", "joined_at"),
        fate=Fate.DELETED,
        why="who worked where is no business of others",
    ),
    Holding(
        model="sellers.Application",
        path="applicant",
        name="applications",
        fields=("seller__legal_name", "seller__tax_code", "status", "created_at", "submitted_at", "decided_at"),
        fate=Fate.KEPT,
        why="law wants sellers known; one that was never approved is emptied",
    ),
    Holding(
        model="sellers.Paper",
        path="uploaded_by",
        name="papers",
        fields=("seller__name", "kind", "number", "issued_on", "expires_on", "status", "uploaded_at"),
        fate=Fate.KEPT,
        why="papers are the shop's; those of a shop that was never approved are deleted with their files",
    ),
    Holding(
        model="sellers.Invitation",
        path="accepted_by",
        name="invitations_accepted",
        fields=("seller__name", "role", "email", "phone", "accepted_at"),
        fate=Fate.KEPT,
        why="who joined when, without the address; open ones are deleted",
    ),
    Holding(
        model="sellers.PayoutAccount",
        path="changed_by",
        name="payout_accounts",
        fields=("seller__name", "bank_bin", "holder", "changed_at"),
        fate=Fate.KEPT,
        why="where the shop's money goes",
    ),
    Holding(
        model="sellers.Follow",
        path="user",
        name="shops_followed",
        fields=("seller__name", "followed_at", "told_at"),
        fate=Fate.DELETED,
        why="of the person alone; forget_follows keeps the count right",
    ),
    kept("sellers.Application", "decided_by"),
    kept("sellers.ApplicationStep", "actor"),
    kept("sellers.Paper", "decided_by"),
    kept("sellers.Invitation", "invited_by"),
)
CATALOGUE = (
    Holding(
        model="catalog.SavedProduct",
        path="user",
        name="wishlist",
        fields=("product__name", "saved_at", "price_seen", "price_told_at", "stock_told_at"),
        fate=Fate.DELETED,
        why="of the person alone",
    ),
    kept("catalog.PriceChange", "actor"),
    kept("catalog.StockMovement", "actor"),
    kept("catalog.ImportJob", "actor"),
)

LIVESTREAMS = (
    Holding(
        model="livestreams.Host",
        path="user",
        name="livestreams_hosted",
        fields=("livestream__title_vi", "role", "name", "rules_version", "rules_accepted_at", "added_at"),
        fate=Fate.KEPT,
        why="the record of a livestream is kept for three years (Law on e-commerce), and then deleted",
    ),
    Holding(
        model="livestreams.HostIdentity",
        path="user",
        name="host_identity",
        fields=("verified_at", "document_kind"),
        fate=Fate.DELETED,
        why="only that an officer saw a document, never the document",
    ),
    Holding(
        model="livestreams.Complaint",
        path="reporter",
        name="livestream_complaints",
        fields=("livestream__title_vi", "ground", "note", "made_at", "settled_at", "answer"),
        fate=Fate.DELETED,
        why="of the person alone",
    ),
    kept("livestreams.LivestreamSeller", "accepted_by"),
    kept("livestreams.HostIdentity", "verified_by"),
    kept("livestreams.Complaint", "settled_by"),
)
ORDERS = (
    kept("orders.BankTransfer", "settled_by"),
    kept("orders.CodRemittance", "settled_by"),
    kept("orders.Refund", "sent_by"),
    kept("orders.VoucherRedemption", "user"),
    kept("orders.PayoutBatch", "drawn_up_by"),
    kept("orders.Payout", "settled_by"),
    Holding(
        model="orders.Order",
        path="user",
        name="orders",
        fields=("number", "placed_at", "contact_name", "phone", "email", "street", "place__name", "note", "total"),
        fate=Fate.KEPT,
        why="accounting documents are kept for ten years (Decree 174/2016, article 13)",
    ),
    Holding(
        model="orders.Return",
        path="seller_order__order__user",
        name="returns",
        fields=("number", "requested_at", "reason", "note", "answer", "status", "amount", "refund_to"),
        fate=Fate.KEPT,
        why="accounting documents; photos and bank accounts are deleted",
    ),
    Holding(
        model="orders.Cart",
        path="user",
        name="cart",
        fields=("updated_at",),
        fate=Fate.DELETED,
        why="of the person alone",
    ),
    Holding(
        model="orders.Review",
        path="seller_order__order__user",
        name="reviews",
        fields=(
            *("product__name", "stars", "text", "author_name", "posted_at", "edited_at", "reply"),
            *("hidden_at", "hidden_ground", "hidden_reason"),
        ),
        fate=Fate.BLANKED,
        blank={"author_name": ""},
        why="others rely on what buyers said, not on who they were",
    ),
    Holding(
        model="orders.ReviewPhoto",
        path="review__seller_order__order__user",
        name="review_photos",
        fields=("review__product__name", "position", "added_at"),
        fate=Fate.DELETED,
        why="of the person alone; forget_review_photos takes the files",
    ),
    Holding(
        model="orders.ReviewReport",
        path="reporter",
        name="reviews_reported",
        fields=("review__product__name", "ground", "note", "reported_at"),
        fate=Fate.DELETED,
        why="of the person alone",
    ),
)

# Fields with a person's address or name that no key ties to an account: why they may stay, or where they go.
UNTIED: Mapping[str, str] = {
    "sellers.Seller": "the law wants a seller's name and address shown; emptied for one that was never approved",
    "sellers.Invitation": "forget_invitations",
    "sellers.PayoutAccount": "deleted for a shop that was never approved, else where its money goes",
    "marketplace.OneTimeCode": "forget_contacts",
    "orders.Payout": "where a shop's money went: kept with the books",
    "orders.Order": "of guests too: kept with the books, like the orders of those with an account",
    "orders.VoucherRedemption": "of an order, so that a voucher's limits hold: kept with it",
}

PERSONAL_DATA = PersonalData(
    holdings=(*GROUND, *SELLERS, *CATALOGUE, *LIVESTREAMS, *ORDERS),
    files=(papers_of, review_photos_of, photos_of),
    erasers=(
        forget_contacts,
        forget_invitations,
        forget_unopened_shops,
        forget_review_photos,
        forget_returns,
        forget_follows,
    ),
    obstacles=(needs_officer, needs_owner, has_open_orders, awaits_money),
)
