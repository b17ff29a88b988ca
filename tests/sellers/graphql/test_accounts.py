"""Who sees what of the inside of a shop."""

from datetime import timedelta

import pytest

from marketplace.graphql.ids import global_id
from marketplace.models import OfficeLevel
from sellers.commands.applying.comment_on_application import comment_on_application
from sellers.commands.members.invitations import invite_member
from sellers.models import Member, Paper, PaperKind, Role
from tests.catalog.factories import make_member, make_place, make_seller
from tests.marketplace.people import make_user
from tests.sellers.graphql.asking import ACCOUNT, asked
from tests.sellers.people import (
    NOW,
    TODAY,
    add_paper,
    approved,
    communal,
    make_application,
    make_commune,
    make_officer,
    make_post,
    owner_of,
    provincial,
    submitted,
)

pytestmark = pytest.mark.django_db
WHOLE = f"query ($id: ID!) {{ node(id: $id) {{ ... on SellerAccount {{ {ACCOUNT} }} }} }}"
BY_SELLER = f"query ($id: ID!) {{ sellerAccount(seller: $id) {{ {ACCOUNT} }} }}"


def seen(viewer, seller):
    inside = asked(viewer, WHOLE, {"id": global_id("SellerAccount", seller.pk)})["node"]
    assert asked(viewer, BY_SELLER, {"id": global_id("Seller", seller.pk)})["sellerAccount"] == inside
    return inside


@pytest.fixture
def application():
    application = submitted()
    invite_member(
        actor=owner_of(application),
        seller_id=application.seller_id,
        contact="a@example.com",
        role=Role.STAFF,
        now=NOW,
    )
    return application


def test_an_owner_sees_everything(application):
    account = seen(owner_of(application), application.seller)
    assert (account["yourRole"], account["payoutAccount"]["number"]) == ("OWNER", "0071001234567")
    assert [paper["kind"] for paper in account["papers"]] == ["REGISTRATION", "REPRESENTATIVE"]
    assert account["invitations"][0]["contact"] == "a@example.com"
    assert account["members"][0]["isYou"] and account["members"][0]["email"]
    assert account["papers"][0]["downloadPath"] == f"/papers/{Paper.objects.first().pk}"


def test_a_manager_sees_papers_and_no_money(application):
    account = seen(make_member(application.seller, Role.MANAGER), application.seller)
    assert account["payoutAccount"]["number"] == "•••4567"
    assert (len(account["papers"]), account["invitations"]) == (2, None)
    assert [member["email"] is None for member in account["members"]] == [True, False]


def test_staff_see_who_works_there_and_little_else(application):
    account = seen(make_member(application.seller, Role.STAFF), application.seller)
    assert (account["papers"], account["checklist"], account["invitations"]) == (None, None, None)
    assert account["payoutAccount"]["number"] == "•••4567"
    assert len(account["members"]) == 2


@pytest.mark.parametrize("officer", [provincial, communal, lambda application: make_officer()])
def test_officers_of_the_place_see_papers_and_no_money(application, officer):
    account = seen(officer(application), application.seller)
    assert (account["yourRole"], account["invitations"]) == (None, None)
    assert account["payoutAccount"]["number"] == "•••4567"
    assert len(account["papers"]) == 2 and account["members"][0]["email"]


def test_others_see_nothing(application):
    stranger = make_member(make_seller())
    elsewhere = make_post(OfficeLevel.COMMUNE, make_commune())
    for viewer in (None, make_user(), stranger, make_officer(make_place()), elsewhere):
        assert seen(viewer, application.seller) is None


@pytest.mark.parametrize("type_name", ["Paper", "Member", "Invitation", "SellerApplication"])
def test_parts_are_the_same_people_s(application, type_name):
    keys = {
        "Paper": Paper.objects.first().pk,
        "Member": Member.objects.get().pk,
        "Invitation": application.seller.invitations.get().pk,
        "SellerApplication": application.pk,
    }
    source = "query ($id: ID!) { node(id: $id) { id } }"

    def sees(viewer):
        return asked(viewer, source, {"id": global_id(type_name, keys[type_name])})["node"] is not None

    assert sees(owner_of(application))
    for viewer in (None, make_user(), make_member(make_seller()), make_officer(make_place())):
        assert not sees(viewer)
    assert sees(provincial(application)) == (type_name != "Invitation")
    manager, staff = (make_member(application.seller, role) for role in (Role.MANAGER, Role.STAFF))
    assert sees(manager) == (type_name != "Invitation")
    assert sees(staff) == (type_name not in ("Invitation", "Paper"))


