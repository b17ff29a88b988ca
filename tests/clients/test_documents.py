"""The examples of README.md and of pages of docs/api/, run in a shell against the real server."""

import pytest
from PIL import Image as Picture

from catalog.models import Listing, Product, ProductStatus
from search.commands.index import index_pending
from tests.docs.shell import printed

pytestmark = [pytest.mark.curl, pytest.mark.django_db(transaction=True)]


def test_the_requests_of_the_documents_are_answered_as_they_say(endpoint, tmp_path):
    shop = endpoint.removesuffix("/graphql/")
    Picture.new("RGB", (900, 700), (230, 220, 190)).save(tmp_path / "gao.jpg")
    [shown] = printed("README.md", shop, tmp_path)
    assert [node["name"] for node in shown["data"]["products"]["nodes"]] == [
        "Bột canh i-ốt Nam Định",
        "Muối hạt sạch Nam Định",
    ]
    assert shown["data"]["products"]["totalCount"] == 27

    cheap, groups, refused, page, unknown, sent, hashed, status, uploaded = printed(
        "docs/api/requests.md", shop, tmp_path
    )
    assert len(cheap["data"]["products"]["nodes"]) == 2
    assert len(groups["data"]["productGroups"]) > 5
    assert refused["data"]["publishProduct"]["errors"] == [
        {"code": "UNAUTHENTICATED", "field": None, "message": "Vui lòng đăng nhập trước.", "retryAfter": None}
    ]
    names = [node["name"] for node in page["data"]["products"]["nodes"]]
    assert names == list(Listing.objects.order_by("name_key", "pk").values_list("product__name", flat=True)[24:48])
    assert [error["extensions"]["code"] for error in unknown["errors"]] == ["PERSISTED_QUERY_NOT_FOUND"]
    assert sent == hashed
    assert len(hashed["data"]["products"]["nodes"]) == 1
    assert status == 304
    assert uploaded["data"]["uploadProductMedia"]["errors"] == []
    assert uploaded["data"]["uploadProductMedia"]["media"]["url"].startswith("/media/")


def test_becoming_a_seller_runs_from_nobody_to_the_shelf(endpoint, worker, tmp_path):
    (tmp_path / "here").mkdir()
    shown = printed(
        "docs/api/becoming-a-seller.md", endpoint.removesuffix("/graphql/"), tmp_path / "here", below="## 7."
    )
    [told] = shown
    assert set(told) == {"visibleAfterSeconds"}
    product = Product.objects.get(status=ProductStatus.PUBLISHED, seller__name="Gạo tám Hải Hậu")
    assert Product.objects.filter(seller=product.seller).count() == 1_000


def test_a_persons_data_is_fetched_as_the_page_says(endpoint, tmp_path):
    [told] = printed("docs/api/personal-data.md", endpoint.removesuffix("/graphql/"), tmp_path)
    assert (told["account"], told["shops"]) == (1, 1)


def test_searches_are_answered_as_the_page_says(endpoint, tmp_path):
    index_pending()
    cheap, undone, corrected, suggested = printed("docs/api/search.md", endpoint.removesuffix("/graphql/"), tmp_path)
    [limit] = cheap["data"]["searchProducts"]["appliedFilters"]
    assert limit["key"] == "PRICE:duoi 100k"
    assert undone["data"]["searchProducts"]["appliedFilters"] == []
    assert undone["data"]["searchProducts"]["totalCount"] > cheap["data"]["searchProducts"]["totalCount"] > 2
    assert corrected["data"]["searchProducts"]["correctedQuery"] == "lenger"
    assert {facet["name"] for facet in corrected["data"]["searchProducts"]["facets"]} >= {"group", "seller"}
    assert suggested["data"]["searchSuggestions"][0]["node"]["__typename"] in ("Product", "Seller")
