"""Asking people in, by a code that holds for a week and once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail

from marketplace.errors import DomainError
from marketplace.models import AuditEntry, Throttle
from sellers.commands.members import accept_invitation as accepting
from sellers.commands.members.accept_invitation import accept_invitation
from sellers.commands.members.invitations import (
    LIFETIME,
    MOST_OPEN,
    invite_member,
    resend_invitation,
    revoke_invitation,
)
from sellers.commands.members.send_invitation import send_invitation
from sellers.invitation_codes import code_of
from sellers.models import Invitation, Member, Role, SellerStatus
from tests.catalog.factories import make_member, make_officer, make_seller
from tests.marketplace.people import make_user
from tests.sellers.people import NOW, actions, events
from tests.sellers.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def seller():
    return make_seller(name="Gạo Hải Hậu")


@pytest.fixture
def owner(seller):
    return make_member(seller)


def invite(seller, owner, contact="Nhai@Example.com", role=Role.MANAGER, now=NOW):
    Throttle.objects.all().delete()
    return invite_member(actor=owner, seller_id=seller.pk, contact=contact, role=role, now=now)


def code(invitation):
    return code_of(Invitation.objects.get(pk=invitation.pk).seed)


def refusal(changes_nothing, call, **given):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        call(**given)
    return refused.value.code, refused.value.field


def test_it_is_sent_and_nobody_can_read_the_code_from_the_database(seller, owner):
    invitation = invite(seller, owner)
    assert (invitation.email, invitation.phone, invitation.role) == ("nhai@example.com", "", "MANAGER")
    assert invitation.expires_at == NOW + timedelta(days=7)
    assert events() == [("MemberInvited", {"seller_id": seller.pk, "invitation_id": invitation.pk})]
    kept = str(Invitation.objects.values()) + str(events()) + str(list(AuditEntry.objects.values()))
    assert code(invitation) not in kept and code(invitation).replace("-", "") not in kept
    assert "nhai@example.com" not in str(AuditEntry.objects.values_list("after"))


def test_whoever_has_the_code_becomes_a_member(seller, owner):
    user, invitation = make_user(), invite(seller, owner)
    typed = code(invitation).lower().replace("-", " ")
    member = accept_invitation(actor=user, code=typed, now=NOW + timedelta(days=6))
    assert (member.seller, member.user, member.role) == (seller, user, "MANAGER")
    invitation.refresh_from_db()
    assert (invitation.accepted_by, invitation.is_open) == (user, False)
    assert events("MemberJoined") == [
        ("MemberJoined", {"seller_id": seller.pk, "user_id": user.pk, "role": "MANAGER"})
    ]
    assert actions() == ["invite_member", "accept_invitation"]


def test_a_code_holds_once_for_a_week_and_until_it_is_revoked(seller, owner, changes_nothing):
    used, late, revoked = (invite(seller, owner, f"{n}@example.com") for n in range(3))
    accept_invitation(actor=make_user(), code=code(used), now=NOW)
    revoke_invitation(actor=owner, invitation_id=revoked.pk, now=NOW)
    user = make_user()
    for typed, now in [
        (code(used), NOW),
        (code(late), NOW + LIFETIME),
        (code(revoked), NOW),
        ("ABCD", NOW),
        ("", NOW),
        ("x" * 10_000, NOW),
    ]:
        told = refusal(changes_nothing, accept_invitation, actor=user, code=typed, now=now)
        assert told == ("INVITATION_ENDED", ["code"])


def test_sending_again_ends_the_old_code_and_gives_another_week(seller, owner, changes_nothing):
    invitation = invite(seller, owner)
    old = code(invitation)
    later = NOW + timedelta(days=8)
    again = resend_invitation(actor=owner, invitation_id=invitation.pk, now=later)
    assert (again.sent_count, again.expires_at) == (2, later + LIFETIME)
    user = make_user()
    assert refusal(changes_nothing, accept_invitation, actor=user, code=old, now=later)[0] == "INVITATION_ENDED"
    assert accept_invitation(actor=user, code=code(invitation), now=later).role == "MANAGER"


def test_what_was_accepted_is_neither_sent_again_nor_revoked(seller, owner, changes_nothing):
    invitation = invite(seller, owner)
    accept_invitation(actor=make_user(), code=code(invitation), now=NOW)
    for call in (resend_invitation, revoke_invitation):
        told = refusal(changes_nothing, call, actor=owner, invitation_id=invitation.pk, now=NOW)
        assert told == ("INVALID", ["invitation"])


def test_revoking_twice_is_once_and_then_it_is_not_sent(seller, owner, changes_nothing):
    invitation = invite(seller, owner)
    for _ in range(2):
        revoke_invitation(actor=owner, invitation_id=invitation.pk, now=NOW)
    assert actions() == ["invite_member", "revoke_invitation"]
    told = refusal(changes_nothing, resend_invitation, actor=owner, invitation_id=invitation.pk, now=NOW)
    assert told == ("INVALID", ["invitation"])


def test_who_works_there_or_was_asked_is_not_asked(seller, owner, changes_nothing):
    staff = make_member(seller, Role.STAFF)
    invite(seller, owner)
    given = {"actor": owner, "seller_id": seller.pk, "role": Role.STAFF, "now": NOW}
    for contact in (staff.email.upper(), "nhai@example.com"):
        assert refusal(changes_nothing, invite_member, **given, contact=contact) == ("DUPLICATE", ["contact"])
    for contact, told in [
        ("", ("REQUIRED", ["contact"])),
        ("nobody", ("INVALID", ["contact"])),
        ("+1 202 555 0143", ("INVALID", ["contact"])),
    ]:
        assert refusal(changes_nothing, invite_member, **given, contact=contact) == told


def test_a_member_s_code_stays_good_for_somebody_else(seller, owner, changes_nothing):
    invitation = invite(seller, owner)
    told = refusal(changes_nothing, accept_invitation, actor=owner, code=code(invitation), now=NOW)
    assert told == ("DUPLICATE", ["code"])
    assert accept_invitation(actor=make_user(), code=code(invitation), now=NOW).role == "MANAGER"


def test_nobody_but_owners_invites(seller, owner, changes_nothing):
    invitation = invite(seller, owner)
    for actor, told in [
        (AnonymousUser(), "UNAUTHENTICATED"),
        (make_member(make_seller()), "NOT_FOUND"),
        (make_officer(), "NOT_FOUND"),
        (make_member(seller, Role.MANAGER), "PERMISSION_DENIED"),
    ]:
        given = {"actor": actor, "now": NOW}
        asked = {"seller_id": seller.pk, "contact": "x@example.com", "role": Role.OWNER}
        assert refusal(changes_nothing, invite_member, **given, **asked)[0] == told
        for call in (resend_invitation, revoke_invitation):
            assert refusal(changes_nothing, call, **given, invitation_id=invitation.pk)[0] == told
    assert refusal(changes_nothing, accept_invitation, actor=AnonymousUser(), code="x", now=NOW)[0] == (
        "UNAUTHENTICATED"
    )
    told = refusal(changes_nothing, revoke_invitation, actor=owner, invitation_id=10**9, now=NOW)
    assert told == ("NOT_FOUND", ["invitation"])


def test_a_shop_is_no_engine_for_messages(seller, owner, changes_nothing):
    given = {"actor": owner, "seller_id": seller.pk, "role": Role.STAFF, "now": NOW}
    for number in range(9):
        invite_member(**given, contact=f"{number}@example.com")
    told = []
    for number in range(9, 14):
        try:
            invite_member(**given, contact=f"{number}@example.com")
        except DomainError as error:
            told.append(error.code)
    assert "RATE_LIMITED" in told


def test_there_is_an_end_to_open_invitations(seller, owner, changes_nothing):
    for number in range(MOST_OPEN):
        invite(seller, owner, f"{number}@example.com")
    Throttle.objects.all().delete()
    given = {"actor": owner, "seller_id": seller.pk, "role": Role.STAFF, "now": NOW}
    assert refusal(changes_nothing, invite_member, **given, contact="more@example.com") == ("INVALID", ["seller"])


def test_a_closed_or_full_shop_lets_nobody_in(seller, owner, changes_nothing, monkeypatch):
    invitation = invite(seller, owner)
    user = make_user()
    monkeypatch.setattr(accepting, "MOST_MEMBERS", 1)
    told = refusal(changes_nothing, accept_invitation, actor=user, code=code(invitation), now=NOW)
    assert told == ("INVALID", ["code"])
    seller.status = SellerStatus.CLOSED
    seller.save()
    told = refusal(changes_nothing, accept_invitation, actor=user, code=code(invitation), now=NOW)
    assert told == ("INVALID", ["seller"])


@pytest.mark.parametrize(("language", "words"), [("vi", "mời bạn làm việc"), ("en", "asks you to work")])
def test_the_mail_has_the_code_in_the_language_of_who_invites(seller, owner, language, words):
    owner.language = language
    owner.save()
    invitation = invite(seller, owner)
    assert send_invitation(invitation_id=invitation.pk, now=NOW)
    [message] = mail.outbox
    assert message.to == ["nhai@example.com"]
    assert code(invitation) in message.body and words in message.body and "Gạo Hải Hậu" in message.subject


def test_a_phone_gets_a_text_message(seller, owner, capsys):
    invitation = invite(seller, owner, "0912 345 678")
    assert send_invitation(invitation_id=invitation.pk, now=NOW)
    printed = capsys.readouterr().err
    assert "+84912345678" in printed and code(invitation) in printed
    [text] = [line for line in printed.splitlines() if code(invitation) in line]
    assert text.isascii() and len(text) <= 160


def test_what_does_not_hold_any_more_is_not_sent(seller, owner):
    invitation = invite(seller, owner)
    assert not send_invitation(invitation_id=invitation.pk, now=NOW + LIFETIME)
    revoke_invitation(actor=owner, invitation_id=invitation.pk, now=NOW)
    assert not send_invitation(invitation_id=invitation.pk, now=NOW)
    assert not send_invitation(invitation_id=10**9, now=NOW)
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hold_one_code_one_gets_in():
    seller = make_seller()
    invitation = invite(seller, make_member(seller))
    known, users = code(invitation), [make_user(), make_user()]
    answers = at_once(
        *(lambda user=user: accept_invitation(actor=user, code=known, now=NOW).user_id for user in users)
    )
    assert answers.count("INVITATION_ENDED") == 1
    assert Member.objects.filter(seller=seller).count() == 2
