"""Who reaches a seller: its members by their role's rights, officers by their posts, nobody else."""

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.errors import DomainError
from marketplace.models import PlaceCover, User
from sellers.models import Role
from sellers.queries import access_seller, access_seller_or_supervise, supervised_seller
from sellers.rights import RIGHTS, Right
from tests.catalog.factories import make_member, make_officer, make_place, make_seller

pytestmark = pytest.mark.django_db
PERMISSION = "sellers.change_seller"


def refusal(call, **given):
    with pytest.raises(DomainError) as raised:
        call(**given)
    return raised.value.code, raised.value.field


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("right", list(Right))
def test_a_member_may_what_the_role_may(role, right):
    seller = make_seller()
    member = make_member(seller, role)
    if right in RIGHTS[role]:
        assert access_seller(actor=member, seller_id=seller.pk, right=right) == seller
    else:
        assert refusal(access_seller, actor=member, seller_id=seller.pk, right=right) == (
            "PERMISSION_DENIED",
            ["seller"],
        )


def test_only_owners_decide_on_people_and_money():
    assert {role for role in Role if Right.MEMBERS in RIGHTS[role] or Right.PAYOUTS in RIGHTS[role]} == {Role.OWNER}


def test_another_sellers_owner_and_a_missing_seller_are_told_alike():
    seller = make_seller()
    stranger = make_member(make_seller())
    told = refusal(access_seller, actor=stranger, seller_id=seller.pk, right=Right.STOCK)
    assert told == refusal(access_seller, actor=stranger, seller_id=10**9, right=Right.STOCK)
    assert told == ("NOT_FOUND", ["seller"])


def test_who_did_not_sign_in_is_asked_to():
    seller = make_seller()
    for call in (access_seller, access_seller_or_supervise):
        given = {"permission": PERMISSION} if call is access_seller_or_supervise else {}
        assert refusal(call, actor=AnonymousUser(), seller_id=seller.pk, right=Right.SHOP, **given)[0] == (
            "UNAUTHENTICATED"
        )


def test_a_member_whose_account_is_closed_is_nobody():
    seller = make_seller()
    member = make_member(seller)
    member.is_active = False
    member.save()
    assert refusal(access_seller, actor=member, seller_id=seller.pk, right=Right.SHOP)[0] == "UNAUTHENTICATED"


def test_an_officer_looks_after_the_sellers_of_the_place():
    place = make_place()
    seller = make_seller(place=place)
    assert supervised_seller(actor=make_officer(place), seller_id=seller.pk, permission=PERMISSION) == seller
    assert supervised_seller(actor=make_officer(), seller_id=seller.pk, permission=PERMISSION) == seller


def test_an_officer_looks_after_what_the_place_covers():
    province, old_commune = make_place(), make_place()
    PlaceCover.objects.create(place=province, covered=old_commune)
    seller = make_seller(place=old_commune)
    officer = make_officer(province)
    assert supervised_seller(actor=officer, seller_id=seller.pk, permission=PERMISSION) == seller
    assert (
        access_seller_or_supervise(actor=officer, seller_id=seller.pk, right=Right.SHOP, permission=PERMISSION)
        == seller
    )


def test_an_officer_of_another_place_finds_nothing():
    seller = make_seller()
    told = refusal(supervised_seller, actor=make_officer(make_place()), seller_id=seller.pk, permission=PERMISSION)
    assert told == ("NOT_FOUND", ["seller"])


def test_an_officer_without_the_permission_is_told_so():
    seller = make_seller()
    told = refusal(supervised_seller, actor=make_officer(), seller_id=seller.pk, permission="sellers.delete_seller")
    assert told[0] == "PERMISSION_DENIED"


def test_a_shopper_is_no_officer():
    seller = make_seller()
    shopper = User.objects.create_user("shopper@example.com")
    assert refusal(supervised_seller, actor=shopper, seller_id=seller.pk, permission=PERMISSION)[0] == (
        "PERMISSION_DENIED"
    )
    given = {"seller_id": seller.pk, "right": Right.SHOP, "permission": PERMISSION}
    assert refusal(access_seller_or_supervise, actor=shopper, **given)[0] == "NOT_FOUND"
