from xml.etree import ElementTree

import pytest

from catalog.demo.scale import scale_to
from catalog.models import Listing
from sellers.models import Seller

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

NAMES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(client, address, element):
    answer = client.get(address)
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("application/xml")
    return [found.text for found in ElementTree.fromstring(answer.content).findall(f"map:{element}/map:loc", NAMES)]


def all_addresses(client):
    files = locations(client, "/sitemap.xml", "sitemap")
    return [found for file in files for found in locations(client, file.removeprefix("http://testserver"), "url")]


def test_map_names_every_page_once(client):
    found = all_addresses(client)
    products = [
        f"http://testserver/san-pham/{slug}/" for slug in Listing.objects.values_list("product__slug", flat=True)
    ]
    sellers = [f"http://testserver/nha-san-xuat/{slug}/" for slug in Seller.objects.values_list("slug", flat=True)]
    general = [
        f"http://testserver{path}" for path in ("/", "/san-pham/", "/nha-san-xuat/", "/chung-nhan/", "/so-lieu/")
    ]
    assert sorted(found) == sorted(products + sellers + general)


def test_groups_of_more_than_a_page_of_the_api_are_complete(client):
    scale_to(total=700)
    largest = Listing.objects.filter(group__slug="che-bien-tu-thuy-hai-san").count()
    assert largest > 100
    assert len(locations(client, "/sitemap/san-pham-che-bien-tu-thuy-hai-san.xml", "url")) == largest


def test_products_tell_when_they_changed(client):
    listing = Listing.objects.select_related("product", "group").first()
    answer = client.get(f"/sitemap/san-pham-{listing.group.slug}.xml").content.decode()
    assert f"<lastmod>{listing.product.updated_at.isoformat()}</lastmod>" in answer


def test_robots_are_told_where_the_map_is_and_where_not_to_go(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /graphql/" in text and "Disallow: /admin/" in text
