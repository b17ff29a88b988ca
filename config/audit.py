"""The audit trail's two tables: what owns the things that commands change, and what people call the commands."""

from django.utils.translation import gettext_lazy as _

from marketplace.audit_scopes import Owners

# The nearer owner first: what hangs on a seller is the seller's, whoever uploaded it.
OWNERS: Owners = {"sellers.seller": "office_place_id", "marketplace.user": None}

# In the past tense, as a sentence about the actor: "Nguyễn Thị Lan: published a product". A command without a line
# here is shown by its own name, and tests/config/test_audit.py fails.
ACTIONS = {
    # accounts
    "register_user": _("opened the account"),
    "change_password": _("changed the password"),
    "reset_password": _("set a new password by code"),
    "change_contact": _("changed the email address or phone number"),
    "end_session": _("signed a device out"),
    "end_all_sessions": _("signed all devices out"),
    "refresh_token": _("signed a device out: its token came back after use"),
    # officers
    "export_personal_data": _("took their data away"),
    "request_erasure": _("asked for their account to be deleted"),
    "cancel_erasure": _("took the deletion of their account back"),
    "hold_back_erasure": _("kept an account that is needed"),
    "erase_account": _("deleted an account"),
    "appoint_officer": _("appointed an officer"),
    "end_post": _("ended an officer's post"),
    # sellers: becoming one
    "apply_as_seller": _("began an application to sell"),
    "edit_application": _("changed the application"),
    "upload_paper": _("handed in a paper"),
    "read_paper": _("opened a paper"),
    "submit_application": _("submitted the application"),
    "withdraw_application": _("withdrew the application"),
    "comment_on_application": _("commented on the application"),
    "accept_paper": _("accepted a paper"),
    "reject_paper": _("rejected a paper"),
    "approve_application": _("approved the application"),
    "ask_for_more": _("gave the application back and asked for more"),
    "refuse_application": _("refused the application"),
    # sellers: the shop and its people
    "suspend_seller": _("suspended the shop"),
    "reactivate_seller": _("brought the shop back"),
    "close_seller": _("closed the shop"),
    "set_seller_trust": _("said whether the shop is trusted"),
    "edit_shop": _("changed the shop's page"),
    "set_holiday": _("set a holiday"),
    "cancel_holiday": _("ended the holiday"),
    "set_payout_account": _("changed the bank account"),
    "invite_member": _("invited somebody to work for the shop"),
    "resend_invitation": _("sent an invitation again"),
    "revoke_invitation": _("took an invitation back"),
    "accept_invitation": _("accepted an invitation and joined the shop"),
    "change_member_role": _("changed a member's role"),
    "remove_member": _("removed a member"),
    "leave_seller": _("left the shop"),
    # the office
    "edit_account": _("changed an account"),
    "retry_event": _("had an event delivered again"),
    # products and certificates
    "publish_product": _("put a product on sale"),
    "pause_product": _("took a product off the shelves"),
    "save_product": _("saved a product"),
    "submit_product": _("submitted a product for review"),
    "withdraw_product": _("took a product back from review"),
    "return_product": _("gave a product back for mending"),
    "take_down_product": _("blocked a product"),
    "restore_product": _("lifted the block of a product"),
    "delete_product": _("deleted a product"),
    "add_product_media": _("added a picture"),
    "order_product_media": _("put the pictures in order"),
    "describe_product_media": _("described a picture"),
    "remove_product_media": _("removed a picture"),
    "set_prices": _("changed prices"),
    "adjust_stock": _("changed the stock"),
    "import_products": _("imported a spreadsheet"),
    "apply_import": _("had a checked spreadsheet applied"),
    "cancel_import": _("stopped the import of a spreadsheet"),
    # orders
    "confirm_seller_order": _("confirmed an order"),
    "ship_seller_order": _("sent an order"),
    "record_delivery": _("handed an order over"),
    "record_failed_delivery": _("took an order back that could not be delivered"),
    "reject_seller_order": _("cancelled an order that the shop cannot deliver"),
    "cancel_order": _("cancelled their order"),
    "confirm_receipt": _("confirmed that the order has arrived"),
    "lapse_unpaid_order": _("let an order go that nobody paid"),
    "receive_payment": _("took a payment in"),
    "record_refund": _("paid money back"),
    "send_refund": _("paid money back to a card"),
    "import_bank_statement": _("took in a line of a bank statement"),
    "match_transfer": _("matched a bank transfer with an order"),
    "settle_transfer": _("settled a bank transfer"),
    "review_product": _("reviewed a product"),
    "edit_review": _("changed a review"),
    "complete_delivered": _("completed an order that nobody objected to"),
    "issue_certificate": _("registered a certificate"),
    "revoke_certificate": _("revoked a certificate"),
}
