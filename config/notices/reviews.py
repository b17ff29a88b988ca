from django.utils.translation import gettext_lazy as _

from catalog.recipients import keepers_with, product
from marketplace.events import ReviewHidden, ReviewPosted, ReviewReplied, ReviewReported, ReviewShown
from marketplace.notices.kinds import Audience, Notice, Notices
from orders.recipients import the_buyer
from orders.review_recipients import ground_label, moderators
from sellers.rights import Right

REVIEWS: Notices = {
    ReviewPosted: [
        Notice(
            kind="review_posted",
            label=_("A buyer reviewed a product"),
            audience=Audience.SHOP,
            to=keepers_with(Right.SHOP),
            title=_("%(product)s was reviewed"),
            text=_("A buyer has reviewed %(product)s. You can answer once, for everybody to read."),
            details=product,
        )
    ],
    ReviewReplied: [
        Notice(
            kind="review_answered",
            label=_("A shop answered your review"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("%(shop)s has answered your review"),
            text=_("%(shop)s has answered what you wrote of %(product)s. It stands below your review."),
            details=product,
        )
    ],
    ReviewReported: [
        Notice(
            kind="review_reported",
            label=_("A review was reported"),
            audience=Audience.OFFICE,
            to=moderators,
            title=_("A review of %(product)s was reported"),
            text=_("Somebody thinks that a review of %(product)s should not stand there. Your office decides."),
            details=product,
        )
    ],
    ReviewHidden: [
        Notice(
            kind="review_hidden",
            label=_("Your review was hidden"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("Your review of %(product)s was hidden"),
            text=_(
                "An officer has hidden your review of %(product)s. The ground: %(ground)s. The officer"
                " says:\n\n%(reason)s"
            ),
            details=product,
            shown={"ground": ground_label},
            is_required=True,
        )
    ],
    ReviewShown: [
        Notice(
            kind="review_shown",
            label=_("Your review is shown again"),
            audience=Audience.ACCOUNT,
            to=the_buyer,
            title=_("Your review of %(product)s is shown again"),
            text=_("An officer has looked at it anew: your review of %(product)s stands on its page again."),
            details=product,
            is_required=True,
        )
    ],
}
