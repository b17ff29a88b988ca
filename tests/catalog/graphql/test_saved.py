"""Wishlists and followed shops through the API."""

import pytest

from catalog.models import Listing
from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from marketplace.graphql.ids import global_id
from tests.marketplace.people import make_user
from tests.orders.graphql.test_orders import run
from tests.orders.people import make_goods
from tests.shop import statements

pytestmark = pytest.mark.django_db
SAVE = """mutation ($input: SaveForLaterInput!) { saveForLater(input: $input) {
  product { isSaved } errors { code } } }"""
REMOVE = """mutation ($input: RemoveFromWishlistInput!) { removeFromWishlist(input: $input) {
  product { isSaved } errors { code } } }"""
FOLLOW = """mutation ($input: FollowShopInput!) { followShop(input: $input) {
  seller { isFollowed followerCount } errors { code } } }"""
MINE = """{ me { wishlist { totalCount nodes { productId productName priceSeen { amount } product { slug } } }
  following { nodes { seller { slug } } } } }"""
SHOWN = "query ($id: ID!) { product(id: $id) { isSaved seller { isFollowed followerCount rating { count } } } }"


def test_a_wishlist_keeps_what_left_the_shelves():
    user, goods = make_user(), make_goods(price=70_000)
    id = global_id("Product", goods.product_id)
    assert run(SAVE, {"input": {"product": id}})["saveForLater"]["errors"] == [{"code": "UNAUTHENTICATED"}]
    saved = run(SAVE, {"input": {"product": id}}, user)["saveForLater"]
    assert saved == {"product": {"isSaved": True}, "errors": []}
    Listing.objects.filter(pk=goods.product_id).delete()
    [item] = run(MINE, viewer=user)["me"]["wishlist"]["nodes"]
    assert item["product"] is None and item["productId"] == id and item["priceSeen"] == {"amount": 70_000}
    gone = run(REMOVE, {"input": {"product": id}}, user)["removeFromWishlist"]
    assert gone == {"product": None, "errors": []}
    assert run(MINE, viewer=user)["me"]["wishlist"]["totalCount"] == 0


def test_a_followed_shop_leaves_the_list_when_shoppers_do_not_see_it():
    user, goods = make_user(), make_goods()
    seller = goods.seller
    followed = run(FOLLOW, {"input": {"seller": global_id("Seller", seller.pk)}}, user)["followShop"]
    assert followed == {"seller": {"isFollowed": True, "followerCount": 1}, "errors": []}
    shown = run(SHOWN, {"id": global_id("Product", goods.product_id)})["product"]
    assert shown == {
        "isSaved": False,
        "seller": {"isFollowed": False, "followerCount": 1, "rating": {"count": 0}},
    }
    assert run(MINE, viewer=user)["me"]["following"]["nodes"] == [{"seller": {"slug": seller.slug}}]
    type(seller).objects.filter(pk=seller.pk).update(status="SUSPENDED")
    assert run(MINE, viewer=user)["me"]["following"]["nodes"] == []


def test_strangers_share_a_kept_answer_and_cost_no_statement():
    goods = make_goods()
    source = "query ($id: ID!) { product(id: $id) { name %s } }"
    counts = []
    for field in ("slug", "isSaved"):
        context = Context(language="vi")
        with statements() as ran:
            execute(source % field, {"id": global_id("Product", goods.product_id)}, context=context)
        assert context.cacheable
        counts.append(len(ran))
    assert counts[0] == counts[1]
