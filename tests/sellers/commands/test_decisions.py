"""The office's answers: who gives them, upon what, and what follows."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.errors import DomainError
from marketplace.models import OfficeLevel, User
from sellers.commands.applying.comment_on_application import comment_on_application
from sellers.commands.applying.decisions import approve_application, ask_for_more, refuse_application
from sellers.commands.papers.decide_papers import reject_paper
from sellers.models import Application, ApplicationStep, GoodsKind, Member, Paper, PaperKind, Role
from sellers.queries import shown_sellers
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
    make_post,
    provincial,
    submitted,
)

pytestmark = pytest.mark.django_db
REASON = "Giấy đăng ký mờ, xin chụp lại.\nCảm ơn."


def approve(application, actor, version=None, now=NOW):
    version = fresh(application).version if version is None else version
    return approve_application(actor=actor, seller_id=application.seller_id, version=version, now=now)


def answer(call, application, actor, version=None, reason=REASON):
    version = fresh(application).version if version is None else version
    return call(actor=actor, seller_id=application.seller_id, version=version, reason=reason, now=NOW)


def refusal(changes_nothing, call, *given, **named):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        call(*given, **named)
    return refused.value.code, refused.value.field


def test_approval_opens_the_shop_and_accepts_what_waits():
    application = submitted()
    officer = provincial(application)
    later = NOW + timedelta(days=3)
    approve(application, officer, now=later)
    application = fresh(application)
    assert (application.status, application.decided_by, application.decided_at) == ("APPROVED", officer, later)
    assert (application.seller.status, application.seller.joined_at) == ("ACTIVE", later)
    assert list(shown_sellers()) == [application.seller]
    assert set(Paper.objects.values_list("status", "decided_by")) == {("ACCEPTED", officer.pk)}
    assert [name for name, _ in events("PaperAccepted", "SellerApproved")] == [
        "PaperAccepted",
        "PaperAccepted",
        "SellerApproved",
    ]
    assert actions()[-3:] == ["accept_paper", "accept_paper", "approve_application"]


def test_orders_go_on_until_the_first_must_have_ends():
    application = make_application(goods=[GoodsKind.ALCOHOL])
    add_paper(application, PaperKind.FOOD_SAFETY, expires_on=TODAY + timedelta(days=400))
    add_paper(application, PaperKind.ALCOHOL_LICENCE, expires_on=TODAY + timedelta(days=90))
    add_paper(application, PaperKind.PRODUCT_DECLARATION, expires_on=TODAY + timedelta(days=5))
    application = approved(application)
    assert fresh(application).seller.papers_valid_until == TODAY + timedelta(days=90)


def test_papers_without_an_end_set_none():
    assert fresh(approved()).seller.papers_valid_until is None


def test_more_is_asked_for_with_a_reason():
    application = answer(ask_for_more, (one := submitted()), provincial(one))
    assert (application.status, application.reason, application.decided_at) == ("MORE_NEEDED", REASON, None)
    [(_, told)] = events("SellerMoreNeeded")
    assert (told["reason"], told["application_id"]) == (REASON, application.pk)
    assert ApplicationStep.objects.order_by("pk").last().text == REASON


def test_a_refusal_closes_the_shop():
    application = answer(refuse_application, (one := submitted()), provincial(one))
    assert (application.status, fresh(application).seller.status) == ("REFUSED", "CLOSED")
    [(_, told)] = events("SellerRefused")
    assert told["reason"] == REASON


@pytest.mark.parametrize("call", [ask_for_more, refuse_application])
def test_no_needs_a_reason(changes_nothing, call):
    application = submitted()
    told = refusal(changes_nothing, answer, call, application, make_officer(), reason=" \n")
    assert told == ("REQUIRED", ["reason"])


def outsiders(application):
    retired = make_officer()
    retired.is_active = False
    retired.save()
    return [
        (AnonymousUser(), "UNAUTHENTICATED"),
        (make_user(), "PERMISSION_DENIED"),
        (application.applicant, "PERMISSION_DENIED"),
        (retired, "PERMISSION_DENIED"),
        (User.objects.create_user("clerk@example.com", is_staff=True), "PERMISSION_DENIED"),
        (make_officer(make_place()), "NOT_FOUND"),
        (communal(application), "PERMISSION_DENIED"),
    ]


def test_nobody_but_the_province_and_the_ministry_decides(changes_nothing):
    application = submitted()
    for actor, code in outsiders(application):
        assert refusal(changes_nothing, approve, application, actor)[0] == code
        for call in (ask_for_more, refuse_application):
            assert refusal(changes_nothing, answer, call, application, actor)[0] == code
    assert approve(application, make_officer()).status == "APPROVED"


def test_an_officer_does_not_decide_on_the_own_shop(changes_nothing):
    application = submitted()
    officer = provincial(application)
    Member.objects.create(seller=application.seller, user=officer, role=Role.STAFF)
    assert refusal(changes_nothing, approve, application, officer) == ("PERMISSION_DENIED", ["seller"])


def test_what_has_changed_since_it_was_read_is_not_approved(changes_nothing):
    application = submitted()
    officer, read = provincial(application), fresh(application).version
    add_paper(application, PaperKind.OTHER)
    assert refusal(changes_nothing, approve, application, officer, version=read) == ("CONFLICT", ["version"])


def test_what_is_not_with_the_office_is_not_decided(changes_nothing):
    draft = make_application()
    assert refusal(changes_nothing, approve, draft, make_officer()) == ("NOT_FOUND", ["seller"])
    done = approved()
    assert refusal(changes_nothing, approve, done, make_officer()) == ("INVALID", ["seller"])


def test_a_rejected_must_have_stands_in_the_way(changes_nothing):
    application = submitted()
    officer = provincial(application)
    reject_paper(actor=officer, paper_id=Paper.objects.first().pk, reason="mờ", now=NOW)
    assert refusal(changes_nothing, approve, application, officer) == ("APPLICATION_INCOMPLETE", ["papers"])


def test_two_shops_with_one_tax_code_are_not_both_approved(changes_nothing):
    first = submitted()
    second = submitted(tax_code=first.seller.tax_code)
    approve(first, make_officer())
    assert refusal(changes_nothing, approve, second, make_officer()) == ("DUPLICATE", ["taxCode"])
    assert fresh(second).status == "SUBMITTED"


def comment(application, actor, text="Có hộ này, làm thật."):
    return comment_on_application(actor=actor, seller_id=application.seller_id, text=text, now=NOW)


def test_a_commune_comments_and_the_application_stays():
    application = submitted()
    officer, before = communal(application), fresh(application).version
    comment(application, officer)
    step = ApplicationStep.objects.order_by("pk").last()
    assert (step.kind, step.actor, step.text) == ("COMMENT", officer, "Có hộ này, làm thật.")
    assert (fresh(application).status, fresh(application).version) == ("SUBMITTED", before)


def test_others_do_not_comment(changes_nothing):
    application = submitted()
    elsewhere = make_post(OfficeLevel.COMMUNE, make_application().seller.place)
    for actor, code in [
        (AnonymousUser(), "UNAUTHENTICATED"),
        (application.applicant, "PERMISSION_DENIED"),
        (elsewhere, "NOT_FOUND"),
    ]:
        assert refusal(changes_nothing, comment, application, actor)[0] == code
    assert refusal(changes_nothing, comment, application, make_officer(), text=" ") == ("REQUIRED", ["text"])
    draft = make_application()
    assert refusal(changes_nothing, comment, draft, make_officer()) == ("NOT_FOUND", ["seller"])
    assert Application.objects.count() == 3
