"""What owners and offices do with a shop: its details, money, holidays and status."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.errors import DomainError
from marketplace.models import AuditEntry
from sellers.commands.shop.edit_shop import edit_shop
from sellers.commands.shop.holidays import cancel_holiday, set_holiday
from sellers.commands.shop.payout_accounts import PayoutDetails, set_payout_account
from sellers.commands.shop.status import close_seller, reactivate_seller, suspend_seller
from sellers.models import Member, PayoutAccount, Role, Seller, SellerStatus
from sellers.orders import OrderStop, order_stops
from tests.catalog.factories import make_member, make_officer, make_place, make_seller
from tests.marketplace.people import make_user
from tests.sellers.people import (
    NOW,
    PAYOUT,
    TODAY,
    actions,
    approved,
    communal,
    events,
    make_application,
    owner_of,
    submitted,
)

pytestmark = pytest.mark.django_db
REASON = "Hàng không rõ nguồn gốc"


@pytest.fixture
def seller():
    return make_seller(about="Gạo ngon")


@pytest.fixture
def owner(seller):
    return make_member(seller)


def refusal(changes_nothing, call, **given):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        call(**given)
    return refused.value.code, refused.value.field


def test_an_edit_changes_what_is_given(seller, owner):
    edit_shop(actor=owner, seller_id=seller.pk, version=1, changes={"phone": "0912345678", "about": "Gạo\nsạch"})
    seller.refresh_from_db()
    assert (seller.phone, seller.about, seller.version) == ("+84912345678", "Gạo\nsạch", 2)
    assert events() == [("SellerEdited", {"seller_id": seller.pk})]
    assert AuditEntry.objects.get().before == {"phone": "", "about": "Gạo ngon"}


def test_what_the_office_approved_is_not_edited(seller, owner):
    changes = {"name": "Khác", "legal_name": "Khác", "tax_code": "0100233488", "status": "CLOSED", "about": "mới"}
    edit_shop(actor=owner, seller_id=seller.pk, version=1, changes=changes)
    edited = Seller.objects.get(pk=seller.pk)
    assert (edited.name, edited.legal_name, edited.tax_code, edited.status) == (
        seller.name,
        seller.legal_name,
        "",
        "ACTIVE",
    )
    assert edited.about == "mới"


def test_of_two_editors_the_second_sees_a_conflict(seller, owner, changes_nothing):
    manager = make_member(seller, Role.MANAGER)
    edit_shop(actor=owner, seller_id=seller.pk, version=1, changes={"about": "của chủ"})
    given = {"actor": manager, "seller_id": seller.pk, "version": 1, "changes": {"about": "của quản lý"}}
    assert refusal(changes_nothing, edit_shop, **given) == ("CONFLICT", ["version"])


def test_a_shop_that_applies_or_is_closed_is_not_edited_here(changes_nothing):
    application = make_application()
    given = {"version": 1, "changes": {"about": "x"}}
    told = refusal(changes_nothing, edit_shop, actor=owner_of(application), seller_id=application.seller_id, **given)
    assert told == ("INVALID", ["seller"])
    closed = make_seller(status=SellerStatus.CLOSED)
    member = make_member(closed)
    assert refusal(changes_nothing, edit_shop, actor=member, seller_id=closed.pk, **given) == ("INVALID", ["seller"])


def pay(owner, seller, number="0071001234567", now=NOW):
    payout = PayoutDetails(bank_bin="970436", number=number, holder="NGUYEN THI NHAI")
    return set_payout_account(actor=owner, seller_id=seller.pk, payout=payout, now=now)


def test_the_money_goes_where_an_owner_says_and_all_are_told(seller, owner):
    pay(owner, seller)
    pay(owner, seller, "9704000000018", now=NOW + timedelta(days=1))
    account = PayoutAccount.objects.get()
    assert (account.number, account.changed_by, account.changed_at) == (
        "9704000000018",
        owner,
        NOW + timedelta(days=1),
    )
    assert events()[-1][1] == {
        "seller_id": seller.pk,
        "changed_by_id": owner.pk,
        "bank_bin": "970436",
        "number": "•••0018",
    }
    entry = AuditEntry.objects.order_by("pk").last()
    assert (entry.before["number"], entry.after["number"]) == ("•••4567", "•••0018")


def test_the_same_account_again_is_no_change(seller, owner, changes_nothing):
    pay(owner, seller)
    with changes_nothing():
        pay(owner, seller, "0071-0012 34567")


def test_only_owners_say_where_the_money_goes(seller, changes_nothing):
    for actor, code in [
        (AnonymousUser(), "UNAUTHENTICATED"),
        (make_member(make_seller()), "NOT_FOUND"),
        (make_officer(), "NOT_FOUND"),
        (make_member(seller, Role.MANAGER), "PERMISSION_DENIED"),
    ]:
        given = {"actor": actor, "seller_id": seller.pk, "payout": PAYOUT}
        assert refusal(changes_nothing, set_payout_account, **given)[0] == code


def holiday(owner, seller, first=0, last=3, note="Nghỉ Tết"):
    return set_holiday(
        actor=owner,
        seller_id=seller.pk,
        starts_on=TODAY + timedelta(days=first),
        ends_on=TODAY + timedelta(days=last),
        note=note,
        day=TODAY,
    )


def stop(seller, days):
    return order_stops([seller.pk], day=TODAY + timedelta(days=days)).get(seller.pk)


def test_a_holiday_begins_and_ends_by_itself(seller, owner):
    holiday(owner, seller, 1, 3)
    assert [stop(seller, days) for days in range(5)] == [None, *[OrderStop.HOLIDAY] * 3, None]
    assert [name for name, _ in events()] == ["SellerHolidaySet"]


def test_a_holiday_can_be_cut_short_once(seller, owner):
    holiday(owner, seller)
    for _ in range(2):
        cancel_holiday(actor=owner, seller_id=seller.pk)
    assert stop(seller, 0) is None
    assert actions() == ["set_holiday", "cancel_holiday"]


@pytest.mark.parametrize(("first", "last"), [(3, 1), (-9, -1), (400, 401), (0, 400)])
def test_what_is_no_holiday_is_refused(seller, owner, changes_nothing, first, last):
    given = {"owner": owner, "seller": seller, "first": first, "last": last}
    assert refusal(changes_nothing, holiday, **given) == ("INVALID", ["until"])


def test_staff_and_strangers_set_none(seller, changes_nothing):
    for actor, code in [
        (AnonymousUser(), "UNAUTHENTICATED"),
        (make_member(make_seller()), "NOT_FOUND"),
        (make_officer(), "NOT_FOUND"),
        (make_member(seller, Role.STAFF), "PERMISSION_DENIED"),
    ]:
        assert refusal(changes_nothing, holiday, owner=actor, seller=seller)[0] == code
        assert refusal(changes_nothing, cancel_holiday, actor=actor, seller_id=seller.pk)[0] == code


def status_of(application):
    return Seller.objects.get(pk=application.seller_id).status


def test_an_office_suspends_and_brings_back():
    application, officer = approved(), make_officer()
    given = {"actor": officer, "seller_id": application.seller_id, "reason": REASON}
    suspend_seller(**given)
    assert status_of(application) == "SUSPENDED"
    assert events("SellerSuspended") == [("SellerSuspended", {"seller_id": application.seller_id, "reason": REASON})]
    reactivate_seller(**{**given, "reason": "đã khắc phục"})
    assert status_of(application) == "ACTIVE"
    assert actions()[-2:] == ["suspend_seller", "reactivate_seller"]


def test_owners_close_and_offices_too_and_only_an_office_brings_back(changes_nothing):
    application = approved()
    owner = owner_of(application)
    given = {"seller_id": application.seller_id, "reason": "nghỉ hẳn"}
    close_seller(actor=owner, **given)
    assert events("SellerClosed")[0][1]["is_by_owner"] is True
    assert refusal(changes_nothing, reactivate_seller, actor=owner, **given)[0] == "PERMISSION_DENIED"
    reactivate_seller(actor=make_officer(), **given)
    close_seller(actor=make_officer(), **given)
    assert [told["is_by_owner"] for _, told in events("SellerClosed")] == [True, False]


def test_a_code_taken_meanwhile_keeps_a_shop_closed(changes_nothing):
    application = approved()
    close_seller(actor=owner_of(application), seller_id=application.seller_id, reason="x")
    approved(tax_code=application.seller.tax_code)
    given = {"actor": make_officer(), "seller_id": application.seller_id, "reason": "x"}
    assert refusal(changes_nothing, reactivate_seller, **given) == ("DUPLICATE", ["taxCode"])


def test_what_is_not_that_way_is_refused(changes_nothing):
    application = submitted()
    given = {"actor": make_officer(), "seller_id": application.seller_id, "reason": REASON}
    for call in (suspend_seller, reactivate_seller, close_seller):
        assert refusal(changes_nothing, call, **given) == ("INVALID", ["seller"])
        assert refusal(changes_nothing, call, **{**given, "reason": " "}) == ("REQUIRED", ["reason"])


def test_nobody_else_decides(changes_nothing):
    application = approved()
    member_and_officer = make_officer()
    Member.objects.create(seller=application.seller, user=member_and_officer, role=Role.STAFF)
    for actor, code in [
        (AnonymousUser(), "UNAUTHENTICATED"),
        (make_user(), "PERMISSION_DENIED"),
        (make_member(application.seller, Role.MANAGER), "PERMISSION_DENIED"),
        (make_officer(make_place()), "NOT_FOUND"),
        (communal(application), "PERMISSION_DENIED"),
        (member_and_officer, "PERMISSION_DENIED"),
    ]:
        given = {"actor": actor, "seller_id": application.seller_id, "reason": REASON}
        for call in (suspend_seller, reactivate_seller, close_seller):
            assert refusal(changes_nothing, call, **given)[0] == code
