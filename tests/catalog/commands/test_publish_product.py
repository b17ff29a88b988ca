from datetime import UTC, datetime

import pytest

from catalog.commands.publish_product import publish_product
from catalog.models import Listing, ProductStatus, Variant
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, OutboxEvent
from sellers.models import SellerStatus
from tests.catalog.factories import make_product, make_seller

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", [ProductStatus.DRAFT, ProductStatus.IN_REVIEW])
def test_a_product_goes_on_sale(officer, status):
    draft = make_product(status=status)
    publish_product(actor=officer, product_id=draft.pk, now=NOW)
    draft.refresh_from_db()
    assert (draft.status, draft.published_at) == (ProductStatus.PUBLISHED, NOW)
    assert Listing.objects.get(product=draft).published_at == NOW


def test_it_keeps_the_day_of_its_first_publication(officer):
    paused = make_product(status=ProductStatus.PAUSED)
    first = paused.published_at
    publish_product(actor=officer, product_id=paused.pk, now=NOW)
    paused.refresh_from_db()
    assert (paused.status, paused.published_at) == (ProductStatus.PUBLISHED, first)


def test_it_is_told_and_recorded(officer):
    draft = make_product(status=ProductStatus.DRAFT)
    publish_product(actor=officer, product_id=draft.pk, now=NOW)
    assert OutboxEvent.objects.values_list("name", "payload").get() == ("ProductPublished", {"product_id": draft.pk})
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id) == (officer, "publish_product", draft.pk)
    assert (entry.before["status"], entry.after["status"]) == ("DRAFT", "PUBLISHED")


def test_one_that_is_on_sale_already_stays_as_it_is(officer, product, changes_nothing):
    with changes_nothing():
        assert publish_product(actor=officer, product_id=product.pk) == product


def without_variants():
    return make_product(status=ProductStatus.DRAFT, price=None)


def with_variants_off_sale():
    draft = make_product(status=ProductStatus.DRAFT)
    Variant.objects.filter(product=draft).update(is_active=False)
    return draft


def without_pictures():
    return make_product(status=ProductStatus.DRAFT, pictures=0)


def of_a_suspended_seller():
    return make_product(status=ProductStatus.DRAFT, seller=make_seller(status=SellerStatus.SUSPENDED))


def taken_down():
    return make_product(status=ProductStatus.TAKEN_DOWN)


@pytest.mark.parametrize(
    "make", [without_variants, with_variants_off_sale, without_pictures, of_a_suspended_seller, taken_down]
)
def test_one_that_is_not_ready_is_refused_and_nothing_changes(officer, changes_nothing, make):
    draft = make()
    with changes_nothing(), pytest.raises(DomainError) as refused:
        publish_product(actor=officer, product_id=draft.pk)
    assert (refused.value.code, refused.value.field) == ("INVALID", ["product"])


def test_an_unknown_product_is_not_found(officer, changes_nothing):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        publish_product(actor=officer, product_id=10**12)
    assert refused.value.code == "NOT_FOUND"


def test_outsiders_may_not(stranger, changes_nothing):
    actor, code = stranger
    draft = make_product(status=ProductStatus.DRAFT)
    with changes_nothing(), pytest.raises(DomainError) as refused:
        publish_product(actor=actor, product_id=draft.pk)
    assert refused.value.code == code
