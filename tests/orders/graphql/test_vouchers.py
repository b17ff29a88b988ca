"""Vouchers through the API: made, shown, looked at, used; and what strangers get."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from marketplace.graphql.ids import global_id
from marketplace.models import User
from orders.models import SellerOrder, Voucher
from sellers.models import Role
from tests.catalog.factories import make_officer, make_seller
from tests.marketplace.people import make_user
from tests.orders.graphql.test_orders import add, run
from tests.orders.people import make_goods, make_member, neighbours, pickup
from tests.orders.vouchers import Untouched, make_budget, make_voucher, percent

pytestmark = pytest.mark.django_db
QUOTE = """query ($token: String, $deliveries: [DeliveryChoice!], $codes: [String!]) { cart(token: $token) {
  quote(deliveries: $deliveries, paymentMethod: COD, vouchers: $codes) {
    goodsTotal { amount } discount { amount } total { amount } shops { discount { amount } total { amount } }
    vouchers { code name kind discount { amount } error message } } } }"""
PLACE = """mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { token order { id discount { amount }
  total { amount } vouchers { code discount { amount } } parts { discount { amount } discountFunded { amount }
  lines { discount { amount } salesLink } } } errors { code field message } } }"""


def quote(token, *codes, seller=None, viewer=None, language="vi"):
    choices = [] if seller is None else [choice(seller)]
    given = {"token": token, "codes": list(codes), "deliveries": choices}
    return run(QUOTE, given, viewer, language)["cart"]["quote"]


def choice(seller):
    return {"seller": global_id("Seller", seller.pk), "method": global_id("DeliveryMethod", pickup().pk)}


def order(token, seller, commune, total, *codes, key="k", viewer=None):
    given = {
        "token": token, "contactName": "Trần Thị Mua", "phone": "0912345678", "place": global_id("Place", commune.pk),
        "street": "12 Trần Phú", "deliveries": [choice(seller)], "paymentMethod": "COD", "expectedTotal": total,
        "vouchers": list(codes), "idempotencyKey": key,
    }  # fmt: skip
    return run(PLACE, {"input": given}, viewer)["placeOrder"]


def test_what_is_looked_at_is_what_is_ordered():
    here, _there, commune = neighbours()
    make_voucher("SHOP", seller=here, name="Khai trương", **percent(1_000))
    make_voucher("PROGRAMME", budget=make_budget())
    token = add(make_goods(seller=here), make_goods(seller=here))["token"]
    seen = quote(token, "shop", "programme", seller=here)
    assert (seen["goodsTotal"]["amount"], seen["discount"]["amount"]) == (100_000, 30_000)
    assert [(one["code"], one["discount"]["amount"], one["error"]) for one in seen["vouchers"]] == [
        ("SHOP", 10_000, None),
        ("PROGRAMME", 20_000, None),
    ]
    assert seen["shops"] == [{"discount": {"amount": 30_000}, "total": {"amount": 70_000}}]
    found = order(token, here, commune, seen["total"]["amount"], "shop", "programme")
    assert found["errors"] == [] and found["order"]["total"]["amount"] == 70_000
    [part] = found["order"]["parts"]
    assert (part["discount"]["amount"], part["discountFunded"]["amount"]) == (30_000, 20_000)
    assert [line["discount"]["amount"] for line in part["lines"]] == [15_000, 15_000]
    assert {one["code"]: one["discount"]["amount"] for one in found["order"]["vouchers"]} == {
        "SHOP": 10_000,
        "PROGRAMME": 20_000,
    }


def test_a_quote_says_why_a_code_does_not_count_and_uses_nothing():
    here, _there, _commune = neighbours()
    make_voucher("LARGE", minimum_basket=80_000)
    make_voucher("POOR", budget=make_budget(1), name="Hết tiền")
    token = add(make_goods(seller=here))["token"]
    with Untouched():
        seen = quote(token, "large", "none", "POOR", seller=here)
    assert seen["discount"]["amount"] == 0 and seen["total"]["amount"] == 50_000
    told = {one["code"]: (one["error"], one["message"]) for one in seen["vouchers"]}
    assert told == {
        "LARGE": (
            "VOUCHER_BASKET_TOO_SMALL",
            "Mua thêm 30.000 đồng hàng được áp dụng để dùng mã giảm giá này.",
        ),
        "NONE": ("VOUCHER_UNKNOWN", "Không có mã giảm giá này."),
        "POOR": ("VOUCHER_USED_UP", "Mã giảm giá này đã hết lượt dùng."),
    }
    make_voucher("GOOD", amount=1_000)
    seen = quote(token, "large", "good", "GIAM", seller=here)  # what does not count stands in nobody's way
    assert [(one["name"], one["discount"]["amount"]) for one in seen["vouchers"]] == [
        (None, 0),
        ("Giảm giá", 1_000),
        (None, 0),
    ]


def test_null_is_nothing():
    here, _there, _commune = neighbours()
    token = add(make_goods(seller=here))["token"]
    seen = run(QUOTE, {"token": token, "codes": None, "deliveries": None})["cart"]["quote"]
    assert (seen["total"]["amount"], seen["vouchers"]) == (50_000, [])
    source = """mutation ($input: MakeVoucherInput!) { makeVoucher(input: $input) { voucher { kind code products }
      errors { code field } } }"""
    given = {
        "seller": global_id("Seller", here.pk), "name": "x", "kind": "AMOUNT", "amount": 5, "idempotencyKey": "k",
        "validUntil": (timezone.now() + timedelta(days=1)).isoformat(), "code": None, "minimumBasket": None,
        "isPublic": None, "isFirstOrder": None, "groups": None, "products": None, "sellers": None, "mostUses": None,
        "cap": None, "basisPoints": None, "validFrom": None,
    }  # fmt: skip
    made = run(source, {"input": given}, make_member(here))["makeVoucher"]
    assert made["errors"] == [] and made["voucher"]["products"] == []


def test_a_quote_tells_strangers_nothing_of_a_phone_number():
    here, _there, commune = neighbours()
    make_voucher(is_first_order=True)
    buyer = make_user(phone="+84912345678")
    order(add(make_goods(seller=here))["token"], here, commune, 50_000)  # with that phone number
    token = add(make_goods(seller=here))["token"]
    assert quote(token, "GIAM20")["vouchers"][0]["error"] is None
    assert quote(token, "GIAM20", viewer=make_user())["vouchers"][0]["error"] is None
    assert quote(token, "GIAM20", viewer=buyer)["vouchers"][0]["error"] == "VOUCHER_LIMIT_REACHED"


def test_tampered_checkouts_are_refused():
    here, there, commune = neighbours()
    make_voucher("THEIRS", seller=there)
    make_voucher("OLD", valid_from=timezone.now() - timedelta(days=9), valid_until=timezone.now())
    make_voucher("GOOD")
    token = add(make_goods(seller=here))["token"]
    for code, total, error in (
        ("THEIRS", 30_000, "VOUCHER_NOT_APPLICABLE"),
        ("OLD", 30_000, "VOUCHER_NOT_VALID"),
        ("' OR 1=1", 30_000, "VOUCHER_UNKNOWN"),
        ("GOOD", 0, "TOTAL_CHANGED"),
    ):
        with Untouched():
            found = order(token, here, commune, total, code, key=code)
        assert [one["code"] for one in found["errors"]] == [error] and found["order"] is None
    first = order(token, here, commune, 30_000, "GOOD")
    with Untouched():
        again = order(token, here, commune, 30_000, "GOOD")
        other = order(token, here, commune, 30_000, "GOOD", "THEIRS")
    assert again == first
    assert [one["code"] for one in other["errors"]] == ["IDEMPOTENCY_KEY_REUSED"]


def test_a_shop_sees_its_vouchers_and_everybody_those_that_are_open():
    here, there, _commune = neighbours()
    now = timezone.now()
    make_voucher("OPEN", seller=here, is_public=True, most_uses=2, uses=1)
    make_voucher("QUIET", seller=here)
    make_voucher("GONE", seller=here, is_public=True, most_uses=2, uses=2)
    make_voucher("OVER", seller=here, is_public=True, stopped_at=now)
    make_voucher("SOON", seller=here, is_public=True, valid_from=now + timedelta(days=1))
    make_voucher("THERE", seller=there, is_public=True)
    make_voucher("ALL", is_public=True)
    make_voucher("POOR", is_public=True, budget=make_budget(0))
    make_goods(seller=here)
    shown = (
        "query ($slug: String!) { seller(slug: $slug) { vouchers { totalCount nodes { code amount { amount } } } } }"
    )
    found = run(shown, {"slug": here.slug})["seller"]["vouchers"]
    assert found == {"totalCount": 1, "nodes": [{"code": "OPEN", "amount": {"amount": 20_000}}]}
    assert run("{ openVouchers { nodes { code } } }")["openVouchers"]["nodes"] == [{"code": "ALL"}]
    account = "query ($id: ID!) { sellerAccount(seller: $id) { vouchers { nodes { code uses } } } }"
    given = {"id": global_id("Seller", here.pk)}
    codes = run(account, given, make_member(here))["sellerAccount"]["vouchers"]["nodes"]
    assert [one["code"] for one in codes] == ["SOON", "OVER", "GONE", "QUIET", "OPEN"]
    assert run(account, given, make_member(here, Role.STAFF))["sellerAccount"]["vouchers"] is None
    assert run(account, given, make_member(there))["sellerAccount"] is None


def test_officers_see_the_marketplaces_and_nobody_else():
    make_voucher("ALL", budget=make_budget())
    source = """{ platformVouchers { nodes { code budgetName } }
      voucherBudgets { nodes { name amount { amount } spent { amount } } } }"""
    officer = make_officer()
    for viewer in (None, make_user(), officer):
        assert run(source, viewer=viewer) == {"platformVouchers": None, "voucherBudgets": None}
    officer.user_permissions.add(Permission.objects.get(codename="change_voucher"))
    found = run(source, viewer=User.objects.get(pk=officer.pk))
    assert found["platformVouchers"]["nodes"] == [{"code": "ALL", "budgetName": "Chương trình OCOP"}]
    assert found["voucherBudgets"]["nodes"][0]["amount"]["amount"] == 1_000_000


def test_a_voucher_is_made_and_stopped():
    seller = make_seller()
    owner, goods = make_member(seller), make_goods(seller=seller)
    until = (timezone.now() + timedelta(days=3)).replace(tzinfo=None)
    terms = {"name": "Tết", "kind": "PERCENT", "basisPoints": 1_500, "cap": 50_000, "validUntil": until.isoformat()}
    terms |= {"products": [global_id("Product", goods.product_id)], "code": "tet27", "isPublic": True}
    source = """mutation ($input: MakeVoucherInput!) { makeVoucher(input: $input) {
      voucher { id code basisPoints cap { amount } products isForSomeGoods stoppedAt } errors { code field } } }"""
    given = {"seller": global_id("Seller", seller.pk), **terms, "idempotencyKey": "k"}
    made = run(source, {"input": given}, owner)["makeVoucher"]
    assert made["errors"] == [] and made["voucher"]["code"] == "TET27" and made["voucher"]["isForSomeGoods"]
    with Untouched():
        bad = run(source, {"input": {**given, "cap": 0, "idempotencyKey": "k2"}}, owner)["makeVoucher"]
    assert bad["errors"] == [{"code": "INVALID", "field": ["cap"]}]
    stop = "mutation ($input: StopVoucherInput!) { stopVoucher(input: $input) { voucher { stoppedAt } } }"
    stopped = run(stop, {"input": {"voucher": made["voucher"]["id"], "idempotencyKey": "k"}}, owner)["stopVoucher"]
    assert stopped["voucher"]["stoppedAt"] and Voucher.objects.get().stopped_at


def test_the_link_that_led_a_buyer_here_rides_to_the_shop():
    here, _there, commune = neighbours()
    goods, other = make_goods(seller=here), make_goods(seller=here)
    source = """mutation ($input: AddCartLinesInput!) { addCartLines(input: $input) { token
      errors { code field } } }"""

    def added(one, link, token=None):
        line = {"variant": global_id("Variant", one.pk), "quantity": 1, "salesLink": link}
        return run(source, {"input": {"lines": [line], "token": token}})["addCartLines"]

    token = added(goods, "live-77")["token"]
    added(goods, "unknown-78", token)
    added(goods, None, token)  # comes back without a link: the last one stands
    added(other, None, token)
    with Untouched():
        assert added(other, "x" * 33, token)["errors"] == [{"code": "INVALID", "field": ["lines", "0", "salesLink"]}]
        assert added(other, "a\u202eb", token)["errors"][0]["code"] == "INVALID"
    found = order(token, here, commune, 200_000)
    assert [line["salesLink"] for line in found["order"]["parts"][0]["lines"]] == ["unknown-78", ""]
    shop = "query ($id: ID!) { node(id: $id) { ... on SellerOrder { lines { salesLink } } } }"
    part = SellerOrder.objects.get()
    seen = run(shop, {"id": global_id("SellerOrder", part.pk)}, make_member(here))["node"]["lines"]
    assert [line["salesLink"] for line in seen] == ["unknown-78", ""]
