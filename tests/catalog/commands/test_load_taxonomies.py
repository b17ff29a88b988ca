import shutil
from datetime import date

import pytest

from catalog.commands.taxonomies import DATA, load_taxonomies
from catalog.models import Attribute, GroupMapping, ProductGroup, Taxonomy
from marketplace.tables import BadRow

pytestmark = pytest.mark.django_db


def test_both_editions_have_six_groups_each():
    load_taxonomies()
    for code in ("781", "148"):
        assert ProductGroup.objects.filter(taxonomy__code=code, parent=None).count() == 6
    assert Taxonomy.objects.get(code="781").valid_to == date(2023, 2, 24)


def test_edition_781_has_its_26_product_sets():
    load_taxonomies()
    assert ProductGroup.objects.filter(taxonomy__code="781", parent__isnull=False).count() == 26


def test_every_old_group_has_a_successor():
    load_taxonomies()
    old = ProductGroup.objects.filter(taxonomy__code="781")
    assert not old.filter(successors=None).exists()
    assert set(old.values_list("successors__taxonomy__code", flat=True)) == {"148"}


def test_second_run_changes_nothing():
    first = load_taxonomies()
    before = [
        list(model.objects.order_by("pk").values()) for model in (Taxonomy, ProductGroup, GroupMapping, Attribute)
    ]
    assert load_taxonomies() == first
    after = [
        list(model.objects.order_by("pk").values()) for model in (Taxonomy, ProductGroup, GroupMapping, Attribute)
    ]
    assert after == before


def test_unknown_parent_is_refused_with_file_and_line(tmp_path):
    data = shutil.copytree(DATA, tmp_path / "data")
    groups = data / "product_groups.csv"
    groups.write_text(groups.read_text().replace("781,food-meat,food,", "781,food-meat,meat,"))
    with pytest.raises(BadRow, match=r"product_groups\.csv:4: .*'meat'"):
        load_taxonomies(data=data)
    assert not Taxonomy.objects.exists()


def all_rows():
    models = (Taxonomy, ProductGroup, GroupMapping, Attribute)
    return [list(model.objects.order_by("pk").values()) for model in models]
