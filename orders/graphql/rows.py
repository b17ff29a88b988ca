"""How orders are read: GraphQL fields on the left, ORM paths on the right."""

from marketplace.graphql.connections import Listed
from marketplace.graphql.rows import RowType, same
from marketplace.graphql.types.places import PLACE_JOIN
from marketplace.keysets import WHOLE, Sort
from orders.models import Order, SellerOrder
from orders.queries import parts_for_shops

ORDER = RowType(
    "Order",
    same(
        *("number", "phone", "email", "street", "note", "discount", "total"),
        contactName="contact_name",
        paymentMethod="payment_method",
        placedAt="placed_at",
    ),
    {"place": PLACE_JOIN},
)
CHARGES = ("seller_id", "total", "commission", "vat", "pit", "delivery_vat", "delivery_pit")
PART_COLUMNS = same(
    *("number", "status", "discount", "total", "carrier"),
    *("number", "status", "total", "waived", "remitted", "carrier"),
    statusReason="status_reason",
    statusChangedAt="status_changed_at",
    sellerName="seller_name",
    sellerLegalName="seller_legal_name",
    sellerLegalForm="seller_legal_form",
    sellerTaxCode="seller_tax_code",
    sellerAddress="seller_address",
    sellerPhone="seller_phone",
    deliveryKind="delivery_kind",
    deliveryName="delivery_name",
    goodsTotal="goods_total",
    deliveryFee="delivery_fee",
    codFee="cod_fee",
    discountFunded="discount_funded",
    trackingNumber="tracking_number",
    deliveredAt="delivered_at",
    collectedAt="collected_at",
    collectedBy="collected_by",
    orderNumber="order__number",
    placedAt="order__placed_at",
    paymentMethod="order__payment_method",
    contactName="order__contact_name",
    phone="order__phone",
    email="order__email",
    street="order__street",
    note="order__note",
) | {
    "canBeBooked": {"delivery_carrier": "delivery_method__carrier"},
    "seller": {"seller_id": "seller_id"},
    "place": {"place_id": "order__place_id"},
    "reviewableUntil": {"status": "status", "status_changed_at": "status_changed_at"},
    "charges": {key: key for key in CHARGES},
}
SELLER_ORDER = RowType("SellerOrder", PART_COLUMNS)

ORDERS = Listed(
    ORDER,
    Order.objects.all,
    {
        "id": lambda orders, slots: orders.filter(pk=slots.whole("id")),
        "user": lambda orders, slots: orders.filter(user=slots.whole("user")),
    },
)
SELLER_ORDERS = Listed(
    SELLER_ORDER,
    SellerOrder.objects.all,
    {
        "id": lambda parts, slots: parts.filter(pk=slots.whole("id")),
        "status": lambda parts, slots: parts.filter(status=slots.text("status")),
    },
)
SHOP_ORDERS = Listed(SELLER_ORDER, parts_for_shops, SELLER_ORDERS.conditions)
LATEST_ORDERS: Sort[Order] = Sort("ORDERS", {"pk": WHOLE}, is_descending=True)
LATEST_PARTS: Sort[SellerOrder] = Sort("SELLER_ORDERS", {"pk": WHOLE}, is_descending=True)
