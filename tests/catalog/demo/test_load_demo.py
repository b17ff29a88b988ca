import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db.models import F, Sum

from catalog.demo import load as load_module
from catalog.demo.load import load_demo
from catalog.demo.logins import LOGINS
from catalog.demo.source import DATA
from catalog.models import (
    AttributeValue,
    Certificate,
    Label,
    Media,
    Product,
    ProductGroup,
    StockItem,
    Taxonomy,
    Variant,
)
from marketplace.commands.places import load_places
from marketplace.models import Image, Place, User
from marketplace.tables import BadRow
from sellers.models import Seller

pytestmark = pytest.mark.django_db

TABLES = (Seller, Product, Variant, StockItem, Media, Label, AttributeValue, Certificate, User, ProductGroup)


@pytest.fixture(autouse=True)
def quick_surroundings(settings, tmp_path, monkeypatch):
    """Only the two provinces that the demo stands in, and one small picture instead of 146 large ones."""
    settings.MEDIA_ROOT = tmp_path / "media"
    load_places(provinces={"36", "37"})
    monkeypatch.setattr(load_module, "_drawn", one_image_for_all)


def one_image_for_all(products):
    image, _created = Image.objects.get_or_create(digest="0" * 64, width=1, height=1, byte_count=1)
    return [image] * len(products)


def test_everything_of_the_tables_is_loaded():
    loaded = load_demo()
    assert (loaded.sellers, loaded.products) == (80, 146)
    assert (
        Product.objects.filter(label__isnull=False, media__isnull=False, variants__isnull=False).distinct().count()
        == 146
    )
    assert not Product.objects.filter(summary="").exists()
    assert not Seller.objects.exclude(tax_code="").exists()


def test_second_run_changes_nothing():
    load_demo()
    before = [list(table.objects.order_by("pk").values()) for table in TABLES]
    again = load_demo()
    assert (again.sellers, again.products, again.certificates) == (0, 0, 0)
    assert [list(table.objects.order_by("pk").values()) for table in TABLES] == before


def test_product_that_someone_changed_is_left_alone():
    load_demo()
    Product.objects.filter(slug="nuoc-mam-sa-chau").update(summary="Của tôi")
    load_demo()
    assert Product.objects.get(slug="nuoc-mam-sa-chau").summary == "Của tôi"


def test_bad_row_leaves_nothing_behind(tmp_path):
    data = bad_copy(tmp_path, "Xã Vạn Thắng,13864,", "Xã Vạn Thắng,99999,")
    with pytest.raises(BadRow, match=r"producers\.csv:2: .*99999"):
        load_demo(data=data)
    assert not any(table.objects.exists() for table in (*TABLES, Taxonomy))


def test_groups_stand_under_the_root_that_the_report_counts():
    load_demo()
    roots = Certificate.objects.filter(issued_on__lt="2021-01-01").values_list("group__parent__code", flat=True)
    assert {code: list(roots).count(code) for code in set(roots)} == {
        "food": 135,
        "drink": 7,
        "craft": 2,
        "tourism": 2,
    }


def test_invented_rows_are_flagged():
    load_demo()
    assert Certificate.objects.filter(is_illustrative=False).count() == 0
    assert Product.objects.get(name="Nước mắm Hùng Vương").is_illustrative
    assert not Product.objects.get(name="Nước mắm Ninh Cơ").is_illustrative
    assert Seller.objects.get(legal_name="Công ty CP Phở khô Thiên Trường").is_illustrative


def test_alcohol_carries_its_warning():
    load_demo()
    drinks = Product.objects.filter(group__is_alcohol=True).select_related("label")
    assert drinks.count() == 5
    assert all("18 tuổi" in product.label.warnings for product in drinks)


def test_stock_equals_its_movements():
    load_demo()
    moved = StockItem.objects.filter(on_hand__gt=0).annotate(moved=Sum("movements__delta"))
    assert not moved.exclude(moved=F("on_hand")).exists()


def test_place_is_the_unit_of_today_or_the_old_district():
    load_demo()
    assert Seller.objects.get(slug="cong-ty-tnhh-toan-xuan").place == Place.objects.get(code="13864", valid_to=None)
    district = Seller.objects.get(legal_name="Công ty TNHH Tân Long").place
    assert str(district) == "Huyện Giao Thủy"


def test_logins_work():
    load_demo()
    for login in LOGINS:
        user = User.objects.get(email=login.email)
        assert user.check_password(login.password)
        assert user.is_staff == user.has_perm("catalog.add_certificate") == (not login.shop)
        assert user.has_perm("marketplace.add_user") == login.is_superuser
        memberships = list(user.memberships.values_list("seller__slug", "role", "seller__is_illustrative"))
        assert memberships == ([(login.shop, login.shop_role, True)] if login.shop else [])


def bad_copy(tmp_path: Path, old: str, new: str) -> Path:
    data = shutil.copytree(DATA, tmp_path / "data")
    text = (data / "producers.csv").read_text()
    assert old in text
    (data / "producers.csv").write_text(text.replace(old, new, 1))
    return data


def test_load_on_a_later_day_adds_the_renewals_since():
    load_demo(now=datetime(2026, 1, 5, tzinfo=UTC))
    later = load_demo(now=datetime(2029, 6, 1, tzinfo=UTC))
    assert (later.products, later.sellers) == (0, 0)
    assert later.certificates >= len(later.product_ids) == 107
