from django.utils.translation import gettext_lazy as _

from marketplace.events import ContactChanged, PasswordChanged
from marketplace.notices.kinds import Audience, Notice, Notices
from marketplace.notices.recipients import the_user
from marketplace.notices.words import contact_label

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
}
