import pytest

from catalog.commands.pause_product import pause_product
from catalog.models import Listing, ProductStatus
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, OutboxEvent
from tests.catalog.factories import make_product

pytestmark = pytest.mark.django_db


def test_a_product_leaves_the_shelves_and_keeps_its_first_day(officer, product):
    first = product.published_at
    pause_product(actor=officer, product_id=product.pk)
    product.refresh_from_db()
    assert (product.status, product.published_at) == (ProductStatus.PAUSED, first)
    assert not Listing.objects.exists()


def test_it_is_told_and_recorded(officer, product):
    pause_product(actor=officer, product_id=product.pk)
    assert OutboxEvent.objects.values_list("name", "payload").get() == ("ProductPaused", {"product_id": product.pk})
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id) == (officer, "pause_product", product.pk)
    assert (entry.before, entry.after) == ({"status": "PUBLISHED"}, {"status": "PAUSED"})


def test_one_that_is_paused_already_stays_as_it_is(officer, changes_nothing):
    paused = make_product(status=ProductStatus.PAUSED)
    with changes_nothing():
        assert pause_product(actor=officer, product_id=paused.pk) == paused


@pytest.mark.parametrize("status", [ProductStatus.DRAFT, ProductStatus.IN_REVIEW, ProductStatus.TAKEN_DOWN])
def test_only_what_is_on_sale_can_be_paused(officer, changes_nothing, status):
    product = make_product(status=status)
    with changes_nothing(), pytest.raises(DomainError) as refused:
        pause_product(actor=officer, product_id=product.pk)
    assert (refused.value.code, refused.value.field) == ("INVALID", ["product"])


def test_outsiders_may_not(stranger, product, changes_nothing):
    actor, code = stranger
    with changes_nothing(), pytest.raises(DomainError) as refused:
        pause_product(actor=actor, product_id=product.pk)
    assert refused.value.code == code
