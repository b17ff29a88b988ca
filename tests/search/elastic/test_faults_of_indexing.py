"""Whatever happens to Elasticsearch or to the worker, its index says in the end what the shop says."""

import logging
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.db import connection

from catalog.models import Listing, Product
from search import tasks
from search.commands.elastic import keeping, writing
from search.commands.elastic.indexes import answered, existing, only_one
from search.commands.elastic.keeping import keep_index
from search.commands.pending import note
from search.engines.elastic.names import alias_name, index_name
from search.engines.protocol import EngineDown
from search.known import Knowledge
from search.models import IndexedEngine, PendingProduct
from tests.catalog.factories import make_product
from tests.search.contract.asking import Shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(kept):
    return Shop(kept, Knowledge())


def pending():
    return set(PendingProduct.objects.exclude(engine="postgresql").values_list("product_id", flat=True))


def kept_names():
    with answered() as elastic:
        elastic.indices.refresh(index=alias_name())
        hits = elastic.search(index=alias_name(), size=100)["hits"]["hits"]
    return sorted(hit["_source"]["name"] for hit in hits)


@pytest.mark.parametrize("fault", ["cut", "hang", 429, 503, "busy"])
def test_what_could_not_be_written_is_written_later(shop, between, settings, fault):
    settings.ELASTICSEARCH_BULK_TIMEOUT = 0.3
    product = shop.add("Bánh gai")
    between.fault = lambda method, path: fault if "_bulk" in path else None
    with pytest.raises(EngineDown):
        keep_index()
    assert pending() == {product.pk}
    between.well()
    assert keep_index() == 1
    assert (pending(), kept_names()) == (set(), ["bánh gai"])


def test_the_job_tells_once_and_goes_on(shop, between, caplog, monkeypatch):
    monkeypatch.setattr(tasks, "_told_at", float("-inf"))
    between.down()
    with caplog.at_level(logging.WARNING):
        tasks.keep_elastic()
        tasks.keep_elastic()
    assert caplog.text.count("Elasticsearch's index waits") == 1


def test_an_old_write_that_comes_late_changes_nothing(shop):
    product = shop.add("Bánh gai")
    keep_index()
    stale = {**writing.sources_of([product.pk])[product.pk], "name": "cũ"}
    with answered() as elastic:
        name = index_name(IndexedEngine.objects.get().name)
        version = elastic.get(index=name, id=str(product.pk))["_version"]
        meta = {"_id": str(product.pk), "version": version - 1, "version_type": "external"}
        item = elastic.bulk(index=name, operations=[{"index": meta}, stale])["items"][0]["index"]
    assert (item["status"], kept_names()) == (409, ["bánh gai"])


def test_a_late_write_does_not_bring_back_what_is_gone(shop):
    product = shop.add("Bánh gai")
    keep_index()
    source = writing.sources_of([product.pk])[product.pk]
    with answered() as elastic:
        name = index_name(IndexedEngine.objects.get().name)
        version = elastic.get(index=name, id=str(product.pk))["_version"]
        Listing.objects.all().delete()
        keep_index()
        meta = {"_id": str(product.pk), "version": version, "version_type": "external"}
        elastic.bulk(index=name, operations=[{"index": meta}, source])
    assert kept_names() == []


def test_a_note_that_is_newer_than_what_was_written_stays(shop, monkeypatch):
    product = shop.add("Bánh gai")

    def changed_meanwhile(versions):
        found = real(versions)
        Product.objects.filter(pk=product.pk).update(name="Bánh cuốn")
        monkeypatch.setattr(writing, "sources_of", real)
        return found

    real = writing.sources_of
    monkeypatch.setattr(writing, "sources_of", changed_meanwhile)
    row = IndexedEngine.objects.get()
    writing.write_batch(row)
    assert pending() == {product.pk}
    writing.write_batch(row)
    assert (pending(), kept_names()) == (set(), ["bánh cuốn"])


def test_a_document_that_it_refuses_holds_back_no_other(shop, monkeypatch, caplog):
    refused, other = shop.add("Bánh gai"), shop.add("Mắm tôm")
    keep_index()
    real = writing.source_of

    def odd(document, units):
        source = real(document, units)
        return {**source, "odd": 1} if document.product_id == refused.pk else source

    monkeypatch.setattr(writing, "source_of", odd)
    Product.objects.filter(pk=refused.pk).update(name="Bánh cuốn")
    Product.objects.filter(pk=other.pk).update(name="Mắm tép")
    with caplog.at_level(logging.ERROR):
        keep_index()
    assert (pending(), kept_names()) == (set(), ["mắm tép"])  # not found, rather than found as it was
    assert f"refused the document of product {refused.pk}" in caplog.text
    monkeypatch.undo()
    note(IndexedEngine.objects.get().name, [refused.pk])
    keep_index()
    assert kept_names() == ["bánh cuốn", "mắm tép"]


