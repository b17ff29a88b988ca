"""search_verify finds every way in which the index can be wrong, and mends it."""

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Listing
from search.commands.index import index_pending
from search.commands.verify import verify_index
from search.models import PendingProduct, ProductDocument, ProductText
from tests.catalog.factories import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def products():
    made = [make_product(name=f"Bánh gai {number}") for number in range(3)]
    index_pending()
    return made


def test_an_index_that_is_right_is_left_alone(products):
    found = verify_index()
    assert (found.checked, found.wrong, found.left) == (3, [], [])


@pytest.mark.parametrize(
    "harm",
    [
        lambda pk: ProductDocument.objects.filter(pk=pk).delete(),
        lambda pk: ProductText.objects.filter(pk=pk).delete(),
        lambda pk: ProductDocument.objects.filter(pk=pk).update(price_min=1),
        lambda pk: ProductDocument.objects.filter(pk=pk).update(is_available=False),
        lambda pk: ProductDocument.objects.filter(pk=pk).update(names="", quality=9),
        lambda pk: ProductDocument.objects.filter(pk=pk).update(place_id=999),
    ],
)
def test_what_differs_is_found_and_mended(products, harm):
    harm(products[1].pk)
    assert verify_index(repairs=False).wrong == [products[1].pk]
    assert verify_index().wrong == [products[1].pk]
    assert verify_index().wrong == []


def test_documents_of_what_is_gone_are_taken_away(products):
    Listing.objects.filter(pk=products[0].pk).delete()
    PendingProduct.objects.all().delete()  # as if the note had been lost
    assert verify_index().left == [products[0].pk]
    assert not ProductDocument.objects.filter(pk=products[0].pk).exists()


def test_the_command_tells_and_fails_where_it_may_only_look(products, capsys):
    ProductDocument.objects.filter(pk=products[0].pk).delete()
    with pytest.raises(CommandError, match="1 of 3"):
        call_command("search_verify", "--no-repair")
    call_command("search_verify")
    assert "PostgreSQL: 1 of 3 products differed and were mended" in capsys.readouterr().out
    call_command("search_verify", "--no-repair")
