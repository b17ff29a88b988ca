"""A connected account at Stripe, beside the bank account: under the same right, lock, trail and notices."""

from datetime import timedelta

import pytest

from marketplace.errors import Invalid
from marketplace.models import AuditEntry
from sellers.commands.shop.payout_accounts import PayoutDetails, set_payout_account
from sellers.models import PayoutAccount, Role
from tests.catalog.factories import make_member, make_officer, make_seller
from tests.sellers.graphql.asking import asked, seller_id, written
from tests.sellers.people import NOW, approved, events, owner_of

pytestmark = pytest.mark.django_db
STRIPE = "acct_1032D82eZvKYlo2C"
MASKED = "acct_•••lo2C"


@pytest.fixture
def seller():
    return make_seller()


@pytest.fixture
def owner(seller):
    return make_member(seller)


def pay(owner, seller, stripe_account=None, *, number="0071001234567", days=0):
    payout = PayoutDetails(bank_bin="970436", number=number, holder="NGUYEN THI NHAI", stripe_account=stripe_account)
    now = NOW + timedelta(days=days)
    return set_payout_account(actor=owner, seller_id=seller.pk, payout=payout, now=now)


def stands():
    return PayoutAccount.objects.values_list("stripe_account", "changed_at").get()


def test_it_is_a_change_of_where_the_money_goes(seller, owner):
    pay(owner, seller)
    pay(owner, seller, f" {STRIPE} ", days=1)
    assert stands() == (STRIPE, NOW + timedelta(days=1)), "payouts wait as after any change"
    entry = AuditEntry.objects.order_by("pk").last()
    assert (entry.action, entry.actor) == ("set_payout_account", owner)
    assert ("stripe_account" in entry.before, entry.after["stripe_account"]) == (False, MASKED)
    assert events()[-1][1]["number"] == f"•••4567 / {MASKED}"


def test_it_stays_until_it_is_taken_away(seller, owner, changes_nothing):
    pay(owner, seller, STRIPE)
    with changes_nothing():
        pay(owner, seller)
    with changes_nothing():
        pay(owner, seller, STRIPE)
    pay(owner, seller, number="9704000000018", days=1)
    assert stands() == (STRIPE, NOW + timedelta(days=1))
    pay(owner, seller, "", number="9704000000018", days=2)
    assert stands() == ("", NOW + timedelta(days=2))
    entry = AuditEntry.objects.order_by("pk").last()
    assert (entry.before["stripe_account"], "stripe_account" in entry.after) == (MASKED, False)


@pytest.mark.parametrize("typed", ["acct_", "acct_ä", "acct-1", "cus_1", "acct_1 2", "acct_1\n2", "acct_" + "1" * 60])
def test_what_is_none_is_refused(seller, owner, changes_nothing, typed):
    with changes_nothing(), pytest.raises(Invalid) as refused:
        pay(owner, seller, typed)
    assert refused.value.field == ["stripeAccount"]


def test_owners_see_it_whole_and_all_others_masked():
    application = approved()
    owner, given = owner_of(application), {"bankBin": "970436", "number": "9704000000018", "holder": "A"}
    payload = written(
        owner,
        "setPayoutAccount",
        {"seller": seller_id(application), **given, "stripeAccount": STRIPE},
        "account { payoutAccount { stripeAccount } }",
    )
    assert payload["account"]["payoutAccount"]["stripeAccount"] == STRIPE
    source = "query ($id: ID!) { sellerAccount(seller: $id) { payoutAccount { stripeAccount } } }"
    for viewer, seen in (
        (owner, STRIPE),
        (make_member(application.seller, Role.MANAGER), MASKED),
        (make_member(application.seller, Role.STAFF), MASKED),
        (make_officer(), MASKED),
    ):
        answer = asked(viewer, source, {"id": seller_id(application)})
        assert answer["sellerAccount"]["payoutAccount"]["stripeAccount"] == seen
