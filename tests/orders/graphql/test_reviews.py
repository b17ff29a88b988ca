"""Reviews through the API."""

import pytest

from catalog.commands.ratings import note_rating
from marketplace.event_payloads import event_from
from marketplace.graphql.ids import global_id
from marketplace.models import OutboxEvent
from orders.commands.review_moderation import hide_review
from orders.commands.review_replies import report_review
from orders.tokens import token_of
from sellers.models import Role
from tests.catalog.factories import make_member, make_officer, make_place
from tests.orders.graphql.test_orders import run
from tests.orders.people import make_goods
from tests.orders.reviewed import Bought, reviewed_photo

pytestmark = pytest.mark.django_db
WRITE = """mutation ($input: ReviewProductInput!) { reviewProduct(input: $input) {
  review { id stars text authorName editedAt } errors { code field } } }"""
EDIT = """mutation ($input: EditReviewInput!) { editReview(input: $input) {
  review { stars text } errors { code field } } }"""
SHOWN = """query ($id: ID!, $stars: Int) { product(id: $id) {
  reviews(first: 2, stars: $stars) { totalCount nodes { stars text authorName } } } }"""


def test_a_guest_writes_and_edits_and_everybody_reads():
    case = Bought(is_guest=True)
    product, token = global_id("Product", case.goods.product_id), token_of(case.order.number)
    given = {"order": global_id("SellerOrder", case.part.pk), "product": product, "stars": 4, "text": "<b>Ngon</b>"}
    assert run(WRITE, {"input": given})["reviewProduct"] == {
        "review": None,
        "errors": [{"code": "NOT_FOUND", "field": ["order"]}],
    }
    written = run(WRITE, {"input": {**given, "token": token}})["reviewProduct"]
    assert written["errors"] == [] and written["review"]["authorName"] == "Trần T. M."
    again = run(WRITE, {"input": {**given, "token": token}})["reviewProduct"]
    assert again["errors"] == [{"code": "DUPLICATE", "field": ["product"]}]
    change = {"review": written["review"]["id"], "stars": 5, "text": "Rất ngon", "token": token}
    assert run(EDIT, {"input": change})["editReview"] == {"review": {"stars": 5, "text": "Rất ngon"}, "errors": []}
    [shown] = run(SHOWN, {"id": product})["product"]["reviews"]["nodes"]
    assert shown == {"stars": 5, "text": "Rất ngon", "authorName": "Trần T. M."}


def test_the_latest_first_and_those_with_so_many_stars_alone():
    goods = make_goods(left=50)
    for stars in (5, 1, 3):
        Bought(goods=goods).review(stars=stars)
    product = global_id("Product", goods.product_id)
    found = run(SHOWN, {"id": product})["product"]["reviews"]
    assert found["totalCount"] == 3 and [one["stars"] for one in found["nodes"]] == [3, 1]
    assert run(SHOWN, {"id": product, "stars": 5})["product"]["reviews"]["totalCount"] == 1


MORE = """query ($id: ID!, $sort: ReviewSort, $withPhotos: Boolean) { product(id: $id) {
  reviewBreakdown { stars count } reviews(sort: $sort, withPhotos: $withPhotos) { nodes { stars photos { id } } }
  seller { rating { average count } } } }"""
QUEUE = "{ reportedReviews { nodes { review { stars } reports { ground note } } } }"
OWN = """query ($id: ID!) { order(id: $id) { parts { reviewableUntil reviews { stars isHidden hiddenReason
  hiddenGround reply { text } } } } }"""
DESK = """query ($seller: ID!, $isAnswered: Boolean) { sellerAccount(seller: $seller) {
  reviews(isAnswered: $isAnswered) { nodes { stars isHidden } } } }"""


def test_bars_sorts_and_photos_count_what_is_shown():
    goods = make_goods(left=50)
    reviews = [Bought(goods=goods).review(stars=stars) for stars in (5, 1, 3, 5)]
    reviewed_photo(reviews[2])
    hide_review(actor=make_officer(), review_id=reviews[1].pk, ground="SPAM", reason="x")
    for event in OutboxEvent.objects.filter(name__in=("ReviewPosted", "ReviewHidden")):
        note_rating(event_from(event.name, event.payload))
    variables = {"id": global_id("Product", goods.product_id)}
    found = run(MORE, {**variables, "sort": "LOWEST"})["product"]
    assert [bar["count"] for bar in found["reviewBreakdown"]] == [2, 0, 1, 0, 0]
    assert [one["stars"] for one in found["reviews"]["nodes"]] == [3, 5, 5]
    assert found["seller"]["rating"] == {"average": 4.33, "count": 3}
    assert [one["stars"] for one in run(MORE, {**variables, "sort": "HIGHEST"})["product"]["reviews"]["nodes"]] == [
        *(5, 5, 3)
    ]
    [only] = run(MORE, {**variables, "withPhotos": True})["product"]["reviews"]["nodes"]
    assert only["stars"] == 3 and len(only["photos"]) == 1


def test_the_queue_is_for_officers_of_the_place():
    case = Bought()
    report_review(actor=case.owner, review_id=case.review(stars=2).pk, ground="FAKE", note="Lạ")
    waiting = [{"review": {"stars": 2}, "reports": [{"ground": "FAKE", "note": "Lạ"}]}]
    for officer in (make_officer(), make_officer(case.goods.seller.place)):
        assert run(QUEUE, viewer=officer)["reportedReviews"]["nodes"] == waiting
    assert run(QUEUE, viewer=make_officer(make_place()))["reportedReviews"]["nodes"] == []
    assert run(QUEUE, viewer=case.owner)["reportedReviews"] is None
    assert run(QUEUE)["reportedReviews"] is None


def test_a_hidden_review_is_for_its_author_and_its_shop_alone():
    case = Bought()
    review = case.review(stars=2)
    hide_review(actor=make_officer(), review_id=review.pk, ground="OFFENSIVE", reason="Lời lẽ")
    node = "query ($id: ID!) { node(id: $id) { id } }"
    assert run(node, {"id": global_id("Review", review.pk)}, case.buyer)["node"] is None
    [part] = run(OWN, {"id": global_id("Order", case.order.pk)}, case.buyer)["order"]["parts"]
    assert part["reviewableUntil"] is not None
    assert part["reviews"] == [
        {"stars": 2, "isHidden": True, "hiddenReason": "Lời lẽ", "hiddenGround": "OFFENSIVE", "reply": None}
    ]
    desk = {"seller": global_id("Seller", case.goods.seller_id)}
    shown = [{"stars": 2, "isHidden": True}]
    assert run(DESK, desk, case.owner)["sellerAccount"]["reviews"]["nodes"] == shown
    assert run(DESK, {**desk, "isAnswered": True}, case.owner)["sellerAccount"]["reviews"]["nodes"] == []
    staff = make_member(case.goods.seller, Role.STAFF)
    assert run(DESK, desk, staff)["sellerAccount"]["reviews"] is None
