"""Appointing officers and ending their posts."""

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.commands.authority import check_jurisdiction, jurisdiction
from marketplace.commands.officers import OFFICERS, appoint_officer, end_post
from marketplace.errors import DomainError, NotFound
from marketplace.models import AuditEntry, OfficeLevel, Place, PlaceCover, PlaceLevel, Post, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return User.objects.create_superuser("admin@ocop.example", "secret-0")


@pytest.fixture
def person():
    return User.objects.create_user("nhai@example.com")


@pytest.fixture
def province():
    return Place.objects.create(code="37", level=PlaceLevel.PROVINCE, kind="tỉnh", name="Ninh Bình")


def held(user):
    return list(Post.objects.filter(officer=user).values_list("level", "place", "ended_at"))


def test_a_post_opens_the_office(administrator, person, province):
    post = appoint_officer(actor=administrator, user_id=person.pk, level=OfficeLevel.PROVINCE, place_id=province.pk)
    person = User.objects.get(pk=person.pk)
    assert held(person) == [("PROVINCE", province.pk, None)]
    assert person.is_staff
    assert person.has_perm("catalog.add_certificate")
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id) == (administrator, "appoint_officer", post.pk)


def test_the_last_post_closes_it(administrator, person, province):
    first = appoint_officer(actor=administrator, user_id=person.pk, level=OfficeLevel.PROVINCE, place_id=province.pk)
    second = appoint_officer(actor=administrator, user_id=person.pk, level=OfficeLevel.MINISTRY)
    end_post(actor=administrator, post_id=first.pk)
    assert User.objects.get(pk=person.pk).is_staff
    end_post(actor=administrator, post_id=second.pk)
    person = User.objects.get(pk=person.pk)
    assert not person.is_staff
    assert not person.groups.filter(name=OFFICERS).exists()
    assert not person.has_perm("catalog.add_certificate")


def test_ending_it_again_changes_nothing(administrator, person):
    post = appoint_officer(actor=administrator, user_id=person.pk, level=OfficeLevel.MINISTRY)
    ended = end_post(actor=administrator, post_id=post.pk).ended_at
    assert end_post(actor=administrator, post_id=post.pk).ended_at == ended
    assert AuditEntry.objects.filter(action="end_post").count() == 1


def test_who_left_may_come_back(administrator, person):
    post = appoint_officer(actor=administrator, user_id=person.pk, level=OfficeLevel.MINISTRY)
    end_post(actor=administrator, post_id=post.pk)
    appoint_officer(actor=administrator, user_id=person.pk, level=OfficeLevel.MINISTRY)
    assert len(held(person)) == 2


def test_what_is_wrong_is_refused_and_changes_nothing(administrator, person, province):
    commune = Place.objects.create(code="1", level=PlaceLevel.COMMUNE, kind="xã", name="Hải Hậu", parent=province)
    ended = Place.objects.create(
        code="36", level=PlaceLevel.PROVINCE, kind="tỉnh", name="Nam Định", valid_to="2025-07-01"
    )
    refused = [
        ({"actor": AnonymousUser()}, "UNAUTHENTICATED"),
        ({"actor": person}, "PERMISSION_DENIED"),
        ({"user_id": 10**9}, "NOT_FOUND"),
        ({"place_id": commune.pk}, "INVALID"),
        ({"place_id": ended.pk}, "INVALID"),
        ({"place_id": None}, "INVALID"),
        ({"level": OfficeLevel.MINISTRY}, "INVALID"),
    ]
    for change, code in refused:
        given = {"actor": administrator, "user_id": person.pk, "level": OfficeLevel.PROVINCE, "place_id": province.pk}
        with pytest.raises(DomainError) as raised:
            appoint_officer(**{**given, **change})
        assert raised.value.code == code
    assert not Post.objects.exists()
    assert not User.objects.get(pk=person.pk).is_staff
    assert not AuditEntry.objects.exists()


def test_the_same_post_is_held_once(administrator, person):
    appoint_officer(actor=administrator, user_id=person.pk, level=OfficeLevel.MINISTRY)
    with pytest.raises(DomainError) as raised:
        appoint_officer(actor=administrator, user_id=person.pk, level=OfficeLevel.MINISTRY)
    assert raised.value.code == "DUPLICATE"
    assert Post.objects.count() == 1


def test_a_post_reaches_its_place_and_what_that_covers(administrator, person, province):
    old = Place.objects.create(code="36", level=PlaceLevel.PROVINCE, kind="tỉnh", name="Nam Định")
    other = Place.objects.create(code="38", level=PlaceLevel.PROVINCE, kind="tỉnh", name="Thanh Hóa")
    PlaceCover.objects.create(place=province, covered=old)
    appoint_officer(actor=administrator, user_id=person.pk, level=OfficeLevel.PROVINCE, place_id=province.pk)
    reached = Place.objects.filter(jurisdiction(person, place="pk"))
    assert set(reached) == {province, old}
    for place in (province, old):
        check_jurisdiction(person, place.pk, field="seller")
    with pytest.raises(NotFound):
        check_jurisdiction(person, other.pk, field="seller")


def test_the_ministry_and_administrators_reach_everything(administrator, person, province):
    appoint_officer(actor=administrator, user_id=person.pk, level=OfficeLevel.MINISTRY)
    for user in (person, administrator):
        assert Place.objects.filter(jurisdiction(user, place="pk")).count() == 1
        check_jurisdiction(user, province.pk, field="seller")


def test_an_officer_without_a_post_reaches_nothing(person, province):
    assert not Place.objects.filter(jurisdiction(person, place="pk")).exists()
