"""From draft to shelf and off it again: who may take which step, and what is told of it."""

import pytest

from catalog.commands.delete_product import delete_product
from catalog.commands.moderate_product import restore_product, return_product, take_down_product
from catalog.commands.pause_product import pause_product
from catalog.commands.publish_product import publish_product
from catalog.commands.save_product import save_product
from catalog.commands.statuses import STEPS, refuse_step
from catalog.commands.withdraw_product import withdraw_product
from catalog.models import Listing, PriceChange, Product, ProductStatus
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, OutboxEvent
from sellers.models import Member, Role, Seller
from tests.catalog.factories import (
    make_certificate,
    make_member,
    make_officer,
    make_place,
    make_product,
    make_seller,
    traces,
)
from tests.catalog.managed.conftest import NOW
from tests.sellers.people import make_application

pytestmark = pytest.mark.django_db
S = ProductStatus


@pytest.fixture
def officer(db):
    return make_officer()


def refused(call, **given):
    before = traces()
    with pytest.raises(DomainError) as raised:
        call(**given)
    assert traces() == before
    return raised.value.code


def test_a_sellers_first_product_waits_for_an_officer(owner, seller, officer):
    product = make_product(seller=seller, status=S.DRAFT)
    assert publish_product(actor=owner, product_id=product.pk, now=NOW).status == S.IN_REVIEW
    assert not Listing.objects.exists()
    assert publish_product(actor=owner, product_id=product.pk, now=NOW).status == S.IN_REVIEW  # again: still waiting
    published = publish_product(actor=officer, product_id=product.pk, now=NOW)
    assert (published.status, published.approved_at) == (S.PUBLISHED, NOW)
    assert Listing.objects.exists()
    assert list(OutboxEvent.objects.order_by("pk").values_list("name", flat=True)) == [
        "ProductSubmitted",
        "ProductApproved",
        "ProductPublished",
    ]


def test_what_was_approved_comes_and_goes_without_an_officer(owner, seller):
    product = make_product(seller=seller)
    Product.objects.filter(pk=product.pk).update(approved_at=NOW)
    pause_product(actor=owner, product_id=product.pk, now=NOW)
    assert publish_product(actor=owner, product_id=product.pk, now=NOW).status == S.PUBLISHED


def test_a_trusted_sellers_products_wait_for_nobody(owner, seller):
    Seller.objects.filter(pk=seller.pk).update(is_trusted=True)
    product = make_product(seller=seller, status=S.DRAFT)
    assert publish_product(actor=owner, product_id=product.pk, now=NOW).status == S.PUBLISHED


def test_an_officer_sends_back_with_a_reason(owner, seller, officer):
    product = make_product(seller=seller, status=S.IN_REVIEW)
    returned = return_product(actor=officer, product_id=product.pk, reason="Ảnh mờ", now=NOW)
    assert (returned.status, returned.status_reason) == (S.DRAFT, "Ảnh mờ")
    assert OutboxEvent.objects.get().payload["reason"] == "Ảnh mờ"
    assert refused(return_product, actor=officer, product_id=product.pk, reason="x") == "INVALID"


def test_a_take_down_is_the_officers_to_lift(owner, seller, officer):
    product = make_product(seller=seller)
    take_down_product(actor=officer, product_id=product.pk, reason="Hàng giả", now=NOW)
    assert not Listing.objects.exists()
    assert refused(publish_product, actor=owner, product_id=product.pk) == "INVALID"
    assert refused(publish_product, actor=officer, product_id=product.pk) == "INVALID"
    assert refused(restore_product, actor=owner, product_id=product.pk) == "PERMISSION_DENIED"
    assert restore_product(actor=officer, product_id=product.pk, now=NOW).status == S.DRAFT


def test_a_reason_must_be_given(seller, officer):
    product = make_product(seller=seller)
    assert refused(take_down_product, actor=officer, product_id=product.pk, reason=" ") == "REQUIRED"


@pytest.mark.parametrize("call", [return_product, take_down_product])
def test_officers_of_another_place_find_nothing(seller, call):
    product = make_product(seller=seller, status=S.IN_REVIEW)
    given = {"actor": make_officer(make_place()), "product_id": product.pk, "reason": "x"}
    assert refused(call, **given) == "NOT_FOUND"


def test_staff_do_not_decide_what_is_sold(seller):
    product = make_product(seller=seller)
    staff = make_member(seller, Role.STAFF)
    assert refused(pause_product, actor=staff, product_id=product.pk) == "PERMISSION_DENIED"
    assert refused(publish_product, actor=staff, product_id=product.pk) == "PERMISSION_DENIED"


def test_every_status_has_a_way_out():
    leads_on = {status for step in STEPS.values() for status in step.before}
    assert leads_on == set(S)
    assert {step.after for step in STEPS.values()} == set(S)


