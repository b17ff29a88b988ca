"""A shop's own audit trail: for those with the right to figures and the officers who look after it."""

import pytest

from marketplace.commands.audit import record
from marketplace.graphql.ids import global_id
from sellers.commands.shop.payout_accounts import PayoutDetails, set_payout_account
from sellers.models import Role
from tests.catalog.factories import make_member, make_officer, make_product
from tests.marketplace.people import make_user
from tests.sellers.graphql.asking import asked, seller_id
from tests.sellers.people import (
    NOW,
    approved,
    communal,
    make_application,
    make_commune,
    owner_of,
    provincial,
    submitted,
)
from tests.shop import statements

pytestmark = pytest.mark.django_db
SOURCE = """query ($seller: ID!, $first: Int, $after: String, $filter: TrailFilter) {
  sellerAccount(seller: $seller) { auditEntries(first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { endCursor } nodes { action actionLabel actorName objectId scopeId before after } } } }"""


def trail(viewer, application, **variables):
    account = asked(viewer, SOURCE, {"seller": seller_id(application), **variables})["sellerAccount"]
    return account and account["auditEntries"]


def actions(page):
    return [node["action"] for node in page["nodes"]]


def test_owner_manager_and_the_shops_officers_read_it_and_nobody_else():
    application = approved()
    seller = application.seller
    owner, manager, staff = owner_of(application), make_member(seller, Role.MANAGER), make_member(seller, Role.STAFF)
    readers = [owner, manager, make_officer(), provincial(application), communal(application)]
    for reader in readers:
        assert actions(trail(reader, application))[0] == "approve_application"
    assert trail(staff, application) is None
    other = owner_of(make_application())
    for stranger in (None, make_user(), other, make_officer(make_commune())):
        assert trail(stranger, application) is None


def test_it_holds_what_hangs_on_the_shop_and_nothing_of_others():
    application, other = approved(), make_application()
    product = make_product(seller=application.seller)
    record(actor=None, action="pause_product", subject=product)
    page = trail(owner_of(application), application)
    assert {node["scopeId"] for node in page["nodes"]} == {seller_id(application)}
    assert page["nodes"][0]["objectId"] == global_id("Product", product.pk)
    assert page["totalCount"] == len(page["nodes"]) == 9
    assert actions(trail(owner_of(other), other)) == ["apply_as_seller", "set_payout_account"]


def test_until_it_is_handed_in_an_application_is_the_applicants_own():
    application = make_application()
    province = provincial(application)
    assert office_trail(province) == []
    assert trail(province, application) is None
    submitted(application)
    assert office_trail(province) == ["submit_application"]
    assert actions(trail(province, application))[-1] == "set_payout_account", "what led to it is shown with it"


def office_trail(officer):
    return actions(asked(officer, "{ auditEntries { nodes { action } } }")["auditEntries"])


def test_bank_numbers_are_masked():
    application = make_application(payout=None)
    payout = PayoutDetails(bank_bin="970415", number="1234567890", holder="NHAI")
    set_payout_account(actor=owner_of(application), seller_id=application.seller_id, payout=payout, now=NOW)
    [node] = trail(owner_of(application), application, filter={"actions": ["set_payout_account"]})["nodes"]
    assert node["after"] == {"bank_bin": "970415", "number": "•••7890", "holder": "NHAI"}


def test_pages_go_on_where_the_last_one_ended():
    application = approved()
    owner = owner_of(application)
    page = trail(owner, application, first=2)
    rest = trail(owner, application, after=page["pageInfo"]["endCursor"])
    assert len(page["nodes"]) == 2
    assert actions(page) + actions(rest) == actions(trail(owner, application))


def test_the_trail_is_one_statement():
    application = approved()
    owner = owner_of(application)
    trail(owner, application)
    with statements() as ran:
        trail(owner, application)
    assert len([sql for sql in ran if "marketplace_auditentry" in sql]) == 2, "the page, and the total"
