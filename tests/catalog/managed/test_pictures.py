"""A product's pictures: their order, what is said of them, and taking one away."""

import pytest

from catalog.models import Media, Product
from marketplace.graphql.ids import global_id
from tests.catalog.factories import make_image, traces

pytestmark = pytest.mark.django_db


def test_pictures_are_put_in_order_described_and_taken_away(write, owner, product):
    Media.objects.create(product=product, image=make_image(), alt="hai", position=1)
    first, second = product.media.order_by("position")
    ids = [global_id("Media", second.pk), global_id("Media", first.pk)]
    source = """mutation ($input: OrderProductMediaInput!) { orderProductMedia(input: $input) {
        product { media { id alt } } errors { code field } } }"""
    payload = write(owner, source, {"input": {"product": global_id("Product", product.pk), "media": ids}})
    assert [media["id"] for media in payload["product"]["media"]] == ids
    assert Product.objects.get().listing.thumbnail_id == second.pk
    source = """mutation ($input: DescribeProductMediaInput!) { describeProductMedia(input: $input) {
        product { media { alt } } errors { code field } } }"""
    payload = write(owner, source, {"input": {"media": ids[0], "alt": "Túi gạo"}})
    assert payload["product"]["media"][0]["alt"] == "Túi gạo"
    source = """mutation ($input: RemoveProductMediaInput!) { removeProductMedia(input: $input) {
        product { media { id } } errors { code field } } }"""
    assert write(owner, source, {"input": {"media": ids[0]}})["product"]["media"] == [{"id": ids[1]}]
    before = traces()
    assert write(owner, source, {"input": {"media": ids[1]}})["errors"] == [{"code": "INVALID", "field": ["media"]}]
    assert traces() == before


@pytest.mark.parametrize("change", [lambda ids: ids[:1], lambda ids: [*ids, ids[0]], lambda ids: [ids[0], ids[0]]])
def test_an_order_that_leaves_out_or_repeats_a_picture_is_refused(write, owner, product, change):
    Media.objects.create(product=product, image=make_image(), alt="hai", position=1)
    ids = change([global_id("Media", media.pk) for media in product.media.all()])
    source = """mutation ($input: OrderProductMediaInput!) { orderProductMedia(input: $input) {
        errors { code field } } }"""
    before = traces()
    payload = write(owner, source, {"input": {"product": global_id("Product", product.pk), "media": ids}})
    assert payload["errors"] == [{"code": "INVALID", "field": ["media"]}]
    assert traces() == before
