from django.utils.translation import gettext_lazy as _

from marketplace.events import (
    PaperAccepted,
    PaperExpired,
    PaperExpiring,
    PaperRejected,
    PaperUploaded,
    SellerApplicationWithdrawn,
    SellerApplied,
    SellerApproved,
    SellerMoreNeeded,
    SellerRefused,
)
from marketplace.notices.kinds import Audience, Notice, Notices
from marketplace.notices.words import day_label
from sellers.recipients import (
    members_with,
    officers_of_open_shop,
    officers_with,
    paper_label,
    shop,
)
from sellers.rights import Right

PAPER = {"kind": paper_label, "expires_on": day_label}

APPLYING: Notices = {
    SellerApplied: [
        Notice(
            kind="application_waits",
            label=_("An application waits for the office"),
            audience=Audience.OFFICE,
            to=officers_with("sellers.change_application"),
            title=_("%(shop)s has applied to sell"),
            text=_("The application of %(shop)s was handed in and waits for your office."),
            details=shop,
        )
    ],
    SellerApplicationWithdrawn: [
        Notice(
            kind="application_withdrawn",
            label=_("An application was withdrawn"),
            audience=Audience.OFFICE,
            to=officers_with("sellers.change_application"),
            title=_("%(shop)s has withdrawn its application"),
            text=_("The application of %(shop)s needs no decision any more."),
            details=shop,
            is_mailed=False,
        )
    ],
    SellerMoreNeeded: [
        Notice(
            kind="application_more_needed",
            label=_("Your application needs something more"),
            audience=Audience.SHOP,
            to=members_with(Right.PAPERS),
            title=_("The application of %(shop)s needs something more"),
            text=_("The office has given the application of %(shop)s back. It says:\n\n%(reason)s"),
            details=shop,
            is_required=True,
        )
    ],
    SellerApproved: [
        Notice(
            kind="application_approved",
            label=_("Your application was approved"),
            audience=Audience.SHOP,
            to=members_with(Right.PAPERS),
            title=_("%(shop)s may sell now"),
            text=_("The office has approved the application of %(shop)s. What you put on sale can be seen by all."),
            details=shop,
            is_required=True,
        )
    ],
    SellerRefused: [
        Notice(
            kind="application_refused",
            label=_("Your application was refused"),
            audience=Audience.SHOP,
            to=members_with(Right.PAPERS),
            title=_("The application of %(shop)s was refused"),
            text=_("The office has refused the application of %(shop)s. It says:\n\n%(reason)s"),
            details=shop,
            is_required=True,
        )
    ],
}

PAPERS: Notices = {
    PaperUploaded: [
        Notice(
            kind="paper_uploaded",
            label=_("A shop has handed in a paper"),
            audience=Audience.OFFICE,
            to=officers_of_open_shop,
            title=_("%(shop)s has handed in a paper"),
            text=_("%(shop)s has handed in: %(kind)s. It waits for your office."),
            details=shop,
            shown=PAPER,
            is_mailed=False,
        )
    ],
    PaperAccepted: [
        Notice(
            kind="paper_accepted",
            label=_("A paper was accepted"),
            audience=Audience.SHOP,
            to=members_with(Right.PAPERS),
            title=_("A paper of %(shop)s was accepted"),
            text=_("The office has accepted: %(kind)s."),
            details=shop,
            shown=PAPER,
        )
    ],
    PaperRejected: [
        Notice(
            kind="paper_rejected",
            label=_("A paper was rejected"),
            audience=Audience.SHOP,
            to=members_with(Right.PAPERS),
            title=_("A paper of %(shop)s was rejected"),
            text=_("The office has rejected: %(kind)s. It says:\n\n%(reason)s"),
            details=shop,
            shown=PAPER,
            is_required=True,
        )
    ],
    PaperExpiring: [
        Notice(
            kind="paper_expiring",
            label=_("A paper will expire"),
            audience=Audience.SHOP,
            to=members_with(Right.PAPERS),
            title=_("A paper of %(shop)s ends in %(days_left)s days"),
            text=_(
                "%(kind)s of %(shop)s holds until %(expires_on)s. Please hand in a new one before that day: without"
                " it the shop may have to stop taking orders."
            ),
            details=shop,
            shown=PAPER,
            is_required=True,
        )
    ],
    PaperExpired: [
        Notice(
            kind="paper_expired",
            label=_("A paper has expired"),
            audience=Audience.SHOP,
            to=members_with(Right.PAPERS),
            title=_("A paper of %(shop)s has expired"),
            text=_(
                "%(kind)s of %(shop)s held until %(expires_on)s. If the law asks for it, the shop takes no orders"
                " until a new one is accepted; its pages stay."
            ),
            details=shop,
            shown=PAPER,
            is_required=True,
        )
    ],
}

APPLICATIONS: Notices = {**APPLYING, **PAPERS}
