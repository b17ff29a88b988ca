"""Length, width and height of a packed piece: given, changed, taken away, and refused where they cannot be."""

import pytest

from catalog.commands.save_product import save_product
from catalog.models import Variant
from catalog.spreadsheets.export import rows_of
from marketplace.errors import Invalid
from tests.catalog.managed.conftest import NOW

pytestmark = pytest.mark.django_db
SIDES = ("length_mm", "width_mm", "height_mm")


def save(owner, product, **fields):
    product.refresh_from_db()
    variant = product.variants.get()
    given = {"variants": [{"id": variant.pk, **fields}]}
    save_product(actor=owner, product_id=product.pk, version=product.version, given=given, now=NOW)


def sides(product):
    return Variant.objects.filter(product=product).values_list(*SIDES).get()


def test_sides_are_kept_and_what_is_left_out_stays(owner, product):
    assert sides(product) == (None, None, None)
    save(owner, product, length_mm=300, width_mm=200, height_mm=100)
    save(owner, product, width_mm=250)
    assert sides(product) == (300, 250, 100)
    [row] = rows_of(product.seller_id, "vi")
    assert [row[side] for side in SIDES] == [300, 250, 100]


@pytest.mark.parametrize("nothing", [0, None])
def test_a_side_is_taken_away(owner, product, nothing):
    save(owner, product, length_mm=300, width_mm=200)
    save(owner, product, length_mm=nothing)
    assert sides(product) == (None, 200, None)


@pytest.mark.parametrize("length", [-1, 5_001])
def test_a_side_that_cannot_be_is_refused(owner, product, length):
    with pytest.raises(Invalid) as raised:
        save(owner, product, height_mm=length)
    assert raised.value.field == ["variants", "0", "heightMm"]
    assert sides(product) == (None, None, None)
