"""Trusted shops' goods go on sale without a review: an office's word, with its reason."""

import pytest

from marketplace.errors import DomainError
from marketplace.models import AuditEntry
from sellers.commands.shop.status import set_seller_trust
from sellers.models import Member, Role, Seller, SellerStatus
from tests.catalog.factories import make_member, make_officer, make_place, make_seller
from tests.sellers.people import approved, communal, events

pytestmark = pytest.mark.django_db


def trust(officer, seller, is_trusted=True, reason="Ba năm không vi phạm"):
    return set_seller_trust(actor=officer, seller_id=seller.pk, is_trusted=is_trusted, reason=reason)


def refusal(changes_nothing, officer, seller, **given):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        trust(officer, seller, **given)
    return refused.value.code, refused.value.field


def test_trust_is_given_and_taken_away_with_a_reason():
    seller, officer = make_seller(), make_officer()
    assert trust(officer, seller).is_trusted
    assert not trust(officer, seller, is_trusted=False, reason="Hàng giả").is_trusted
    assert not Seller.objects.get(pk=seller.pk).is_trusted
    assert [payload["is_trusted"] for _, payload in events("SellerTrustChanged")] == [True, False]
    given, taken = AuditEntry.objects.filter(action="set_seller_trust").order_by("pk")
    assert (given.before, given.after) == (
        {"is_trusted": False},
        {"is_trusted": True, "reason": "Ba năm không vi phạm"},
    )
    assert taken.after == {"is_trusted": False, "reason": "Hàng giả"}


def test_what_is_so_already_is_no_change(changes_nothing):
    officer, seller = make_officer(), make_seller()
    with changes_nothing():
        trust(officer, seller, is_trusted=False)


def test_a_reason_and_a_shop_that_sells_are_wanted(changes_nothing):
    assert refusal(changes_nothing, make_officer(), make_seller(), reason=" ") == ("REQUIRED", ["reason"])
    suspended = make_seller(status=SellerStatus.SUSPENDED, is_trusted=True)
    assert not trust(make_officer(), suspended, is_trusted=False).is_trusted  # trust can be taken from any
    assert refusal(changes_nothing, make_officer(), suspended) == ("INVALID", ["seller"])


def test_nobody_trusts_themselves(changes_nothing):
    seller, officer = make_seller(), make_officer()
    assert refusal(changes_nothing, make_member(seller), seller)[0] == "PERMISSION_DENIED"
    assert refusal(changes_nothing, make_officer(make_place()), seller) == ("NOT_FOUND", ["seller"])
    Member.objects.create(seller=seller, user=officer, role=Role.OWNER)
    assert refusal(changes_nothing, officer, seller) == ("PERMISSION_DENIED", ["seller"])


def test_a_commune_reports_and_does_not_decide(changes_nothing):
    application = approved()
    assert refusal(changes_nothing, communal(application), application.seller)[0] == "PERMISSION_DENIED"
