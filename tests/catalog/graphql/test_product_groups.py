import pytest

from catalog.models import Listing, ProductGroup
from marketplace.graphql.ids import global_id
from tests.shop import ask, statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

TREE = """{ productGroups { id slug name productCount isAlcohol isService parent { slug } taxonomy { code decision }
    children { id slug name productCount isAlcohol parent { slug } children { slug } } } }"""
NODE = """query ($id: ID!) { node(id: $id) { ... on ProductGroup { slug productCount taxonomy { code }
    parent { slug parent { slug } } children { slug productCount } } } }"""


def tree(language="vi"):
    return ask(TREE, language=language)["productGroups"]


def node(group):
    return ask(NODE, {"id": global_id("ProductGroup", group.pk)})["node"]


def test_the_tree_is_the_edition_in_force_in_its_own_order():
    found = tree()
    top = ProductGroup.objects.filter(taxonomy__code="148", parent=None).order_by("position")
    assert [group["slug"] for group in found] == [group.slug for group in top]
    assert {group["taxonomy"]["code"] for group in found} == {"148"}
    assert {group["parent"] for group in found} == {None}
    for group, row in zip(found, top, strict=True):
        below = row.children.order_by("position").values_list("slug", flat=True)
        assert [child["slug"] for child in group["children"]] == list(below)
        assert {child["parent"]["slug"] for child in group["children"]} <= {group["slug"]}
        assert all(child["children"] == [] for child in group["children"])
    assert (
        sum(1 + len(group["children"]) for group in found)
        == ProductGroup.objects.filter(taxonomy__code="148").count()
    )


def test_counts_are_of_what_is_on_sale_with_all_below():
    found = tree()
    assert {group["slug"]: group["productCount"] for group in found if group["productCount"]} == {
        "thuc-pham": 135,
        "do-uong": 7,
        "hang-thu-cong-my-nghe": 2,
        "du-lich": 2,
    }
    with_children = [group for group in found if group["children"]]
    assert len(with_children) > 2
    for group in with_children:
        assert group["productCount"] == sum(child["productCount"] for child in group["children"])


def test_counts_follow_the_shop_window():
    drink = ProductGroup.objects.get(slug="ruou-trang")
    Listing.objects.filter(pk=Listing.objects.filter(group=drink).first().pk).delete()
    counts = {group["slug"]: group for group in tree()}
    assert counts["do-uong"]["productCount"] == 6
    assert {child["slug"]: child["productCount"] for child in counts["do-uong"]["children"]}["ruou-trang"] == 2


def test_names_are_in_the_language_of_the_request():
    names = {language: {group["slug"]: group["name"] for group in tree(language)} for language in ("vi", "en")}
    assert (names["vi"]["thuc-pham"], names["en"]["thuc-pham"]) == ("Thực phẩm", "Food")
    assert (names["vi"]["do-uong"], names["en"]["do-uong"]) == ("Đồ uống", "Drinks")
    children = {language: tree(language)[0]["children"] for language in ("vi", "en")}
    assert all(vi["name"] != en["name"] for vi, en in zip(children["vi"], children["en"], strict=True))


def test_alcohol_and_services_are_marked():
    found = tree()
    drinks = next(group for group in found if group["slug"] == "do-uong")
    alcohol = {child["slug"] for child in drinks["children"] if child["isAlcohol"]}
    assert alcohol == {"ruou-trang", "do-uong-co-con-khac"}
    assert [group["slug"] for group in found if group["isService"]] == ["du-lich"]


def test_a_group_of_the_earlier_edition_is_still_found_by_its_id():
    former = ProductGroup.objects.get(taxonomy__code="781", code="drink")
    assert former.slug not in {group["slug"] for group in tree()}
    found = node(former)
    assert (found["slug"], found["taxonomy"], found["parent"]) == (former.slug, {"code": "781"}, None)
    assert [child["slug"] for child in found["children"]] == list(
        former.children.order_by("position").values_list("slug", flat=True)
    )


def test_a_leaf_leads_up_to_its_root():
    leaf = ProductGroup.objects.get(slug="ruou-trang")
    assert node(leaf) == {
        "slug": "ruou-trang",
        "productCount": 3,
        "taxonomy": {"code": "148"},
        "parent": {"slug": "do-uong", "parent": None},
        "children": [],
    }


def test_the_whole_tree_with_counts_takes_as_many_statements_as_its_top():
    def count(source):
        with statements() as ran:
            ask(source)
        return len(ran)

    assert count("{ productGroups { name productCount } }") == 2
    assert count("{ productGroups { name productCount children { name productCount children { name } } } }") == 2
