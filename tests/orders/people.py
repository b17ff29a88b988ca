"""A buyer, shops and their goods, and every row that a checkout could touch."""

from catalog.commands.listings import refresh_listings
from catalog.models import StockItem, StockMovement, Variant
from marketplace.models import AuditEntry, OutboxEvent
from orders.commands.carts import Wanted, add_lines
from orders.commands.checkout import Checkout, place_order
from orders.models import Cart, CartLine, DeliveryKind, DeliveryMethod, Order, OrderLine, PaymentMethod, SellerOrder
from orders.queries import by_seller, goods_total_of, live_lines
from tests.catalog.factories import make_member, make_product, make_seller
from tests.sellers.people import make_commune, make_province

__all__ = ["make_member"]
PHONE = "0912345678"
FEES = {"PROVINCE": (20_000, 2_500), "REGION": (28_000, 4_000), "COUNTRY": (35_000, 6_000)}  # orders.0002


def make_goods(*, price=50_000, left=5, seller=None, grams=1_000, **fields):
    """A variant on sale."""
    product = make_product(price=price, seller=seller, **fields)
    variant = product.variants.get()
    Variant.objects.filter(pk=variant.pk).update(weight_grams=grams)
    StockItem.objects.filter(pk=variant.pk).update(on_hand=left)
    refresh_listings(product_ids=[product.pk])
    return Variant.objects.get(pk=variant.pk)


def filled(*goods, actor=None, quantity=1, token=None):
    """A cart with these, and the token of one who has no account."""
    kept = add_lines(actor=actor, token=token, wanted=[Wanted(one.pk, quantity) for one in goods])
    return kept.cart, kept.token


def pickup():
    given = {"name_vi": "Đến lấy", "name_en": "Pick-up"}  # a transactional test empties all tables
    return DeliveryMethod.objects.get_or_create(seller=None, kind=DeliveryKind.PICKUP, defaults=given)[0]


def delivery():
    given = {"name_vi": "Giao tận nơi", "name_en": "Delivery"}
    method, is_made = DeliveryMethod.objects.get_or_create(seller=None, kind=DeliveryKind.DELIVERY, defaults=given)
    if is_made:
        for zone, (fee, step_fee) in FEES.items():
            method.rates.create(zone=zone, up_to_grams=1_000, fee=fee, step_grams=500, step_fee=step_fee)
    return method


def checkout_of(cart, *, method=None, total=None, place=None, **fields):
    """What a buyer who comes for the goods sends, unless told otherwise."""
    lines = live_lines(cart)
    given = {
        "contact_name": "Trần Thị Mua",
        "phone": PHONE,
        "place_id": (place or make_commune()).pk,
        "street": "12 Trần Phú",
        "deliveries": {seller: (method or pickup()).pk for seller in by_seller(lines)},
        "payment_method": PaymentMethod.COD,
        "expected_total": goods_total_of(lines) if total is None else total,
    }
    return Checkout(**{**given, **fields})


def placed(*goods, actor=None, quantity=1, **fields):
    cart, token = filled(*goods, actor=actor, quantity=quantity)
    return place_order(actor=actor, token=token, checkout=checkout_of(cart, **fields))


def stock_of(variant):
    return tuple(StockItem.objects.values_list("on_hand", "allocated").get(pk=variant.pk))


def traces():
    return {
        "carts": list(Cart.objects.order_by("pk").values()),
        "lines": list(CartLine.objects.order_by("pk").values()),
        "stock": list(StockItem.objects.order_by("pk").values()),
        "orders": list(SellerOrder.objects.order_by("pk").values()),
        "counts": [model.objects.count() for model in (Order, OrderLine, StockMovement, AuditEntry, OutboxEvent)],
    }


class Unchanged:
    """`with Unchanged():` around what must be refused."""

    def __enter__(self):
        self.before = traces()

    def __exit__(self, *raised):
        if raised == (None, None, None):
            assert traces() == self.before
        return False


def neighbours():
    """Two shops of one province, and a commune there."""
    province = make_province()
    return make_seller(place=province), make_seller(place=province), make_commune(province)
