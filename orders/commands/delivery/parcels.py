"""A parcel as its carrier wants it told."""

from django.utils.translation import gettext as _

from marketplace.queries import place_paths
from orders.carriers.interface import CarrierRefused, Content, ParcelOrder, Party, Spot
from orders.models import OrderLine, SellerOrder, Shipment
from orders.quotes import origin_of, size_of, spots_of, worth_of
from sellers.models import Seller


def parcel_order(shipment: Shipment) -> ParcelOrder:
    """Raises CarrierRefused where the carrier could not find the place: nobody need ask it."""
    row = SellerOrder.objects.select_related("order__place", "seller", "delivery_method").get(
        pk=shipment.seller_order_id
    )
    origin = origin_of(row.seller)
    spots = spots_of({origin, row.order.place_id}, shipment.carrier)
    if origin not in spots or row.order.place_id not in spots:
        raise CarrierRefused(_("The carrier does not know this place."))
    lines = list(row.lines.select_related("variant").order_by("pk"))
    return ParcelOrder(
        number=shipment.number,
        sender=_sender(row.seller, spots[origin]),
        recipient=_recipient(row, spots[row.order.place_id]),
        size=size_of([_measured(line) for line in lines]),
        to_collect=shipment.to_collect,
        worth=worth_of(row.delivery_method, row.goods_total),
        contents=[_content(line) for line in lines],
        note=row.order.note,
    )


def _sender(seller: Seller, spot: Spot) -> Party:
    return Party(seller.name, seller.phone, seller.pickup_address or seller.address, spot)


def _recipient(row: SellerOrder, spot: Spot) -> Party:
    """With the commune as it is called today: the carrier's own may be a ward of before."""
    path = place_paths({row.order.place_id})[row.order.place_id]
    address = ", ".join([row.order.street, *map(str, reversed(path))])
    return Party(row.order.contact_name, row.order.phone, address, spot)


def _measured(line: OrderLine) -> tuple[int, int, int, int, int]:
    one = line.variant
    if one is None:
        return 0, 0, 0, 0, line.quantity
    return one.weight_grams, one.length_mm or 0, one.width_mm or 0, one.height_mm or 0, line.quantity


def _content(line: OrderLine) -> Content:
    name = " · ".join(filter(None, [line.product_name, line.variant_name]))
    grams = line.variant.weight_grams if line.variant is not None else 0
    return Content(name, line.sku, line.quantity, line.unit_price, grams)
