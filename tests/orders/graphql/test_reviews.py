"""Reviews through the API."""

import pytest

from marketplace.graphql.ids import global_id
from orders.tokens import token_of
from tests.orders.graphql.test_orders import run
from tests.orders.people import make_goods
from tests.orders.reviewed import Bought

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
