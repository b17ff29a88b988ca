"""Handing an application in, and taking it back."""

from datetime import timedelta

import pytest

from marketplace.errors import DomainError
from sellers.commands.applying.submit_application import submit_application
from sellers.commands.applying.withdraw_application import withdraw_application
from sellers.models import ApplicationStep, GoodsKind, PaperKind, Role
from tests.catalog.factories import make_member, make_seller
from tests.sellers.people import (
    NOW,
    TODAY,
    add_paper,
    approved,
    events,
    fresh,
    make_application,
    owner_of,
    submitted,
)

pytestmark = pytest.mark.django_db


def submit(application, actor=None, version=None, now=NOW):
    return submit_application(
        actor=actor or owner_of(application),
        seller_id=application.seller_id,
        version=fresh(application).version if version is None else version,
        now=now,
    )


def refusal(call, changes_nothing, *given, **named):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        call(*given, **named)
    return refused.value.code, refused.value.field


def test_with_all_must_haves_it_goes_to_the_office():
    application = submitted()
    assert (application.status, application.submitted_at) == ("SUBMITTED", NOW)
    assert list(ApplicationStep.objects.values_list("kind", "created_at")) == [("SUBMITTED", NOW)]
    told = {"seller_id": application.seller_id, "application_id": application.pk}
    assert events("SellerApplied") == [("SellerApplied", told)]


def test_without_a_must_have_it_stays(changes_nothing):
    application = make_application()
    add_paper(application, PaperKind.REGISTRATION)
    assert refusal(submit, changes_nothing, application) == ("APPLICATION_INCOMPLETE", ["papers"])


def test_a_licence_that_has_expired_by_now_is_none(changes_nothing):
    application = make_application(goods=[GoodsKind.FOOD])
    for kind in (PaperKind.REGISTRATION, PaperKind.REPRESENTATIVE):
        add_paper(application, kind)
    add_paper(application, PaperKind.FOOD_SAFETY, expires_on=TODAY)
    later = NOW + timedelta(days=1)
    assert refusal(submit, changes_nothing, application, now=later) == ("APPLICATION_INCOMPLETE", ["papers"])
    assert submit(application).status == "SUBMITTED"


def test_without_an_account_for_the_money_it_stays(changes_nothing):
    application = make_application(payout=None)
    for kind in (PaperKind.REGISTRATION, PaperKind.REPRESENTATIVE):
        add_paper(application, kind)
    assert refusal(submit, changes_nothing, application) == ("APPLICATION_INCOMPLETE", ["payoutAccount"])


def test_what_was_changed_since_is_looked_at_again(changes_nothing):
    application = make_application()
    for kind in (PaperKind.REGISTRATION, PaperKind.REPRESENTATIVE):
        add_paper(application, kind)
    assert refusal(submit, changes_nothing, application, version=1) == ("CONFLICT", ["version"])


def test_it_is_handed_in_once(changes_nothing):
    assert refusal(submit, changes_nothing, submitted()) == ("INVALID", ["seller"])
    assert refusal(submit, changes_nothing, approved()) == ("INVALID", ["seller"])


def test_strangers_and_staff_may_not_submit(changes_nothing):
    application = make_application()
    stranger, staff = make_member(make_seller()), make_member(application.seller, Role.STAFF)
    assert refusal(submit, changes_nothing, application, actor=stranger) == ("NOT_FOUND", ["seller"])
    assert refusal(submit, changes_nothing, application, actor=staff) == ("PERMISSION_DENIED", ["seller"])


def withdraw(application, actor=None):
    return withdraw_application(actor=actor or owner_of(application), seller_id=application.seller_id, now=NOW)


@pytest.mark.parametrize("make", [make_application, submitted])
def test_an_open_one_can_be_taken_back(make):
    application = withdraw(make())
    assert (application.status, fresh(application).seller.status) == ("WITHDRAWN", "CLOSED")
    assert len(events("SellerApplicationWithdrawn")) == 1
    withdraw(application)
    assert len(events("SellerApplicationWithdrawn")) == 1


def test_a_decision_is_not_taken_back(changes_nothing):
    assert refusal(withdraw, changes_nothing, approved()) == ("INVALID", ["seller"])


def test_only_an_owner_takes_it_back(changes_nothing):
    application = make_application()
    manager = make_member(application.seller, Role.MANAGER)
    assert refusal(withdraw, changes_nothing, application, manager) == ("PERMISSION_DENIED", ["seller"])
    assert refusal(withdraw, changes_nothing, application, make_member(make_seller())) == ("NOT_FOUND", ["seller"])
