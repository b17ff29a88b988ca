"""What the office's page about money says: of its queues, of rows that wait, and of what was done."""

from django.utils.translation import gettext_lazy as _

PLACES = {
    "chuyen-khoan": _("Bank transfers that wait"),
    "hoan-tien": _("Refunds to send"),
    "chi-tra": _("Payouts to shops"),
    "thu-ho": _("Cash from carriers that waits"),
}
REFUNDS = {
    "CANCELLED": _("the order was cancelled"),
    "FAILED": _("the parcel could not be delivered"),
    "OVERPAID": _("more was paid than was due"),
    "LATE": _("the money came too late"),
    "RETURNED": _("the goods were given back"),
}
CASH = {
    "MATCHED": _("as collected"),
    "UNDER": _("less than was collected: it counts, the rest is missing"),
    "OVER": _("more than was collected: what was missing counts"),
    "REPEATED": _("was handed over already"),
    "UNEXPECTED": _("the carrier has no cash of this order"),
    "UNKNOWN": _("for no known order"),
}
COUNTED = {"MATCHED", "UNDER", "OVER"}  # cannot be matched once more
DONE = {
    "sao-ke": _("The statement is taken in: %(taken)s new lines, of which %(waiting)s wait."),
    "bang-ke": _("The carrier's list is taken in: %(taken)s new lines, of which %(waiting)s wait."),
    "khop.EXACT": _("The transfer is matched: the order is paid."),
    "khop.UNDER": _("The transfer is matched: a part of the order is paid."),
    "khop.OVER": _("The transfer is matched: the order is paid, and what is too much is to be sent back."),
    "khop.REPEATED": _("The transfer is matched: the order was paid already, so the money is to be sent back."),
    "khop.LATE": _("The transfer is matched: it came too late, so the money is to be sent back."),
    "ghi": _("The transfer is settled with your note."),
    "hoan": _("The refund is recorded as sent."),
    "lap": _("The payouts are drawn up. Download the bank's file and send them."),
    "chi": _("The payout is recorded as sent."),
    "chi-hong": _("The payout is recorded as failed: the money is in the shop's balance again."),
    "khop-thu.MATCHED": _("The line is matched: the cash of the order is complete."),
    "khop-thu.UNDER": _("The line is matched: less came than was collected, so it waits for the rest."),
    "khop-thu.OVER": _("The line is matched: more came than was collected, so it waits."),
    "khop-thu.REPEATED": _("The cash of this order was handed over already: the line still waits."),
    "khop-thu.UNEXPECTED": _("The carrier has no cash of this order: the line still waits."),
    "ghi-thu": _("The line is settled with your note."),
}
