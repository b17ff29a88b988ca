import pytest

from catalog.models import Listing, ProductGroup
from marketplace.graphql.ids import global_id
from marketplace.models import Place, PlaceLevel
from marketplace.queries import place_by_name
from sellers.models import Seller
from tests.marketplace.places import OLD
from tests.shop import NOW, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

FOUND = """query ($filter: ProductFilter) { products(first: 100, filter: $filter) {
    totalCount nodes { slug isAvailable stars group { slug } price { min { amount } max { amount } } } } }"""
TODAY = NOW.date()


def found(**filter):
    answer = ask(FOUND, {"filter": filter})["products"]
    assert len(answer["nodes"]) == min(100, answer["totalCount"])
    return answer


def total(**filter):
    return found(**filter)["totalCount"]


def group_id(code, edition="148"):
    return global_id("ProductGroup", ProductGroup.objects.get(taxonomy__code=edition, code=code).pk)


def test_no_filter_an_empty_filter_and_empty_lists_leave_everything():
    assert total() == 146
    assert total(groups=[], sellers=[], places=[], stars=[], price={}) == 146
    assert total(groups=None, sellers=None, price=None, isAvailable=None, isCertified=None) == 146


def test_group_finds_what_is_in_it_and_below():
    food = total(groups=[group_id("food")])
    below = ProductGroup.objects.get(taxonomy__code="148", code="food").children.values("pk")
    assert food == Listing.objects.filter(group__in=below).count() > 100
    leaf = found(groups=[leaf_id()])
    assert 0 < leaf["totalCount"] < food


def leaf_id():
    return global_id("ProductGroup", Listing.objects.order_by("pk").first().group_id)


def test_group_of_the_earlier_edition_finds_what_became_of_it():
    assert total(groups=[group_id("drink", "781")]) == total(groups=[group_id("drink")]) > 0


def test_several_groups_find_the_goods_of_any():
    together = total(groups=[group_id("food"), group_id("drink"), group_id("food")])
    assert together == total(groups=[group_id("food")]) + total(groups=[group_id("drink")])


def test_sellers_find_the_goods_of_any():
    one, other = Seller.objects.filter(products__listing__isnull=False).distinct().order_by("pk")[:2]
    ids = [global_id("Seller", one.pk), global_id("Seller", other.pk)]
    assert total(sellers=ids) == Listing.objects.filter(seller__in=[one, other]).count()


def test_new_province_finds_what_was_registered_in_the_old_ones():
    ninh_binh = place_by_name("Ninh Bình", level=PlaceLevel.PROVINCE)
    old_nam_dinh = place_by_name("Nam Định", level=PlaceLevel.PROVINCE, at=OLD)
    assert total(places=[global_id("Place", ninh_binh.pk)]) == 146
    in_old_districts = Listing.objects.filter(place__level=PlaceLevel.DISTRICT).count()
    assert 0 < in_old_districts == total(places=[global_id("Place", old_nam_dinh.pk)])


def test_commune_finds_its_own_goods_alone():
    commune = Place.objects.filter(level=PlaceLevel.COMMUNE, pk__in=Listing.objects.values("place")).order_by("pk")[0]
    assert total(places=[global_id("Place", commune.pk)]) == Listing.objects.filter(place=commune).count() < 146


@pytest.mark.parametrize("stars", [[3], [4], [3, 4], [5], [4, 4]])
def test_stars_are_those_of_the_certificate_in_force(stars):
    answer = found(stars=stars)
    assert answer["totalCount"] == Listing.objects.filter(stars__in=stars, certified_until__gte=TODAY).count()
    assert {node["stars"] for node in answer["nodes"]} <= set(stars)


def test_price_range_overlaps_the_prices_of_the_variants():
    answer = found(price={"min": 100_000, "max": 120_000})
    assert 0 < answer["totalCount"] == Listing.objects.filter(price_max__gte=100_000, price_min__lte=120_000).count()
    for node in answer["nodes"]:
        assert node["price"]["max"]["amount"] >= 100_000 and node["price"]["min"]["amount"] <= 120_000


def test_price_ends_are_included_and_may_be_left_out():
    lowest = Listing.objects.order_by("price_min").first()
    assert total(price={"max": lowest.price_min}) == Listing.objects.filter(price_min=lowest.price_min).count()
    assert total(price={"max": lowest.price_min - 1}) == 0
    assert total(price={"min": 0}) == total(price={"min": 0, "max": 2**63 - 1}) == 146
    assert total(price={"min": 2**63 - 1}) == 0


def test_available_and_sold_out_goods_are_all_goods():
    Listing.objects.filter(pk__in=list(Listing.objects.values_list("pk", flat=True)[:5])).update(is_available=False)
    assert total(isAvailable=False) == 5
    assert total(isAvailable=True) == 141
    assert not any(node["isAvailable"] for node in found(isAvailable=False)["nodes"])


def test_certified_and_other_goods_are_all_goods():
    assert (total(isCertified=True), total(isCertified=False)) == (107, 39)
    assert all(node["stars"] is None for node in found(isCertified=False)["nodes"])


def test_all_filters_together_must_all_hold():
    listing = Listing.objects.filter(stars=4).select_related("product").order_by("pk").first()
    Listing.objects.filter(pk=listing.pk).update(is_available=True)
    everything = {
        "groups": [global_id("ProductGroup", listing.group_id)],
        "sellers": [global_id("Seller", listing.seller_id)],
        "places": [global_id("Place", place_by_name("Ninh Bình", level=PlaceLevel.PROVINCE).pk)],
        "stars": [4],
        "price": {"min": listing.price_min, "max": listing.price_min},
        "isAvailable": True,
        "isCertified": True,
    }
    assert listing.product.slug in [node["slug"] for node in found(**everything)["nodes"]]
    other_seller = Seller.objects.exclude(pk=listing.seller_id).order_by("pk").first()
    assert total(**{**everything, "sellers": [global_id("Seller", other_seller.pk)]}) == 0
    for name, value in (("stars", [3]), ("isCertified", False), ("isAvailable", False), ("price", {"max": 1})):
        assert total(**{**everything, name: value}) == 0, name


def test_filters_and_sorts_go_together_over_pages():
    source = """query ($after: String) {
        products(first: 7, after: $after, sort: PRICE_DESC, filter: {stars: [4], isAvailable: true}) {
            nodes { slug price { min { amount } } } pageInfo { hasNextPage endCursor } } }"""
    seen, after, more = [], None, True
    while more:
        answer = ask(source, {"after": after})["products"]
        seen += answer["nodes"]
        after, more = answer["pageInfo"]["endCursor"], answer["pageInfo"]["hasNextPage"]
    expected = Listing.objects.filter(stars=4, is_available=True).order_by("-price_min", "-pk")
    assert [node["slug"] for node in seen] == list(expected.values_list("product__slug", flat=True))
