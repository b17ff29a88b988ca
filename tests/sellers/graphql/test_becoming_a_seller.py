"""The whole way through the API: apply, hand in papers, be asked for more, be approved, sell."""

import pytest

from catalog.models import Listing, ProductStatus
from catalog.tasks import refresh_listings_of_seller
from config.subscriptions import SUBSCRIPTIONS
from marketplace.events import SellerApproved
from marketplace.graphql.ids import global_id
from sellers.models import Seller
from tests.catalog.factories import make_product
from tests.marketplace.people import make_user
from tests.sellers.graphql.asking import asked, codes, file, written
from tests.sellers.people import make_commune, make_officer, next_tax_code, pdf, picture

pytestmark = pytest.mark.django_db


def given(**changed):
    fields = {
        "name": "Rượu nếp Hải Hậu",
        "legalForm": "ENTERPRISE",
        "legalName": "Công ty TNHH Rượu Hải Hậu",
        "taxCode": next_tax_code(),
        "registrationNumber": "0601234567",
        "representative": "Nguyễn Thị Nhài",
        "address": "Số 1",
        "phone": "0912345678",
        "goods": ["ALCOHOL"],
        "payoutAccount": {"bankBin": "970436", "number": "0071001234567", "holder": "CONG TY RUOU"},
    }
    return {**fields, "place": changed.pop("place", None) or global_id("Place", make_commune().pk), **changed}


def test_from_nothing_to_a_product_on_sale():
    owner, officer = make_user(), make_officer()
    asking = """{ sellerRequirements(legalForm: ENTERPRISE, goods: [ALCOHOL]) { kind isRequired source note } }"""
    wanted = asked(owner, asking)["sellerRequirements"]
    needed = [row["kind"] for row in wanted if row["isRequired"]]
    assert needed == ["REGISTRATION", "REPRESENTATIVE", "FOOD_SAFETY", "ALCOHOL_LICENCE"]
    assert all("Nghị định" in row["source"] for row in wanted)

    account = written(owner, "applyAsSeller", {"input": given()}["input"])["account"]
    seller = account["sellerId"]
    assert (account["status"], account["application"]["status"]) == ("APPLYING", "DRAFT")
    assert {row["state"] for row in account["checklist"]} == {"MISSING"}
    assert account["payoutAccount"] == {
        "number": "0071001234567",
        "holder": "CONG TY RUOU",
        "bank": {"shortName": "Vietcombank"},
    }

    early = written(owner, "submitApplication", {"seller": seller, "version": 1})
    assert codes(early) == [("APPLICATION_INCOMPLETE", ["papers"])]
    assert "Licence for alcohol" in early["errors"][0]["message"]

    for kind in needed:
        paper = {"seller": seller, "kind": kind, "file": file(picture()), "expiresOn": "2028-01-01"}
        account = written(owner, "uploadPaper", paper)["account"]
    assert [row["isSettled"] for row in account["checklist"]] == [True, True, True, False, True]

    account = submit(owner, seller)
    assert account["application"]["status"] == "SUBMITTED"

    account = written(
        officer,
        "askForMore",
        {"seller": seller, "version": version(officer, seller), "reason": "Giấy phép mờ, xin chụp lại."},
    )["account"]
    assert (account["application"]["status"], account["yourRole"]) == ("MORE_NEEDED", None)
    assert account["payoutAccount"]["number"] == "•••4567"
    assert account["invitations"] is None

    licence = {"seller": seller, "kind": "ALCOHOL_LICENCE", "file": file(pdf(pages=2)), "expiresOn": "2028-01-01"}
    assert codes(written(owner, "uploadPaper", licence)) == []
    submit(owner, seller)

    product = make_product(seller=Seller.objects.get(), status=ProductStatus.PUBLISHED, group="food-grain")
    assert not Listing.objects.exists()
    account = written(officer, "approveApplication", {"seller": seller, "version": version(officer, seller)})[
        "account"
    ]
    assert (account["status"], account["application"]["status"]) == ("ACTIVE", "APPROVED")
    assert account["acceptsOrders"] == {"yes": True, "reason": None}

    assert refresh_listings_of_seller.name in SUBSCRIPTIONS[SellerApproved]
    refresh_listings_of_seller(seller_id=Seller.objects.get().pk, application_id=1)
    assert list(Listing.objects.values_list("product", flat=True)) == [product.pk]

    shop = asked(
        None, "query ($id: ID!) { seller(id: $id) { legalName taxCode address registrationNumber } }", {"id": seller}
    )
    assert shop["seller"]["legalName"] == "Công ty TNHH Rượu Hải Hậu"


def version(viewer, seller):
    source = "query ($seller: ID!) { sellerAccount(seller: $seller) { application { version } } }"
    return asked(viewer, source, {"seller": seller})["sellerAccount"]["application"]["version"]


def submit(viewer, seller):
    payload = written(viewer, "submitApplication", {"seller": seller, "version": version(viewer, seller)})
    assert codes(payload) == []
    return payload["account"]
