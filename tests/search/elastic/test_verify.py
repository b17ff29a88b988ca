"""search_verify and search_rebuild with Elasticsearch beside PostgreSQL."""

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Listing
from search.commands.elastic.indexes import answered
from search.commands.elastic.keeping import keep_index
from search.commands.elastic.verifying import ElasticIndex
from search.commands.verify import verify_index
from search.engines.elastic.names import alias_name, index_name
from search.models import IndexedEngine, PendingProduct
from tests.catalog.factories import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


@pytest.fixture
def products(kept):
    made = [make_product(name=f"Bánh gai {number}") for number in range(3)]
    kept.catch_up()
    return made


def harmed(action, pk, **body):
    with answered() as elastic:
        getattr(elastic, action)(index=alias_name(), id=str(pk), refresh=True, **body)


def test_an_index_that_is_right_is_left_alone(products):
    found = verify_index(ElasticIndex())
    assert (found.checked, found.wrong, found.left) == (3, [], [])


@pytest.mark.parametrize(
    ("action", "body"),
    [("delete", {}), ("update", {"doc": {"price_min": 1}}), ("update", {"doc": {"names": ["khác"]}})],
)
def test_what_differs_is_found_and_mended(products, action, body):
    harmed(action, products[1].pk, **body)
    assert verify_index(ElasticIndex(), repairs=False).wrong == [products[1].pk]
    assert verify_index(ElasticIndex()).wrong == [products[1].pk]
    assert verify_index(ElasticIndex()).wrong == []


def test_documents_of_what_is_gone_are_taken_away(products):
    Listing.objects.filter(pk=products[0].pk).delete()
    PendingProduct.objects.all().delete()  # as if the note had been lost
    assert verify_index(ElasticIndex()).left == [products[0].pk]
    assert verify_index(ElasticIndex()).left == []


def test_the_commands_tell_of_both(products, capsys):
    harmed("delete", products[0].pk)
    with pytest.raises(CommandError, match="Elasticsearch: 1 of 3"):
        call_command("search_verify", "--no-repair")
    call_command("search_verify")
    told = capsys.readouterr().out
    assert "PostgreSQL: 0 of 3" in told and "Elasticsearch: 1 of 3 products differed and were mended" in told


def test_a_rebuild_shows_how_far_it_is_and_swaps(products, capsys):
    old = IndexedEngine.objects.get()
    call_command("search_rebuild")
    assert "Elasticsearch: 3 of 3" in capsys.readouterr().out
    [row] = IndexedEngine.objects.all()
    assert row.is_serving and row != old
    with answered() as elastic:
        assert not elastic.indices.exists(index=index_name(old.name))
    assert keep_index() == 0


def test_without_a_server_it_says_so(products, between):
    between.down()
    for command in ("search_rebuild", "search_verify"):
        with pytest.raises(CommandError, match="Elasticsearch: ConnectionError"):
            call_command(command)
