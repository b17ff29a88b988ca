from django.utils.translation import gettext_lazy as _

from catalog.recipients import import_label, importer, keepers_with, product, reviewers, spreadsheet
from marketplace.events import (
    CertificateIssued,
    CertificateRevoked,
    ImportFinished,
    ProductApproved,
    ProductRestored,
    ProductReturned,
    ProductSubmitted,
    ProductTakenDown,
)
from marketplace.notices.kinds import Audience, Notice, Notices
from marketplace.notices.words import day_label
from sellers.rights import Right

PRODUCTS: Notices = {
    ProductSubmitted: [
        Notice(
            kind="product_waits",
            label=_("A product waits for the office"),
            audience=Audience.OFFICE,
            to=reviewers,
            title=_("A product of %(shop)s waits for review"),
            text=_("%(product)s of %(shop)s was submitted and waits for your office."),
            details=product,
        )
    ],
    ProductApproved: [
        Notice(
            kind="product_approved",
            label=_("A product was approved"),
            audience=Audience.SHOP,
            to=keepers_with(Right.LISTINGS),
            title=_("%(product)s is on sale"),
            text=_("The office has looked at %(product)s; it can be seen and bought from now on."),
            details=product,
        )
    ],
    ProductReturned: [
        Notice(
            kind="product_returned",
            label=_("A product was given back"),
            audience=Audience.SHOP,
            to=keepers_with(Right.LISTINGS),
            title=_("%(product)s needs mending"),
            text=_("The office has given %(product)s back before it goes on sale. It says:\n\n%(reason)s"),
            details=product,
        )
    ],
    ProductTakenDown: [
        Notice(
            kind="product_taken_down",
            label=_("A product was blocked"),
            audience=Audience.SHOP,
            to=keepers_with(Right.LISTINGS),
            title=_("%(product)s was blocked"),
            text=_("The office has taken %(product)s off the market. It says:\n\n%(reason)s"),
            details=product,
            is_required=True,
        )
    ],
    ProductRestored: [
        Notice(
            kind="product_restored",
            label=_("The block of a product was lifted"),
            audience=Audience.SHOP,
            to=keepers_with(Right.LISTINGS),
            title=_("%(product)s may be sold again"),
            text=_(
                "The office has lifted its block of %(product)s. It is a draft now: put it on sale once it is ready."
            ),
            details=product,
        )
    ],
    CertificateIssued: [
        Notice(
            kind="certificate_issued",
            label=_("A product was recognised"),
            audience=Audience.SHOP,
            to=keepers_with(Right.LISTINGS),
            title=_("%(product)s has %(stars)s OCOP stars"),
            text=_(
                "The recognition of %(product)s with %(stars)s stars is registered. It holds until %(expires_on)s."
            ),
            details=product,
            shown={"expires_on": day_label},
        )
    ],
    CertificateRevoked: [
        Notice(
            kind="certificate_revoked",
            label=_("The recognition of a product was revoked"),
            audience=Audience.SHOP,
            to=keepers_with(Right.LISTINGS),
            title=_("The recognition of %(product)s was revoked"),
            text=_(
                "A certificate of %(product)s was revoked. The OCOP logo may not be used for it any more, unless"
                " another certificate is in force."
            ),
            details=product,
            is_required=True,
        )
    ],
    ImportFinished: [
        Notice(
            kind="import_finished",
            label=_("A spreadsheet was checked or imported"),
            audience=Audience.SHOP,
            to=importer,
            title=_("Your spreadsheet %(file)s: %(status)s"),
            text=_("The work on %(file)s has ended. How it stands: %(status)s."),
            details=spreadsheet,
            shown={"status": import_label},
            about="ImportJob",
            is_mailed=False,
        )
    ],
}
