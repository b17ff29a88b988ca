import json
import re

import pytest
from django.test import Client

from catalog.commands.listings import refresh_listings
from catalog.models import AttributeValue, Certificate, Product, StockItem, Variant
from sellers.models import Seller

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

SLUG = "gao-sach-chat-luong-cao-888"
ADDRESS = f"/san-pham/{SLUG}/"


@pytest.fixture
def product():
    return Product.objects.select_related("seller", "label", "group").get(slug=SLUG)


def facts_of(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.html, re.DOTALL)[1])


def current(product):
    return product.certificates.latest("issued_on")


def test_certificate_in_force_is_shown_with_its_last_day(visit, product):
    page = visit(ADDRESS)
    assert page.link("OCOP 4 sao") == f"/chung-nhan/{current(product).number}/"
    assert f"còn hiệu lực đến hết ngày {current(product).expires_on:%d/%m/%Y}" in page.text


def test_seal_goes_when_the_certificate_was_revoked(visit, product):
    Certificate.objects.filter(pk=current(product).pk).update(
        revoked_on=current(product).issued_on, revocation_decision="1/QĐ", revocation_reason="thử"
    )
    refresh_listings(product_ids=[product.pk])
    page = visit(ADDRESS)
    assert not page.has_link("OCOP 4 sao")
    assert "không có chứng nhận OCOP còn hiệu lực" in page.text
    assert "hasCertification" not in facts_of(page)


def test_every_certificate_there_ever_was_is_listed(visit, product):
    page = visit(ADDRESS)
    for certificate in product.certificates.all():
        assert page.link(certificate.number)


def test_label_story_and_attributes_are_shown(visit, product):
    page = visit(ADDRESS)
    for text in (product.label.ingredients, product.label.storage, product.label.responsible_party):
        assert text in page.text
    assert product.story.split("\n")[0] in page.text and product.description.split("\n")[0] in page.text
    value = AttributeValue.objects.select_related("attribute").filter(product=product).first()
    assert f"{value.attribute.name_vi} {value.value}" in page.text
    assert "365 ngày kể từ ngày sản xuất" in page.text


def test_attributes_and_groups_are_named_in_english(visit, product):
    value = AttributeValue.objects.select_related("attribute").filter(product=product).first()
    page = visit(ADDRESS, language="en")
    assert value.attribute.name_en in page.text and product.group.name_en in page.text


def test_seller_shows_legal_identity(visit, product):
    assert "không nêu trong bản trình diễn" in visit(ADDRESS).text
    Seller.objects.filter(pk=product.seller_id).update(
        tax_code="0601234567", registration_number="07A8001234", phone="+84912345678", email="a@b.example"
    )
    page = visit(ADDRESS)
    for text in (product.seller.legal_name, product.seller.address, "0601234567", "07A8001234", "+84912345678"):
        assert text in page.text
    assert page.link("a@b.example") == "mailto:a@b.example"


@pytest.mark.parametrize("available,words", [(0, "Hết hàng"), (3, "còn 3"), (500, "Còn hàng")])
def test_availability_of_each_variant(visit, product, available, words):
    StockItem.objects.filter(variant__product=product).update(on_hand=available, allocated=0)
    assert words in visit(ADDRESS).text


def test_variants_show_their_own_prices_and_earlier_ones(visit, product):
    Variant.objects.filter(product=product).update(
        price=180_000, compare_at_price=200_000, compare_at_until="2100-01-01"
    )
    Variant.objects.create(
        product=product, seller_id=product.seller_id, sku="X-1", name="Túi 1 kg", price=40_000, position=9
    )
    refresh_listings(product_ids=[product.pk])
    page = visit(ADDRESS)
    assert "từ 40.000 ₫" in page.text
    assert "180.000 ₫" in page.text and "200.000 ₫" in page.text and "Túi 1 kg" in page.text


def test_alcohol_tells_the_age(visit):
    wine = Product.objects.filter(group__is_alcohol=True, listing__isnull=False).first()
    assert "từ 18 tuổi" in visit(f"/san-pham/{wine.slug}/").text
    assert "từ 18 tuổi" not in visit(ADDRESS).text


def test_other_goods_of_the_stall_are_offered(visit, product):
    others = Product.objects.filter(seller=product.seller, listing__isnull=False).exclude(pk=product.pk)
    goods = visit(ADDRESS).goods
    assert SLUG not in goods
    assert set(goods) == set(others.values_list("slug", flat=True))


def test_search_engines_get_the_price_the_stock_and_the_certificate(visit, product):
    facts = facts_of(visit(ADDRESS))
    assert facts["@type"] == "Product" and facts["name"] == product.name
    assert [offer["price"] for offer in facts["offers"]] == [180_000]
    assert {offer["priceCurrency"] for offer in facts["offers"]} == {"VND"}
    assert facts["offers"][0]["availability"] == "https://schema.org/InStock"
    assert facts["hasCertification"]["certificationIdentification"] == current(product).number
    assert all(address.startswith("http://testserver/media/") for address in facts["image"])
    assert "aggregateRating" not in facts


def test_names_cannot_break_out_of_the_facts(visit, product):
    Product.objects.filter(pk=product.pk).update(name="</script><script>alert(1)</script> & <b>")
    page = visit(ADDRESS)
    assert page.stray == [] and len(page.all("script")) == 2
    assert {found["type"] for found in page.all("script")} == {"module", "application/ld+json"}
    assert facts_of(page)["name"] == "</script><script>alert(1)</script> & <b>"


def test_shared_links_carry_a_picture_and_a_price(visit):
    page = visit(ADDRESS)
    assert page.all("meta", property="og:type", content="product")
    assert page.all("meta", property="product:price:amount", content="180000")
    picture = page.all("meta", property="og:image")[0]["content"]
    assert picture.startswith("http://testserver/media/images/")


def test_pictures_come_in_what_the_browser_can_read(visit):
    page = visit(ADDRESS)
    assert page.all("source", type="image/webp") and not page.all("source", type="image/avif")
    assert page.all("img", fetchpriority="high") and page.all("img", loading="lazy")


@pytest.mark.parametrize("status", ["DRAFT", "PAUSED", "TAKEN_DOWN"])
def test_product_that_is_not_on_sale_is_not_shown(client: Client, product, status):
    Product.objects.filter(pk=product.pk).update(status=status)
    refresh_listings(product_ids=[product.pk])
    assert client.get(ADDRESS).status_code == 404
