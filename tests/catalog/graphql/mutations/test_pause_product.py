import pytest

from catalog.models import ProductStatus
from marketplace.graphql.ids import global_id
from tests.catalog.factories import make_product

pytestmark = pytest.mark.django_db
PAUSE = """mutation ($product: ID!) { pauseProduct(input: {product: $product}) {
    productId status product { id } errors { code field } } }"""


def test_the_payload_tells_that_the_product_has_left_the_shelves(write, officer, product):
    id = global_id("Product", product.pk)
    assert write(officer, PAUSE, {"product": id}) == {
        "productId": id,
        "status": "PAUSED",
        "product": None,
        "errors": [],
    }


def test_a_draft_is_refused(write, officer, changes_nothing):
    draft = make_product(status=ProductStatus.DRAFT)
    with changes_nothing():
        payload = write(officer, PAUSE, {"product": global_id("Product", draft.pk)})
    assert payload["errors"] == [{"code": "INVALID", "field": ["product"]}]
    assert (payload["productId"], payload["status"]) == (None, None)


def told_where(code):
    return ["product"] if code == "NOT_FOUND" else None


def test_outsiders_may_not(write, stranger, product, changes_nothing):
    viewer, code = stranger
    with changes_nothing():
        payload = write(viewer, PAUSE, {"product": global_id("Product", product.pk)})
    assert payload["errors"] == [{"code": code, "field": told_where(code)}]
