from django.utils.translation import gettext_lazy as _

from marketplace.events import ContactChanged, ErasureCancelled, ErasureHeldBack, ErasureRequested, PasswordChanged
from marketplace.notices.kinds import Audience, Notice, Notices
from marketplace.notices.recipients import the_user
from marketplace.notices.words import contact_label, day_label

ACCOUNTS: Notices = {
    PasswordChanged: [
        Notice(
            kind="password_changed",
            label=_("Your password was changed"),
            audience=Audience.ACCOUNT,
            to=the_user,
            title=_("Your password was changed"),
            text=_(
                "The password of your account was changed, and your other devices were signed out.\n\nIf it was not"
                " you, set a new password at once by a code: choose “Forgotten password” where you sign in."
            ),
            is_required=True,
        )
    ],
    ContactChanged: [
        Notice(
            kind="contact_changed",
            label=_("Your email address or phone number was changed"),
            audience=Audience.ACCOUNT,
            to=the_user,
            title=_("Your %(kind)s was changed"),
            text=_(
                "Your account has a new %(kind)s.\n\nIf it was not you, set a new password at once and look at the"
                " devices that are signed in."
            ),
            shown={"kind": contact_label},
            is_required=True,
        )
    ],
    ErasureRequested: [
        Notice(
            kind="erasure_requested",
            label=_("Your account will be deleted"),
            audience=Audience.ACCOUNT,
            to=the_user,
            title=_("Your account will be deleted on %(due_on)s"),
            text=_(
                "You asked us to delete your account. Before %(due_on)s you can take that back: sign in and choose"
                " “Keep my account”. After that nobody can bring it back.\n\nIf it was not you, take it back at once"
                " and set a new password."
            ),
            shown={"due_on": day_label},
            is_required=True,
        )
    ],
    ErasureCancelled: [
        Notice(
            kind="erasure_cancelled",
            label=_("Your account stays"),
            audience=Audience.ACCOUNT,
            to=the_user,
            title=_("Your account stays"),
            text=_("Your account will not be deleted, as you wished."),
            is_required=True,
        )
    ],
    ErasureHeldBack: [
        Notice(
            kind="erasure_held_back",
            label=_("Your account could not be deleted"),
            audience=Audience.ACCOUNT,
            to=the_user,
            title=_("Your account could not be deleted"),
            text=_(
                "The day came, and your account was needed again: it is the last owner's of an open shop, or an"
                " officer's. Please settle that first, and then ask for the deletion again."
            ),
            is_required=True,
        )
    ],
}
