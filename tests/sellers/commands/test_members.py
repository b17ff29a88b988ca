"""Roles, removing and leaving; and that a shop keeps an owner, whoever acts when."""

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.errors import DomainError
from sellers.commands.members.members import change_member_role, leave_seller, remove_member
from sellers.models import Member, Role
from tests.catalog.factories import make_member, make_officer, make_seller
from tests.marketplace.people import make_user
from tests.sellers.people import actions, events
from tests.sellers.races import at_once

pytestmark = pytest.mark.django_db


def membership(user):
    return Member.objects.get(user=user)


def roles(seller):
    return sorted(Member.objects.filter(seller=seller).values_list("role", flat=True))


def refusal(changes_nothing, call, **given):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        call(**given)
    return refused.value.code, refused.value.field


def test_an_owner_changes_roles():
    seller = make_seller()
    owner, staff = make_member(seller), make_member(seller, Role.STAFF)
    for _ in range(2):
        change_member_role(actor=owner, member_id=membership(staff).pk, role=Role.OWNER)
    assert roles(seller) == ["OWNER", "OWNER"]
    assert events() == [("MemberRoleChanged", {"seller_id": seller.pk, "user_id": staff.pk, "role": "OWNER"})]
    assert actions() == ["change_member_role"]


def test_an_owner_removes_others():
    seller = make_seller()
    owner, manager = make_member(seller), make_member(seller, Role.MANAGER)
    remove_member(actor=owner, member_id=membership(manager).pk)
    assert roles(seller) == ["OWNER"]
    assert events() == [("MemberRemoved", {"seller_id": seller.pk, "user_id": manager.pk})]


def test_a_member_leaves():
    seller = make_seller()
    make_member(seller)
    staff = make_member(seller, Role.STAFF)
    leave_seller(actor=staff, seller_id=seller.pk)
    assert roles(seller) == ["OWNER"]
    assert events() == [("MemberLeft", {"seller_id": seller.pk, "user_id": staff.pk})]
    assert actions() == ["leave_seller"]


def test_the_last_owner_stays_one(changes_nothing):
    seller = make_seller()
    owner = make_member(seller)
    make_member(seller, Role.MANAGER)
    asleep = make_member(seller)
    asleep.is_active = False
    asleep.save()
    assert refusal(changes_nothing, leave_seller, actor=owner, seller_id=seller.pk)[0] == "LAST_OWNER"
    for role in (Role.MANAGER, Role.STAFF):
        given = {"actor": owner, "member_id": membership(owner).pk, "role": role}
        assert refusal(changes_nothing, change_member_role, **given) == ("LAST_OWNER", ["member"])
    told = refusal(changes_nothing, remove_member, actor=owner, member_id=membership(owner).pk)
    assert told == ("INVALID", ["member"])


def test_of_two_owners_one_may_go():
    seller = make_seller()
    first, second = make_member(seller), make_member(seller)
    leave_seller(actor=first, seller_id=seller.pk)
    assert list(Member.objects.values_list("user", flat=True)) == [second.pk]


def test_nobody_but_owners_touches_members(changes_nothing):
    seller = make_seller()
    member = membership(make_member(seller, Role.STAFF)).pk
    for actor, code in [
        (AnonymousUser(), "UNAUTHENTICATED"),
        (make_user(), "NOT_FOUND"),
        (make_member(make_seller()), "NOT_FOUND"),
        (make_officer(), "NOT_FOUND"),
        (make_member(seller, Role.MANAGER), "PERMISSION_DENIED"),
        (make_member(seller, Role.STAFF), "PERMISSION_DENIED"),
    ]:
        given = {"actor": actor, "member_id": member}
        assert refusal(changes_nothing, change_member_role, **given, role=Role.OWNER)[0] == code
        assert refusal(changes_nothing, remove_member, **given)[0] == code
    owner = make_member(seller)
    assert refusal(changes_nothing, remove_member, actor=owner, member_id=10**9) == ("NOT_FOUND", ["member"])


def test_who_does_not_work_there_cannot_leave(changes_nothing):
    seller = make_seller()
    assert refusal(changes_nothing, leave_seller, actor=make_user(), seller_id=seller.pk)[0] == "NOT_FOUND"
    assert refusal(changes_nothing, leave_seller, actor=AnonymousUser(), seller_id=seller.pk)[0] == "UNAUTHENTICATED"


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_do_not_both_go():
    seller = make_seller()
    owners = [make_member(seller) for _ in range(2)]
    answers = at_once(*(lambda owner=owner: leave_seller(actor=owner, seller_id=seller.pk).pk for owner in owners))
    assert sorted(map(str, answers)) == sorted([str(seller.pk), "LAST_OWNER"])
    assert roles(seller) == ["OWNER"]


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_demote_each_other_at_once_leave_one():
    seller = make_seller()
    owners = [make_member(seller) for _ in range(2)]

    def demote(actor, other):
        member = Member.objects.get(user=other)
        return change_member_role(actor=actor, member_id=member.pk, role=Role.STAFF).pk

    answers = at_once(lambda: demote(*owners), lambda: demote(*reversed(owners)))
    assert "PERMISSION_DENIED" in answers
    assert roles(seller) == ["OWNER", "STAFF"]
