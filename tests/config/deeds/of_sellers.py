"""The deeds of applicants, members of shops, and the officers who decide on them."""

from marketplace.graphql.ids import global_id
from sellers.commands.members.invitations import invite_member
from sellers.commands.shop.holidays import set_holiday
from sellers.commands.shop.status import suspend_seller
from sellers.invitation_codes import code_of
from sellers.models import Invitation, Member, Role
from tests.catalog.factories import make_member, make_officer
from tests.config.deeds.rows import Deed, row
from tests.marketplace.people import make_user
from tests.sellers.graphql.asking import file, seller_id
from tests.sellers.graphql.test_becoming_a_seller import given
from tests.sellers.people import (
    NOW,
    TODAY,
    add_paper,
    approved,
    fresh,
    make_application,
    owner_of,
    picture,
    submitted,
)


def of_application(application, actor=None, **input):
    given = {"seller": seller_id(application), "version": fresh(application).version, **input}
    return Deed(actor or owner_of(application), given)


def of_shop(application, actor=None, **input):
    return Deed(actor or owner_of(application), {"seller": seller_id(application), **input})


def member_of(application, role=Role.STAFF):
    user = make_member(application.seller, role)
    return Member.objects.get(user=user)


def invitation_of(application):
    actor, pk = owner_of(application), application.seller_id
    return invite_member(actor=actor, seller_id=pk, contact="lan@example.com", role=Role.STAFF, now=NOW)


@row
def apply_as_seller():
    return Deed(make_user(), given())


@row
def edit_application():
    return of_application(make_application(), name="Gạo tám xoan")


@row
def upload_paper():
    return of_shop(make_application(), kind="REGISTRATION", file=file(picture()))


@row
def submit_application():
    application = make_application()
    for kind in ("REGISTRATION", "REPRESENTATIVE"):
        add_paper(application, kind)
    return of_application(application)


@row
def withdraw_application():
    return of_shop(make_application())


@row
def comment_on_application():
    return of_shop(submitted(), make_officer(), text="Đã đối chiếu")


@row
def accept_paper():
    paper = add_paper(approved(), "OTHER")
    return Deed(make_officer(), {"paper": global_id("Paper", paper.pk)})


@row
def reject_paper():
    paper = add_paper(approved(), "OTHER")
    return Deed(make_officer(), {"paper": global_id("Paper", paper.pk), "reason": "Ảnh mờ"})


@row
def approve_application():
    return of_application(submitted(), make_officer())


@row
def ask_for_more():
    return of_application(submitted(), make_officer(), reason="Ảnh mờ")


@row
def refuse_application():
    return of_application(submitted(), make_officer(), reason="Không phải đặc sản")


@row
def set_seller_trust():
    return of_shop(approved(), make_officer(), isTrusted=True, reason="Làm tốt nhiều năm")


@row
def suspend_seller_():
    return of_shop(approved(), make_officer(), reason="Kiểm tra")


@row
def reactivate_seller():
    application = approved()
    suspend_seller(actor=make_officer(), seller_id=application.seller_id, reason="Kiểm tra")
    return of_shop(application, make_officer(), reason="Đã xong")


@row
def close_seller():
    return of_shop(approved(), reason="Nghỉ hưu")


@row
def edit_shop():
    application = approved()
    application.seller.refresh_from_db()
    return of_shop(application, version=application.seller.version, about="Gạo nhà trồng")


@row
def set_holiday_():
    return of_shop(approved(), **{"from": TODAY.isoformat(), "until": TODAY.isoformat()})


@row
def cancel_holiday():
    application = approved()
    actor, pk = owner_of(application), application.seller_id
    set_holiday(actor=actor, seller_id=pk, starts_on=TODAY, ends_on=TODAY, day=TODAY)
    return of_shop(application)


@row
def set_payout_account():
    return of_shop(approved(), bankBin="970415", number="1234567890", holder="NHAI")


@row
def invite_member_():
    return of_shop(approved(), contact="lan@example.com", role="STAFF")


@row
def resend_invitation():
    application = approved()
    return Deed(owner_of(application), {"invitation": global_id("Invitation", invitation_of(application).pk)})


@row
def revoke_invitation():
    return resend_invitation()


@row
def accept_invitation():
    return Deed(make_user(), {"code": code_of(Invitation.objects.get(pk=invitation_of(approved()).pk).seed)})


@row
def change_member_role():
    application = approved()
    member = global_id("Member", member_of(application).pk)
    return Deed(owner_of(application), {"member": member, "role": "MANAGER"})


@row
def remove_member():
    application = approved()
    return Deed(owner_of(application), {"member": global_id("Member", member_of(application).pk)})


@row
def leave_seller():
    application = approved()
    return of_shop(application, member_of(application).user)
