"""People who have done something of everything here."""

from django.utils import timezone

from marketplace.commands.edit_account import AccountDetails, edit_account
from marketplace.commands.notices.notify import notify
from marketplace.commands.sign_in.codes import queue_code
from marketplace.contacts import email_of, phone_of
from marketplace.events import PasswordChanged
from marketplace.models import CodePurpose, MailOptOut, User
from sellers.commands.members.invitations import invite_member
from sellers.models import Member, Role
from tests.catalog.factories import make_member, make_seller
from tests.marketplace.people import PASSWORD, make_session
from tests.sellers.people import add_paper, make_application, owner_of


def lived(email, name, phone=None):
    """Applied, uploaded a paper, signed in from a device, was told things, was invited, had an account put right."""
    application = make_application()
    user = owner_of(application)
    user.email, user.full_name, user.phone = email, name, phone
    user.set_password(PASSWORD)
    user.save()
    add_paper(application)
    make_session(user, label=f"máy của {name}", address="192.0.2.77")
    notify(PasswordChanged(user_id=user.pk), user.pk)
    MailOptOut.objects.create(user=user, kind="x")
    now = timezone.now()
    queue_code(purpose=CodePurpose.VERIFY_EMAIL, contact=email_of(email, field="email"), user=user, now=now)
    if phone:
        queue_code(purpose=CodePurpose.SIGN_IN, contact=phone_of(phone, field="phone"), user=None, now=now)
    _corrected(user)
    _invited(email)
    return user


def _corrected(user):
    administrator = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser(
        "root@ocop.example", "x"
    )
    details = AccountDetails(
        full_name=f"{user.full_name} cũ",
        email=user.email,
        phone=user.phone or "",
        language="vi",
        is_active=True,
        is_superuser=False,
    )
    name = user.full_name
    edit_account(actor=administrator, user_id=user.pk, details=details)
    user.refresh_from_db()
    user.full_name = name
    user.save(update_fields=["full_name"])


def _invited(email):
    """By two shops; one was answered."""
    for is_accepted in (True, False):
        seller = make_seller()
        owner = make_member(seller)
        invitation = invite_member(actor=owner, seller_id=seller.pk, contact=email, role=Role.STAFF)
        if is_accepted:
            user = User.objects.get(email=email)
            invitation.accepted_by, invitation.accepted_at = user, timezone.now()
            invitation.save()
            Member.objects.create(seller=seller, user=user, role=Role.STAFF)