def test_the_price_history_tells_when_it_was_on_offer(owner, seller):
    product = make_product(seller=seller)
    Product.objects.filter(pk=product.pk).update(approved_at=NOW)
    pause_product(actor=owner, product_id=product.pk, now=NOW)
    publish_product(actor=owner, product_id=product.pk, now=NOW)
    assert list(PriceChange.objects.order_by("pk").values_list("is_offered", flat=True)) == [False, True]


def test_only_what_was_never_on_sale_is_deleted(owner, seller):
    draft = make_product(seller=seller, status=S.DRAFT)
    delete_product(actor=owner, product_id=draft.pk)
    assert not Product.objects.filter(pk=draft.pk).exists()
    assert AuditEntry.objects.get(action="delete_product").object_id == draft.pk
    assert refused(delete_product, actor=owner, product_id=make_product(seller=seller).pk) == "INVALID"
    certified = make_product(seller=seller, status=S.DRAFT)
    make_certificate(certified)
    assert refused(delete_product, actor=owner, product_id=certified.pk) == "INVALID"
    assert refused(delete_product, actor=make_member(make_seller()), product_id=certified.pk) == "NOT_FOUND"


def test_a_seller_takes_back_what_waits(owner, seller):
    product = make_product(seller=seller, status=S.IN_REVIEW)
    assert withdraw_product(actor=owner, product_id=product.pk, now=NOW).status == S.DRAFT
    assert OutboxEvent.objects.get().name == "ProductWithdrawn"
    assert AuditEntry.objects.get().action == "withdraw_product"
    assert refused(withdraw_product, actor=owner, product_id=product.pk) == "INVALID"
    assert refused(withdraw_product, actor=make_member(make_seller()), product_id=product.pk) == "NOT_FOUND"
    staff = make_member(seller, Role.STAFF)
    assert refused(withdraw_product, actor=staff, product_id=product.pk) == "PERMISSION_DENIED"
    assert refused(withdraw_product, actor=owner, product_id=10**9) == "NOT_FOUND"


@pytest.mark.parametrize("status", [S.IN_REVIEW, S.TAKEN_DOWN])
def test_what_an_officer_looks_at_is_not_the_sellers_to_delete(owner, seller, status):
    product = make_product(seller=seller, status=status)
    assert refused(delete_product, actor=owner, product_id=product.pk) == "INVALID"


def test_an_officer_publishes_what_they_looked_at_and_nothing_else(owner, seller, officer):
    product = make_product(seller=seller, status=S.IN_REVIEW)
    seen = product.version
    save_product(actor=owner, product_id=product.pk, version=seen, given={"name": "Khác"}, now=NOW)
    assert refused(publish_product, actor=officer, product_id=product.pk, version=seen) == "CONFLICT"
    assert publish_product(actor=officer, product_id=product.pk, version=seen + 1, now=NOW).status == S.PUBLISHED


def test_an_officer_who_works_for_the_seller_does_not_approve_its_goods(seller, officer):
    Member.objects.create(seller=seller, user=officer, role=Role.OWNER)
    product = make_product(seller=seller, status=S.DRAFT)
    assert publish_product(actor=officer, product_id=product.pk, now=NOW).status == S.IN_REVIEW


def test_trust_is_for_goods_without_stars(owner, seller):
    Seller.objects.filter(pk=seller.pk).update(is_trusted=True)
    product = make_product(seller=seller, status=S.DRAFT)
    make_certificate(product)
    assert publish_product(actor=owner, product_id=product.pk, now=NOW).status == S.IN_REVIEW


def test_trust_is_for_goods_without_alcohol(owner, seller):
    Seller.objects.filter(pk=seller.pk).update(is_trusted=True)
    wine = make_product(seller=seller, status=S.DRAFT, group="drink-spirit")
    assert publish_product(actor=owner, product_id=wine.pk, now=NOW).status == S.IN_REVIEW
    tea = make_product(seller=seller)
    given = {"group_id": wine.group_id}
    saved = save_product(actor=owner, product_id=tea.pk, version=tea.version, given=given, now=NOW)
    assert saved.status == S.IN_REVIEW


@pytest.mark.parametrize("call", [return_product, take_down_product])
def test_nobody_decides_on_the_goods_of_their_own_shop(seller, officer, call):
    Member.objects.create(seller=seller, user=officer, role=Role.OWNER)
    product = make_product(seller=seller, status=S.IN_REVIEW)
    assert refused(call, actor=officer, product_id=product.pk, reason="x") == "PERMISSION_DENIED"


def test_no_office_decides_on_drafts_of_an_application_that_was_not_handed_in(officer):
    product = make_product(seller=make_application().seller, status=S.DRAFT)
    assert refused(take_down_product, actor=officer, product_id=product.pk, reason="x") == "NOT_FOUND"
    assert refused(publish_product, actor=officer, product_id=product.pk) == "NOT_FOUND"


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("status", S)
def test_each_step_leads_on_from_the_statuses_of_the_table_alone(seller, name, status):
    product = make_product(seller=seller, status=status)
    if status in STEPS[name].before:
        refuse_step(product, name)
    else:
        with pytest.raises(DomainError):
            refuse_step(product, name)
