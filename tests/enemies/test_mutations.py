"""Every mutation of the schema, asked by everybody who may not: a clear code, and not a byte changed."""

import pytest
from django.utils import timezone
from graphene_django.settings import graphene_settings

from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from tests.enemies.world import enemies, everything, inputs, make_world

pytestmark = pytest.mark.django_db
# They act on whoever asks, or on whoever holds a secret; their own tests say what a stranger gets.
OWN = {
    "applyAsSeller": "anybody may apply",
    "acceptInvitation": "wants the code of the invitation",
    "requestCode": "before anybody is signed in",
    "registerUser": "before anybody is signed in",
    "createToken": "wants a password or a code",
    "refreshToken": "wants the token",
    "revokeToken": "wants the token",
    "resetPassword": "wants a code",
    "changePassword": "of the account that asks",
    "requestContactChange": "of the account that asks",
    "changeContact": "of the account that asks",
    "verifyEmail": "of the account that asks",
    "updateProfile": "of the account that asks",
    "endAllSessions": "of the account that asks",
    "setMailPreference": "of the account that asks",
    "exportPersonalData": "of the account that asks",
    "requestErasure": "of the account that asks",
    "unsubscribeFromMail": "wants the token of a mail",
    "recordSearchClick": "counts anybody, and knows nobody",
    "addCartLines": "anybody may; another's cart wants its token",
    "updateCartLine": "wants the account or the token of the cart",
    "claimCart": "of the account that asks; wants the token of the cart",
    "placeOrder": "wants the account or the token of the cart",
    "confirmPayment": "wants the buyer's account or the token of the order",
    "cancelOrder": "wants the buyer's account or the token of the order",
    "reviewProduct": "wants the buyer's account or the token of the order",
    "editReview": "wants the buyer's account or the token of the order",
    "saveForLater": "of the account that asks",
    "removeFromWishlist": "of the account that asks",
    "followShop": "of the account that asks",
    "unfollowShop": "of the account that asks",
    "addReviewPhoto": "wants the buyer's account or the token of the order",
    "removeReviewPhoto": "wants the buyer's account or the token of the order",
    "joinAsHost": "wants the code of the host",
    "complainAboutLivestream": "anybody may who is signed in",
    "reportReview": "anybody may who is signed in",
    "requestReturn": "wants the buyer's account or the token of the order",
    "addReturnPhoto": "wants the buyer's account or the token of the order",
    "cancelReturn": "wants the buyer's account or the token of the order",
    "recordReturnSent": "wants the buyer's account or the token of the order",
    "confirmReceipt": "wants the buyer's account or the token of the order",
}
# What the shop's own staff may do (sellers.rights): no enemy's deed.
OF_STAFF = {
    *("adjustStock", "adjustStocks", "orderProductMedia", "describeProductMedia", "removeProductMedia"),
    *("uploadProductMedia", "leaveSeller"),
    *("confirmSellerOrder", "shipSellerOrder", "recordDelivery", "recordFailedDelivery", "rejectSellerOrder"),
    *("bookParcel", "callOffParcel"),
    "cancelOrderLines",
    *("approveReturn", "refuseReturn", "receiveReturn", "refundReturn", "disputeReturn"),
    *("scheduleLivestream", "editLivestream", "setLivestreamCover", "inviteToLivestream", "joinLivestream"),
    *("leaveLivestream", "addHost", "removeHost", "addChannel", "removeChannel", "rehearseLivestream"),
    *("startLivestream", "endLivestream", "publishReplay", "cancelLivestream", "sayInLivestream"),
    *("addToLineup", "editLineupItem", "removeFromLineup", "orderLineup", "pinLineupItem", "unpinLineupItem"),
    *("startDeal", "stopDeal", "createSalesLink", "revokeSalesLink"),
}
WHO = (
    *("anonymous", "shopper", "owner of another shop", "staff of another shop"),
    *("staff without the right", "officer of another place"),
)
REFUSALS = {"NOT_FOUND", "PERMISSION_DENIED"}


def mutations():
    return set(graphene_settings.SCHEMA.graphql_schema.mutation_type.fields)


@pytest.fixture
def world(db, settings, tmp_path):
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "private", "base_url": None},
    }
    settings.STORAGES = {**settings.STORAGES, "private": private}
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_world()


def ask(viewer, name, given):
    kind = f"{name[0].upper()}{name[1:]}Input"
    source = f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ errors {{ code field message }} }} }}"
    context = Context(viewer=viewer, language="en", now=timezone.now())
    result = execute(source, {"input": given}, context=context).result
    assert result.errors is None, (name, [(error.message, error.original_error) for error in result.errors])
    return [error["code"] for error in result.data[name]["errors"]]


def test_every_mutation_has_its_row(world):
    listed = set(inputs(world)) | set(OWN)
    assert mutations() - listed == set(), "say in tests/enemies/world.py what it would be asked for"
    assert listed - mutations() == set()


@pytest.mark.parametrize("who", WHO)
def test_nobody_does_what_is_not_theirs(world, who):
    actor = enemies(world)[who]
    before = everything()
    told = {}
    for name, given in inputs(world).items():
        if who == "staff without the right" and name in OF_STAFF:
            continue
        codes = ask(actor, name, given)
        allowed = {"UNAUTHENTICATED"} if who == "anonymous" else REFUSALS
        if not codes or not set(codes) <= allowed:
            told[name] = codes
        after = everything()
        assert {table for table in before if before[table] != after[table]} == set(), name
    assert told == {}


def test_friends_are_let_in(world):
    """The rows are ones that would work: else their refusal would prove nothing."""
    owner, given = world.owner, inputs(world)
    for name in ("saveProduct", "adjustStock", "setPrices", "setHoliday", "inviteMember", "describeProductMedia"):
        assert ask(owner, name, given[name]) == [], name
