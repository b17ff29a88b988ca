"""What apps are built with: npm clients against the real server."""

from collections import Counter

import pytest
from django.utils import timezone
from PIL import Image as Picture

from catalog.demo.logins import LOGINS
from catalog.models import Listing, Media, Product
from marketplace.access.tokens import access_token
from marketplace.graphql.ids import global_id
from marketplace.models import User
from tests.marketplace.people import make_session

pytestmark = [pytest.mark.node, pytest.mark.django_db(transaction=True)]


def test_every_audit_of_graphql_http_passes(endpoint, node):
    results = node("audit.mjs", endpoint)
    assert [result for result in results if result["status"] != "ok"] == []
    kinds = Counter(result["name"].split()[0] for result in results)
    assert (kinds["MUST"] > 10, kinds["SHOULD"] > 15, kinds["MAY"] > 20) == (True, True, True)


def test_apollo_pages_through_all_products_with_persisted_queries(endpoint, node):
    by_post = node("apollo.mjs", endpoint)
    ids = [global_id("Product", pk) for pk in Listing.objects.order_by("name_key", "pk").values_list("pk", flat=True)]
    assert by_post["ids"] == ids
    assert by_post["total"] == len(ids) == 146
    first, second, *others = by_post["sent"]
    assert (first["hasQuery"], first["error"]) == (False, "PERSISTED_QUERY_NOT_FOUND")
    assert (second["hasQuery"], second["error"]) == (True, None)
    assert len(others) == 6  # the other pages, by their hash alone
    assert {(one["hasQuery"], one["hasHash"], one["error"]) for one in others} == {(False, True, None)}

    by_get = node("apollo.mjs", endpoint, "--get")
    assert by_get["ids"] == ids
    assert {(one["method"], one["hasQuery"], one["error"]) for one in by_get["sent"]} == {("GET", False, None)}


def test_urql_uploads_a_picture(endpoint, node, tmp_path):
    picture = tmp_path / "khoai.jpg"
    Picture.new("RGB", (900, 700), (120, 160, 60)).save(picture)
    product = Product.objects.filter(listing__isnull=False).first()
    officer = next(login for login in LOGINS if login.province)
    token = access_token(make_session(User.objects.get(email=officer.email)), timezone.now())
    answer = node("urql.mjs", endpoint, token, global_id("Product", product.pk), picture)
    assert answer["error"] is None
    payload = answer["data"]["uploadProductMedia"]
    assert payload["errors"] == []
    assert (payload["media"]["alt"], payload["media"]["height"] > 0) == ("Một rổ khoai", True)
    assert Media.objects.filter(product=product).count() == 2
