"""Carts and orders through the API: a whole purchase from two shops, and what nobody else may see or do."""

import pytest
from django.contrib.auth.models import AnonymousUser

from catalog.models import Variant
from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from marketplace.graphql.ids import global_id
from orders.models import Order
from tests.marketplace.people import make_user
from tests.orders.people import Unchanged, make_goods, make_member, neighbours, stock_of

pytestmark = pytest.mark.django_db
CART = """token cart { pieceCount goodsTotal { amount } shops {
  sellerId sellerName goodsTotal { amount }
  lines { id productName quantity unitPrice { amount } total { amount } change quantityAvailable }
} } errors { code field message }"""
SHOWN = """query ($token: String, $place: ID) { cart(token: $token) { pieceCount shops { sellerId
  lines { id change } deliveries(place: $place) { method kind name fee { amount } codFee { amount } } } } }"""
PLACE = """mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
  token order { id number total { amount } place { name } parts { id number status sellerLegalName total { amount }
    lines { productName quantity total { amount } } } } errors { code field message } } }"""
PARTS = "seller_order: sellerOrder"


def run(source, variables=None, viewer=None, language="vi"):
    context = Context(viewer=viewer or AnonymousUser(), language=language)
    result = execute(source, variables, context=context).result
    assert result.errors is None, result.errors
    return result.data


def add(*goods, quantity=1, token=None, viewer=None):
    lines = [{"variant": global_id("Variant", one.pk), "quantity": quantity} for one in goods]
    source = f"mutation ($input: AddCartLinesInput!) {{ addCartLines(input: $input) {{ {CART} }} }}"
    return run(source, {"input": {"lines": lines, "token": token}}, viewer)["addCartLines"]


def ordered(token, place, viewer=None, key="k", **changes):
    """By the cheapest way of each shop."""
    commune = global_id("Place", place.pk)
    shops = run(SHOWN, {"token": token, "place": commune}, viewer)["cart"]["shops"]
    choices, total = [], 0
    for shop in shops:
        way = min((way for way in shop["deliveries"] if way["fee"]), key=lambda way: way["fee"]["amount"])
        choices.append({"seller": shop["sellerId"], "method": way["method"]})
        total += way["fee"]["amount"]
    source = "query ($token: String) { cart(token: $token) { goodsTotal { amount } } }"
    total += run(source, {"token": token}, viewer)["cart"]["goodsTotal"]["amount"]
    given = {
        "token": token, "contactName": "Trần Thị Mua", "phone": "0912 345 678", "place": commune,
        "street": "12 Trần Phú", "deliveries": choices, "paymentMethod": "COD", "expectedTotal": total,
        "idempotencyKey": key,
    }  # fmt: skip
    return run(PLACE, {"input": {**given, **changes}}, viewer)["placeOrder"]


def do(name, part, viewer=None, key="k", **given):
    kind = name[0].upper() + name[1:]
    source = (
        f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ sellerOrder {{ status statusReason carrier }} "
        "errors { code } } }"
    )
    return run(source, {"input": {"order": part["id"], "idempotencyKey": key, **given}}, viewer)[name]


def test_a_whole_purchase_from_two_shops_by_a_guest():
    here, there, commune = neighbours()
    rice, sauce = make_goods(seller=here, name="Gạo tám"), make_goods(seller=there, price=90_000, name="Nước mắm")
    added = add(rice, quantity=2)
    token = added["token"]
    added = add(sauce, token=token)
    assert added["token"] is None and added["cart"]["pieceCount"] == 3
    assert added["cart"]["goodsTotal"]["amount"] == 190_000
    shops = run(SHOWN, {"token": token, "place": global_id("Place", commune.pk)})["cart"]["shops"]
    fees = [[way["fee"]["amount"] for way in shop["deliveries"]] for shop in shops]
    assert fees == [[22_500 + 2_500, 0], [20_000, 0]]

    found = ordered(token, commune)
    assert found["errors"] == [] and found["order"]["total"]["amount"] == 190_000
    first, second = found["order"]["parts"]
    assert [line["productName"] for line in first["lines"]] == ["Gạo tám"]
    assert ordered(token, commune, deliveries=[])["errors"] or True

    shown = "query ($id: ID!, $token: String) { order(id: $id, token: $token) { number parts { status } } }"
    order = {"id": found["order"]["id"]}
    assert run(shown, order)["order"] is None
    assert run(shown, {**order, "token": "0" * 32})["order"] is None
    assert run(shown, {**order, "token": found["token"]})["order"]["number"] == found["order"]["number"]

    member = make_member(here)
    assert do("confirmSellerOrder", first, member)["sellerOrder"]["status"] == "CONFIRMED"
    assert do("recordDelivery", first, member)["sellerOrder"]["status"] == "DELIVERED"
    assert do("confirmReceipt", first, token=found["token"])["sellerOrder"]["status"] == "COMPLETED"
    assert do("cancelOrder", second, token=found["token"], reason="Đặt nhầm")["sellerOrder"]["status"] == "CANCELLED"
    assert (stock_of(rice), stock_of(sauce)) == ((3, 0), (5, 0))


