"""What changes is noted with its transaction, and written right after it; nothing is lost in between."""

import threading

import pytest
from django.db import connection, transaction

from catalog.models import Label, Listing, Product
from search.commands import index
from search.commands.index import ENGINE, index_pending
from search.commands.pending import note_all, oldest_pending_seconds
from search.models import IndexedEngine, PendingProduct, ProductDocument, ProductText
from sellers.models import Seller
from tests.catalog.factories import make_product, make_seller


def pending(engine=ENGINE):
    return set(PendingProduct.objects.filter(engine=engine).values_list("product_id", flat=True))


@pytest.fixture
def product(db):
    product = make_product(name="Bánh gai")
    index_pending()
    assert pending() == set()
    return product


@pytest.mark.parametrize(
    "change",
    [
        lambda product: Product.objects.filter(pk=product.pk).update(name="Bánh cuốn"),
        lambda product: Product.objects.filter(pk=product.pk).update(description="Ngon"),
        lambda product: Listing.objects.filter(pk=product.pk).update(price_min=1),
        lambda product: Listing.objects.filter(pk=product.pk).update(is_available=False),
        lambda product: Listing.objects.filter(pk=product.pk).delete(),
        lambda product: Label.objects.update_or_create(product=product, defaults={"origin": "Nam Định"}),
        lambda product: Seller.objects.filter(pk=product.seller_id).update(name="Khác"),
    ],
)
def test_every_change_that_a_search_could_see_is_noted(product, change):
    change(product)
    assert pending() == {product.pk}
    assert index_pending() == 1
    assert pending() == set()


def test_changes_that_no_search_sees_are_not_noted(product):
    Product.objects.filter(pk=product.pk).update(version=9)
    Seller.objects.filter(pk=product.seller_id).update(phone="+84912345678")
    assert pending() == set()


def test_the_document_follows_and_goes_with_the_listing(product):
    Listing.objects.filter(pk=product.pk).update(price_min=7, price_max=9, is_available=False)
    index_pending()
    document = ProductDocument.objects.get(pk=product.pk)
    assert (document.price_min, document.price_max, document.is_available) == (7, 9, False)
    Listing.objects.filter(pk=product.pk).delete()
    index_pending()
    assert not ProductDocument.objects.exists() and not ProductText.objects.exists()


def test_a_change_that_is_rolled_back_is_not_noted(product):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Product.objects.filter(pk=product.pk).update(name="Bánh cuốn")
        raise ZeroDivisionError
    assert pending() == set()


def test_one_that_dies_in_the_middle_leaves_its_rows_pending(product, monkeypatch):
    Product.objects.filter(pk=product.pk).update(name="Bánh cuốn")
    monkeypatch.setattr(index, "_write", lambda documents: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        index_pending()
    assert pending() == {product.pk}
    monkeypatch.undo()
    assert index_pending() == 1


def test_an_old_document_never_overwrites_a_later_one(product):
    ProductDocument.objects.filter(pk=product.pk).update(version=2**40, word_count=99)
    Product.objects.filter(pk=product.pk).update(name="Bánh cuốn")
    index_pending()
    assert ProductDocument.objects.get(pk=product.pk).word_count == 99


def test_each_engine_has_its_own_notes(product):
    IndexedEngine.objects.create(name="another")
    Product.objects.filter(pk=product.pk).update(name="Bánh cuốn")
    index_pending()
    assert (pending(), pending("another")) == (set(), {product.pk})
    assert oldest_pending_seconds("another") >= 0 == oldest_pending_seconds(ENGINE)


def test_a_rebuild_writes_all_anew_and_takes_away_what_is_gone(product):
    ProductDocument.objects.filter(pk=product.pk).update(names="")
    ProductDocument.objects.create(
        product_id=product.pk + 1_000,
        seller_id=1,
        group_id=1,
        price_min=1,
        price_max=1,
        stars=0,
        is_available=True,
        quality=0,
        word_count=1,
        names="",
        version=0,
    )
    assert note_all(ENGINE) == 2
    assert index_pending() == 2
    assert ProductDocument.objects.filter(names="gai").count() == ProductDocument.objects.count() == 1


def test_batches_follow_one_another(db, monkeypatch):
    seller = make_seller()
    for number in range(7):
        make_product(name=f"Bánh {number}", seller=seller)
    monkeypatch.setattr(index, "BATCH", 3)
    assert index_pending() == 7
    assert ProductDocument.objects.count() == 7


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_different_products_and_lose_none():
    seller = make_seller()
    for number in range(40):
        make_product(name=f"Bánh {number}", seller=seller, pictures=0)
    done = []

    def work():
        try:
            while taken := index._index_batch():
                done.append(taken)
        finally:
            connection.close()

    index_batch, index.BATCH = index.BATCH, 5
    try:
        workers = [threading.Thread(target=work) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(60)
    finally:
        index.BATCH = index_batch
    index_pending()
    listed = Listing.objects.count()
    assert pending() == set()
    assert sum(done) <= 40 and ProductDocument.objects.count() == listed
