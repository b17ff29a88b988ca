import pytest

from catalog.models import ProductStatus
from marketplace.graphql.ids import global_id
from tests.catalog.factories import make_product

pytestmark = pytest.mark.django_db
PUBLISH = """mutation ($product: ID!) { publishProduct(input: {product: $product}) {
    product { id status name price { min { amount } } } errors { code field } } }"""


def test_the_payload_has_the_product_as_shoppers_see_it(write, officer):
    draft = make_product(status=ProductStatus.DRAFT, price=45_000)
    product = global_id("Product", draft.pk)
    assert write(officer, PUBLISH, {"product": product}) == {
        "product": {
            "id": product,
            "status": "PUBLISHED",
            "name": draft.name,
            "price": {"min": {"amount": 45_000}},
        },
        "errors": [],
    }


@pytest.mark.parametrize(
    ("product", "code"),
    [(global_id("Product", 10**12), "NOT_FOUND"), (global_id("Seller", 1), "BAD_ID"), ("nonsense", "BAD_ID")],
)
def test_an_id_of_no_product_is_told(write, officer, changes_nothing, product, code):
    with changes_nothing():
        payload = write(officer, PUBLISH, {"product": product})
    assert payload == {"product": None, "errors": [{"code": code, "field": ["product"]}]}


def test_a_draft_without_a_picture_is_refused(write, officer, changes_nothing):
    draft = make_product(status=ProductStatus.DRAFT, pictures=0)
    with changes_nothing():
        payload = write(officer, PUBLISH, {"product": global_id("Product", draft.pk)})
    assert payload == {"product": None, "errors": [{"code": "INVALID", "field": ["product"]}]}


def told_where(code):
    return ["product"] if code == "NOT_FOUND" else None


def test_outsiders_may_not(write, stranger, changes_nothing):
    viewer, code = stranger
    draft = make_product(status=ProductStatus.DRAFT)
    with changes_nothing():
        payload = write(viewer, PUBLISH, {"product": global_id("Product", draft.pk)})
    assert payload == {"product": None, "errors": [{"code": code, "field": told_where(code)}]}