def test_a_rebuild_that_is_cut_off_before_the_swap_is_gone_on_with(shop, monkeypatch):
    shop.add_all("Bánh gai", "Mắm tôm")
    keep_index()
    old = IndexedEngine.objects.get()

    def killed(row):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "serve", killed)
        with pytest.raises(KeyboardInterrupt):
            keeping.rebuild_index(lambda line: None)
    with answered() as elastic:
        assert existing(elastic)[index_name(old.name)] is True and len(existing(elastic)) == 2
    assert shop.names("bánh gai") == ["Bánh gai"]
    Product.objects.filter(name="Bánh gai").update(name="Bánh cuốn")
    keep_index()
    assert kept_names() == ["bánh cuốn", "mắm tôm"]
    [row] = IndexedEngine.objects.all()
    assert row != old and row.is_serving
    with answered() as elastic:
        assert existing(elastic) == {index_name(row.name): True}


def test_one_that_is_cut_off_after_the_swap_too(shop, monkeypatch):
    shop.add("Bánh gai")
    keep_index()
    with monkeypatch.context() as patched:
        patched.setattr("search.commands.elastic.indexes.forget", lambda names: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            keeping.rebuild_index(lambda line: None)
    keep_index()
    [row] = IndexedEngine.objects.all()
    with answered() as elastic:
        assert existing(elastic) == {index_name(row.name): True}
    assert kept_names() == ["bánh gai"]


def test_a_lost_index_is_made_anew(shop):
    shop.add("Bánh gai")
    keep_index()
    lost = IndexedEngine.objects.get()
    with answered() as elastic:
        elastic.indices.delete(index=index_name(lost.name))
    keep_index()
    assert kept_names() == ["bánh gai"]
    assert not IndexedEngine.objects.filter(pk=lost.pk).exists()


def test_a_lost_alias_is_given_anew(shop):
    shop.add("Bánh gai")
    keep_index()
    with answered() as elastic:
        elastic.indices.delete_alias(index=index_name(IndexedEngine.objects.get().name), name=alias_name())
    keep_index()
    assert kept_names() == ["bánh gai"]


def test_an_index_of_another_layout_is_replaced(shop):
    shop.add("Bánh gai")
    keep_index()
    IndexedEngine.objects.update(layout="of old")
    keep_index()
    [row] = IndexedEngine.objects.all()
    assert row.layout != "of old" and kept_names() == ["bánh gai"]


def test_strangers_among_our_indexes_go(shop):
    with answered() as elastic:
        elastic.indices.create(index=f"{alias_name()}-es-1")
        keep_index()
        assert len(existing(elastic)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_second_process_leaves_it_to_the_first(kept):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    code = "import django; django.setup(); from search.commands.elastic import keeping; print(keeping.keep_index())"
    make_product(name="Bánh gai")
    with only_one() as is_ours:
        assert is_ours
        ended = subprocess.run([sys.executable, "-c", code], env=_environment(), capture_output=True, text=True)
    assert ended.stdout.strip() == "0", ended.stderr
    assert keep_index() == 1


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_that_is_killed_at_the_swap_leaves_the_old_index_serving(kept, between):
    make_product(name="Bánh gai")
    keep_index()
    old = IndexedEngine.objects.get()
    command = [sys.executable, "manage.py", "search_rebuild"]
    process = subprocess.Popen(command, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def fault(method, path):
        if method == "POST" and path.startswith("/_aliases"):
            process.send_signal(signal.SIGKILL)
            process.wait()
            return "cut"
        return None

    between.fault = fault
    assert process.wait(timeout=120) == -signal.SIGKILL, process.stderr.read()
    process.communicate()
    between.well()
    with answered() as elastic:
        assert existing(elastic)[index_name(old.name)] is True
    assert kept_names() == ["bánh gai"]
    Product.objects.update(name="Bánh cuốn")
    keep_index()
    assert kept_names() == ["bánh cuốn"] and IndexedEngine.objects.get() != old


def _environment():
    database = connection.settings_dict
    address = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
    return {
        **os.environ,
        "DATABASE_URL": f"postgresql://{address}/{database['NAME']}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "ELASTICSEARCH_URL": ",".join(django_settings.ELASTICSEARCH_URL),
        "ELASTICSEARCH_FLAVOUR": "opensearch",
        "ELASTICSEARCH_PREFIX": django_settings.ELASTICSEARCH_PREFIX,
    }
