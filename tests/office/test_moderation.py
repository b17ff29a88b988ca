"""What officers decide on sellers and on what these want to sell, with a reason that the seller reads."""

import pytest
from django.urls import reverse

from catalog.models import ProductStatus
from marketplace.models import AuditEntry, OutboxEvent
from sellers.models import Application, SellerStatus
from tests.catalog.factories import make_member, make_place, make_product, make_seller, traces

pytestmark = pytest.mark.django_db
REASON = {"reason": "Nhãn thiếu hạn sử dụng."}


@pytest.fixture
def seller(place):
    return make_seller(place=place)


def deed(row, name):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


@pytest.mark.parametrize(
    ("name", "before", "after", "action"),
    [
        ("give_back", ProductStatus.IN_REVIEW, ProductStatus.DRAFT, "return_product"),
        ("take_down", ProductStatus.PUBLISHED, ProductStatus.TAKEN_DOWN, "take_down_product"),
        ("restore", ProductStatus.TAKEN_DOWN, ProductStatus.DRAFT, "restore_product"),
        ("publish", ProductStatus.IN_REVIEW, ProductStatus.PUBLISHED, "publish_product"),
    ],
)
def test_a_product_moves(office, seller, name, before, after, action):
    product = make_product(seller=seller, status=before)
    assert deed(product, name) in office.get(deed(product, "change")).content.decode()
    assert office.post(deed(product, name), REASON).status_code == 302
    product.refresh_from_db()
    assert product.status == after
    assert AuditEntry.objects.get().action == action
    assert product.status_reason == (REASON["reason"] if name in ("give_back", "take_down") else "")


@pytest.mark.parametrize("name", ["give_back", "take_down"])
def test_without_a_reason_nothing_moves(office, seller, name):
    product = make_product(seller=seller, status=ProductStatus.IN_REVIEW)
    before = traces()
    answer = office.post(deed(product, name), {"reason": "  "})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert traces() == before


def test_a_step_that_does_not_lead_on_is_told(office, seller):
    product = make_product(seller=seller)
    before = traces()
    answer = office.post(deed(product, "restore"))
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert traces() == before


def test_a_shop_is_suspended_and_let_in_again(office, seller):
    assert office.post(deed(seller, "suspend"), REASON).status_code == 302
    seller.refresh_from_db()
    assert (seller.status, seller.status_reason) == (SellerStatus.SUSPENDED, REASON["reason"])
    page = office.get(deed(seller, "change")).content.decode()
    assert deed(seller, "reactivate") in page
    assert deed(seller, "suspend") not in page
    assert office.post(deed(seller, "reactivate"), REASON).status_code == 302
    seller.refresh_from_db()
    assert seller.status == SellerStatus.ACTIVE
    assert list(OutboxEvent.objects.order_by("pk").values_list("name", flat=True)) == [
        "SellerSuspended",
        "SellerReactivated",
    ]


def test_shops_of_other_offices_are_out_of_reach(office):
    other = make_seller(place=make_place())
    assert office.post(deed(other, "suspend"), REASON).status_code == 403
    other.refresh_from_db()
    assert other.status == SellerStatus.ACTIVE
    assert not AuditEntry.objects.exists()


def test_what_an_applicant_prepares_is_not_the_offices_yet(enter, office, administrator, seller):
    seller.status = SellerStatus.APPLYING
    seller.save()
    product = make_product(seller=seller, status=ProductStatus.DRAFT)
    application = Application.objects.create(seller=seller, applicant=make_member(seller))
    pages = {reverse("admin:sellers_seller_changelist"): seller, reverse("admin:catalog_product_changelist"): product}

    def shown(browser):
        return [row in browser.get(page).context["cl"].result_list for page, row in pages.items()]

    assert shown(office) == [False, False]
    assert shown(enter(administrator)) == [False, False]
    application.submitted_at = seller.joined_at
    application.status = "SUBMITTED"
    application.save()
    assert shown(office) == [True, True]