def test_a_draft_is_the_applicant_s_own():
    application = make_application()
    assert seen(make_officer(), application.seller) is None
    assert seen(owner_of(application), application.seller)["status"] == "APPLYING"


def test_comments_are_the_office_s_own(application):
    comment_on_application(actor=communal(application), seller_id=application.seller_id, text="làm thật", now=NOW)
    source = """query ($id: ID!) { node(id: $id) { ... on SellerApplication {
        steps { kind text by } account { name } } } }"""

    def kinds(viewer):
        node = asked(viewer, source, {"id": global_id("SellerApplication", application.pk)})["node"]
        return [step["kind"] for step in node["steps"]]

    assert kinds(owner_of(application)) == ["SUBMITTED"]
    assert kinds(make_officer()) == ["COMMENT", "SUBMITTED"]


def test_the_checklist_tells_of_renewals():
    application = make_application(goods=["FOOD"])
    add_paper(application, PaperKind.FOOD_SAFETY, expires_on=TODAY + timedelta(days=9))
    application = approved(application)
    add_paper(application, PaperKind.FOOD_SAFETY, expires_on=TODAY + timedelta(days=900))
    source = """query ($id: ID!) { sellerAccount(seller: $id) { papersValidUntil
        checklist { requirement { kind } state isSettled paper { status } renewal { status } }
        papers(includeReplaced: true) { kind } } }"""

    def row(days):
        now = NOW + timedelta(days=days)
        answer = asked(owner_of(application), source, {"id": global_id("Seller", application.seller_id)}, now=now)
        return answer["sellerAccount"]["checklist"][2]

    assert row(0) == {
        "requirement": {"kind": "FOOD_SAFETY"},
        "state": "EXPIRING",
        "isSettled": True,
        "paper": {"status": "ACCEPTED"},
        "renewal": {"status": "WAITING"},
    }
    assert row(10)["state"] == "EXPIRED"


def test_a_user_finds_the_own_shops():
    user = make_user()
    applications = [make_application(user) for _ in range(2)]
    source = """{ me { memberships(first: 1) { totalCount nodes { role account { name application { status } } }
        pageInfo { hasNextPage } } } }"""
    memberships = asked(user, source)["me"]["memberships"]
    assert (memberships["totalCount"], memberships["pageInfo"]["hasNextPage"]) == (2, True)
    assert memberships["nodes"] == [
        {"role": "OWNER", "account": {"name": applications[0].seller.name, "application": {"status": "DRAFT"}}}
    ]
    assert asked(make_user(), source)["me"]["memberships"]["totalCount"] == 0


def test_who_left_sees_nothing_any_more(application):
    manager = make_member(application.seller, Role.MANAGER)
    manager.memberships.all().delete()
    assert seen(manager, application.seller) is None


SHOWN = """query ($id: ID!) { seller(id: $id) { taxCode acceptsOrders { yes reason message until }
    holiday { from until note } } }"""


def test_shoppers_see_whether_it_takes_orders_and_no_personal_number():
    seller = make_seller(
        tax_code="036185001234",
        holiday_from=TODAY,
        holiday_until=TODAY + timedelta(days=2),
        holiday_note="Nghỉ Tết",
    )
    shop = asked(None, SHOWN, {"id": global_id("Seller", seller.pk)})["seller"]
    assert shop["taxCode"] == "••••••••1234"
    assert shop["acceptsOrders"] == {
        "yes": False,
        "reason": "HOLIDAY",
        "message": "This shop is on holiday.",
        "until": "2026-11-27",
    }
    assert shop["holiday"] == {"from": "2026-11-25", "until": "2026-11-27", "note": "Nghỉ Tết"}
    later = asked(None, SHOWN, {"id": global_id("Seller", seller.pk)}, now=NOW + timedelta(days=3))["seller"]
    assert (later["acceptsOrders"]["yes"], later["holiday"]) == (True, None)


def test_an_expired_paper_stops_orders_and_not_the_page():
    seller = make_seller(papers_valid_until=TODAY)
    asking = {"id": global_id("Seller", seller.pk)}
    assert asked(None, SHOWN, asking)["seller"]["acceptsOrders"]["yes"]
    tomorrow = asked(None, SHOWN, asking, now=NOW + timedelta(days=1))["seller"]
    assert tomorrow["acceptsOrders"]["reason"] == "PAPERS_EXPIRED"