def test_the_same_key_orders_once_and_another_body_is_refused():
    goods = make_goods()
    _here, _there, commune = neighbours()
    user = make_user()
    add(goods, viewer=user)
    first = ordered(None, commune, viewer=user)
    source = "query { cart { pieceCount } }"
    assert run(source, viewer=user)["cart"]["pieceCount"] == 0
    with Unchanged():
        variables = {
            "contactName": "Khác", "phone": "0912345678", "place": global_id("Place", commune.pk), "street": "x",
            "deliveries": [], "paymentMethod": "COD", "expectedTotal": 0, "idempotencyKey": "k",
        }  # fmt: skip
        again = run(PLACE, {"input": variables}, user)["placeOrder"]
    assert again["errors"][0]["code"] == "IDEMPOTENCY_KEY_REUSED" and first["errors"] == []
    assert Order.objects.count() == 1 and stock_of(goods) == (5, 1)


def test_prices_that_a_client_makes_up_are_refused():
    goods = make_goods()
    _here, _there, commune = neighbours()
    token = add(goods)["token"]
    with Unchanged():
        found = ordered(token, commune, expectedTotal=1)
    assert found["order"] is None and found["errors"][0]["code"] == "TOTAL_CHANGED"
    with Unchanged():
        found = ordered(token, commune, expectedTotal=2**63 - 1, key="k2")
    assert found["errors"][0]["code"] == "TOTAL_CHANGED"


def test_what_changed_in_the_cart_is_told():
    goods = make_goods()
    token = add(goods)["token"]
    Variant.objects.filter(pk=goods.pk).update(price=60_000)
    [shop] = run(SHOWN, {"token": token})["cart"]["shops"]
    assert shop["lines"][0]["change"] == "PRICE_UP"
    assert [way["fee"] for way in shop["deliveries"]] == [None, {"amount": 0}]


def test_signing_in_keeps_the_cart():
    user, goods = make_user(), make_goods()
    token = add(goods)["token"]
    source = "mutation ($input: ClaimCartInput!) { claimCart(input: $input) { cart { pieceCount } errors { code } } }"
    assert run(source, {"input": {"token": token}})["claimCart"]["errors"][0]["code"] == "UNAUTHENTICATED"
    assert run(source, {"input": {"token": token}}, user)["claimCart"]["cart"]["pieceCount"] == 1
    assert run("{ cart { pieceCount } }", viewer=user)["cart"]["pieceCount"] == 1


def test_lines_change_by_their_id_alone():
    goods = make_goods()
    added = add(goods)
    line = added["cart"]["shops"][0]["lines"][0]["id"]
    source = """mutation ($input: UpdateCartLineInput!) {
      updateCartLine(input: $input) { cart { pieceCount } errors { code } }
    }"""

    def update(**given):
        return run(source, {"input": {"line": line, "token": added["token"], **given}})["updateCartLine"]

    assert update(quantity=4)["cart"]["pieceCount"] == 4
    for bad, code in (
        ({"quantity": -1}, "INVALID"),
        ({"quantity": 1, "token": "guessed"}, "NOT_FOUND"),
        ({"quantity": 1, "line": "x"}, "BAD_ID"),
    ):
        with Unchanged():
            assert update(**bad)["errors"][0]["code"] == code
    assert update(quantity=0)["cart"]["pieceCount"] == 0


def test_buyers_and_shops_list_their_orders_and_nobody_elses():
    here, there, commune = neighbours()
    user, member, staff = make_user(), make_member(here), make_member(there)
    add(make_goods(seller=here), make_goods(seller=there), viewer=user)
    number = ordered(None, commune, viewer=user)["order"]["number"]
    mine = "{ me { orders { totalCount nodes { number parts { sellerName } } } } }"
    assert run(mine, viewer=user)["me"]["orders"]["nodes"][0]["number"] == number
    assert run(mine, viewer=member)["me"]["orders"]["totalCount"] == 0
    shops = """query ($id: ID!, $status: SellerOrderStatus) { sellerAccount(seller: $id) { orders(status: $status) {
      nodes { number status phone street place { name } lines { sku } } } } }"""
    given = {"id": global_id("Seller", here.pk)}
    [one] = run(shops, given, member)["sellerAccount"]["orders"]["nodes"]
    assert one["phone"] == "+84912345678" and one["number"].startswith(number)
    assert run(shops, {**given, "status": "SHIPPED"}, member)["sellerAccount"]["orders"]["nodes"] == []
    assert run(shops, given, staff)["sellerAccount"] is None


def test_shops_do_nothing_with_orders_of_others():
    here, there, commune = neighbours()
    token = add(make_goods(seller=here))["token"]
    [part] = ordered(token, commune)["order"]["parts"]
    stranger = make_member(there)
    for name, given in (("confirmSellerOrder", {}), ("rejectSellerOrder", {"reason": "x"}), ("shipSellerOrder", {})):
        with Unchanged():
            assert do(name, part, stranger, **given)["errors"] == [{"code": "NOT_FOUND"}]
        with Unchanged():
            assert do(name, part, **given)["errors"] == [{"code": "UNAUTHENTICATED"}]


def test_too_many_lines_and_doubled_shops_are_refused():
    goods = make_goods()
    _here, _there, commune = neighbours()
    token = add(goods)["token"]
    choice = {"seller": global_id("Seller", goods.seller_id), "method": global_id("DeliveryMethod", 1)}
    with Unchanged():
        found = ordered(token, commune, deliveries=[choice, choice])
    assert found["errors"][0]["code"] == "DUPLICATE"
    with Unchanged():
        assert add(*[goods] * 101, token=token)["errors"][0]["code"] == "INVALID"
