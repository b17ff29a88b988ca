"""Accepting and rejecting single papers, and what orders make of it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.errors import DomainError
from sellers.commands.papers.decide_papers import accept_paper, reject_paper
from sellers.models import GoodsKind, Paper, PaperKind
from sellers.orders import OrderStop, order_stops
from tests.catalog.factories import make_place
from tests.marketplace.people import make_user
from tests.sellers.people import (
    NOW,
    TODAY,
    actions,
    add_paper,
    approved,
    communal,
    events,
    fresh,
    make_application,
    make_officer,
    provincial,
    submitted,
)

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=20)


def food_shop():
    application = make_application(goods=[GoodsKind.FOOD])
    add_paper(application, PaperKind.FOOD_SAFETY, expires_on=SOON)
    return approved(application)


def stop_on(application, day):
    return order_stops([application.seller_id], day=day).get(application.seller_id)


def refusal(changes_nothing, call, actor, paper, **given):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        call(actor=actor, paper_id=getattr(paper, "pk", paper), now=NOW, **given)
    return refused.value.code, refused.value.field


def test_a_renewal_keeps_orders_going():
    application = food_shop()
    assert stop_on(application, SOON) is None
    assert stop_on(application, SOON + timedelta(days=1)) == OrderStop.PAPERS_EXPIRED
    renewal = add_paper(application, PaperKind.FOOD_SAFETY, expires_on=SOON + timedelta(days=1000))
    assert stop_on(application, SOON + timedelta(days=1)) == OrderStop.PAPERS_EXPIRED
    accept_paper(actor=make_officer(), paper_id=renewal.pk, now=NOW)
    assert stop_on(application, SOON + timedelta(days=1)) is None
    assert fresh(application).seller.papers_valid_until == SOON + timedelta(days=1000)


def test_a_must_have_that_is_rejected_stops_orders_at_once_and_not_the_page():
    application = food_shop()
    paper = Paper.objects.get(kind=PaperKind.FOOD_SAFETY)
    reject_paper(actor=make_officer(), paper_id=paper.pk, reason="giả mạo", now=NOW)
    assert stop_on(application, TODAY) == OrderStop.PAPERS_EXPIRED
    assert fresh(application).seller.status == "ACTIVE"
    [(_, told)] = events("PaperRejected")
    assert (told["paper_id"], told["reason"]) == (paper.pk, "giả mạo")
    assert actions()[-1] == "reject_paper"


def test_rejecting_what_is_in_force_leaves_the_renewal_that_waits():
    application = food_shop()
    old = Paper.objects.get(kind=PaperKind.FOOD_SAFETY)
    renewal = add_paper(application, PaperKind.FOOD_SAFETY, expires_on=SOON + timedelta(days=1000))
    reject_paper(actor=make_officer(), paper_id=old.pk, reason="giả mạo", now=NOW)
    old.refresh_from_db()
    renewal.refresh_from_db()
    assert (old.status, old.replaced_at, renewal.status) == ("REJECTED", NOW, "WAITING")


def test_accepting_twice_is_once():
    application = submitted()
    paper = Paper.objects.first()
    for _ in range(2):
        accept_paper(actor=provincial(application), paper_id=paper.pk, now=NOW)
    assert len(events("PaperAccepted")) == 1
    assert fresh(application).status == "SUBMITTED"


def test_a_paper_that_has_expired_or_was_replaced_is_not_accepted(changes_nothing):
    application = food_shop()
    old = add_paper(application, PaperKind.FOOD_SAFETY, expires_on=SOON)
    add_paper(application, PaperKind.FOOD_SAFETY, expires_on=TODAY)
    officer = make_officer()
    assert refusal(changes_nothing, accept_paper, officer, old) == ("INVALID", ["paper"])
    Paper.objects.filter(expires_on=TODAY).update(expires_on=TODAY - timedelta(days=1))
    lapsed = Paper.objects.get(expires_on=TODAY - timedelta(days=1))
    assert refusal(changes_nothing, accept_paper, officer, lapsed) == ("INVALID", ["paper"])


def test_a_rejection_needs_a_reason(changes_nothing):
    submitted()
    paper = Paper.objects.first()
    assert refusal(changes_nothing, reject_paper, make_officer(), paper, reason=" ") == ("REQUIRED", ["reason"])


def test_nobody_but_the_province_and_the_ministry_decides(changes_nothing):
    application = submitted()
    paper = Paper.objects.first()
    for actor, code in [
        (AnonymousUser(), "UNAUTHENTICATED"),
        (make_user(), "PERMISSION_DENIED"),
        (application.applicant, "PERMISSION_DENIED"),
        (make_officer(make_place()), "NOT_FOUND"),
        (communal(application), "PERMISSION_DENIED"),
    ]:
        assert refusal(changes_nothing, accept_paper, actor, paper)[0] == code
        assert refusal(changes_nothing, reject_paper, actor, paper, reason="x")[0] == code
    assert refusal(changes_nothing, accept_paper, make_officer(), 10**9) == ("NOT_FOUND", ["paper"])


def test_a_draft_s_papers_are_the_applicant_s_own(changes_nothing):
    paper = add_paper(make_application())
    assert refusal(changes_nothing, accept_paper, make_officer(), paper) == ("NOT_FOUND", ["paper"])
