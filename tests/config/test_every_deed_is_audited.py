"""Every mutation of sellers and officers leaves an entry in the seller's trail, under its own name and its actor's.

The mutations come from the schema: a new one fails here until it has a row that does it once, or a reason not to.
"""

import pytest
from graphene_django.settings import graphene_settings

from config.audit import ACTIONS
from marketplace.models import AuditEntry
from tests.config.deeds import of_catalogue, of_livestreams, of_orders, of_sellers
from tests.config.deeds.rows import ROWS
from tests.sellers.conftest import no_broker, private_folder
from tests.sellers.graphql.asking import written

__all__ = ["no_broker", "of_catalogue", "of_livestreams", "of_orders", "of_sellers", "private_folder"]
pytestmark = pytest.mark.django_db
MUTATIONS = sorted(graphene_settings.SCHEMA.graphql_schema.mutation_type.fields)

# Of one's own account: the ground's tests hold what these leave in the trail.
OF_ONES_OWN = {
    *("requestCode", "registerUser", "createToken", "refreshToken", "revokeToken", "resetPassword"),
    *("changePassword", "requestContactChange", "changeContact", "verifyEmail", "updateProfile"),
    *("exportPersonalData", "requestErasure", "cancelErasure"),
    *("addCartLines", "updateCartLine", "claimCart", "placeOrder", "confirmPayment"),
    *("endSession", "endAllSessions", "markNotificationsRead", "setMailPreference", "unsubscribeFromMail"),
}
# What one likes is nobody's business: no trail.
OF_TASTE = {"saveForLater", "removeFromWishlist", "followShop", "unfollowShop"}
# Of the office itself, no seller's: tests/marketplace/graphql/test_offices.py, commands/personal_data.
OF_THE_OFFICE = {"appointOfficer", "endPost", "eraseAccount"}
# Of the marketplace and of programmes: tests/orders/test_voucher_terms.py.
OF_THE_PROGRAMME = {"makePlatformVoucher", "makeVoucherBudget", "setVoucherBudget"}
# Of the marketplace's own account: tests/orders/graphql/test_payments.py, test_remittances.py, tests/orders/payouts.
OF_THE_MONEY = {
    *("importBankStatement", "matchBankTransfer", "settleBankTransfer", "recordRefund"),
    *("importCodRemittance", "matchCodRemittance", "settleCodRemittance"),
    *("drawUpPayouts", "recordPayoutSent", "recordPayoutFailed"),
    *("setCommissionRule", "endCommissionRule", "setTaxRate"),
}
# Of nobody: it counts visitors without knowing who they are.
OF_NOBODY = {"recordSearchClick"}
# Of the office alone: the shop must not learn who reported. The report itself is kept.
OF_REPORTERS = {"reportReview", "complainAboutLivestream"}
# Before an application is handed in, officers have no part in it.
PRIVATE = {"applyAsSeller", "editApplication", "uploadPaper", "withdrawApplication"}
NAMED_OTHERWISE = {"uploadProductMedia": "add_product_media", "adjustStocks": "adjust_stock"}


def test_every_mutation_has_a_row_or_is_of_ones_own_account():
    office = [*OF_THE_OFFICE, *OF_THE_MONEY, *OF_THE_PROGRAMME]
    assert sorted([*ROWS, *OF_ONES_OWN, *office, *OF_NOBODY, *OF_REPORTERS, *OF_TASTE]) == MUTATIONS


@pytest.mark.parametrize("name", ROWS)
def test_the_deed_is_in_the_trail_of_its_seller(name):
    deed = ROWS[name]()
    before = AuditEntry.objects.count()
    payload = written(deed.actor, name, deed.input, "")
    assert payload["errors"] == []
    action = NAMED_OTHERWISE.get(name, "".join(f"_{c.lower()}" if c.isupper() else c for c in name))
    added = AuditEntry.objects.order_by("pk")[before:]
    [entry] = [entry for entry in added if entry.action == action]
    assert entry.actor == deed.actor
    assert entry.scope_type == "sellers.seller" and entry.scope_id is not None
    assert (entry.place_id is None) == (name in PRIVATE)
    assert entry.before or entry.after, "it says what became of it"
    assert {entry.action for entry in added} <= set(ACTIONS)
