from django.conf import settings
from django.db import models
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Variant
from marketplace.models import Place
from orders.models.carts import LONGEST_LINK
from orders.models.delivery import DeliveryKind, DeliveryMethod
from sellers.models import LegalForm, Seller


class PaymentMethod(models.TextChoices):
    COD = "COD", _("cash on delivery")
    BANK = "BANK", _("bank transfer")
    CARD = "CARD", _("card")

    @property
    def is_prepaid(self) -> bool:
        """Shops begin once it is paid."""
        return self is not PaymentMethod.COD


class SellerOrderStatus(models.TextChoices):
    """What leads from one to the next stands in `orders.states`."""

    UNPAID = "UNPAID", _("not paid yet")
    PLACED = "PLACED", _("placed")
    CONFIRMED = "CONFIRMED", _("confirmed")
    SHIPPED = "SHIPPED", _("shipped")
    DELIVERED = "DELIVERED", _("delivered")
    COMPLETED = "COMPLETED", _("completed")
    FAILED = "FAILED", _("not delivered")
    CANCELLED = "CANCELLED", _("cancelled")


class Collector(models.TextChoices):
    """In whose hands the cash of a part is."""

    SHOP = "SHOP", _("the shop")
    CARRIER = "CARRIER", _("the carrier")


class Order(models.Model):
    """One checkout over several sellers. Amounts in whole đồng; everything is as it was when it was placed."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="orders")
    contact_name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, help_text="E.164")
    email = models.EmailField(_("email"), max_length=254, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("commune"))
    street = models.CharField(_("house and street"), max_length=200)
    note = models.CharField(_("note"), max_length=500, blank=True)
    language = models.CharField(max_length=2, default="vi")
    payment_method = models.CharField(max_length=8, choices=PaymentMethod.choices)
    discount = models.BigIntegerField(_("discount"), default=0, db_default=0)
    total = models.BigIntegerField(_("total"))
    placed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints = [models.CheckConstraint(condition=models.Q(total__gte=0), name="order_total_is_not_negative")]
        indexes = [
            models.Index(fields=["user", "-placed_at", "-id"], name="order_of_user"),
            models.Index(fields=["phone"], name="order_of_phone"),
        ]

    def __str__(self) -> str:
        return self.number


class SellerOrder(models.Model):
    """One seller's part of an order, with that seller's legal identity of the day.

    `discount`: of vouchers, on goods and delivery; `delivery_discount` is the latter's share of it. The funded share
    of each is the marketplace's or a programme's to pay, so that the shop gets `total + discount_funded`.

    `waived`: of the total, what is not due any more; what was paid of it before goes back.
    `remitted`: of the cash that a carrier took in, what has reached the marketplace.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="parts")
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="orders")
    number = models.CharField(_("number"), max_length=24, unique=True)
    status = models.CharField(max_length=10, choices=SellerOrderStatus.choices, default=SellerOrderStatus.PLACED)
    status_reason = models.CharField(_("reason"), max_length=300, blank=True)
    status_changed_at = models.DateTimeField(default=timezone.now)
    seller_name = models.CharField(max_length=200)
    seller_legal_name = models.CharField(max_length=200)
    seller_legal_form = models.CharField(max_length=20, choices=LegalForm.choices)
    seller_tax_code = models.CharField(max_length=20, blank=True)
    seller_address = models.CharField(max_length=300, blank=True)
    seller_phone = models.CharField(max_length=20, blank=True)
    delivery_method = models.ForeignKey(DeliveryMethod, models.PROTECT, related_name="+")
    delivery_kind = models.CharField(max_length=8, choices=DeliveryKind.choices)
    delivery_name = models.CharField(max_length=80)
    goods_total = models.BigIntegerField()
    delivery_fee = models.BigIntegerField()
    cod_fee = models.BigIntegerField(default=0)
    discount = models.BigIntegerField(default=0, db_default=0)
    discount_funded = models.BigIntegerField(default=0, db_default=0)
    delivery_discount = models.BigIntegerField(default=0, db_default=0)
    delivery_discount_funded = models.BigIntegerField(default=0, db_default=0)
    total = models.BigIntegerField()
    # Frozen when it was placed: sums of the lines' own, and the tax on delivery (fee and fee for cash).
    commission = models.BigIntegerField(default=0, db_default=0)
    vat = models.BigIntegerField(default=0, db_default=0)
    pit = models.BigIntegerField(default=0, db_default=0)
    delivery_vat = models.BigIntegerField(default=0, db_default=0)
    delivery_pit = models.BigIntegerField(default=0, db_default=0)
    waived = models.BigIntegerField(_("no longer due"), default=0, db_default=0)
    remitted = models.BigIntegerField(_("handed over by the carrier"), default=0, db_default=0)
    carrier = models.CharField(_("carrier"), max_length=80, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=80, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    collected_at = models.DateTimeField(_("cash collected"), null=True, blank=True)
    collected_by = models.CharField(_("cash is with"), max_length=8, choices=Collector.choices, blank=True)

    class Meta:
        verbose_name = _("order of a shop")
        verbose_name_plural = _("orders of shops")
        constraints = [
            models.UniqueConstraint(fields=["order", "seller"], name="seller_order_once_an_order"),
            models.CheckConstraint(
                condition=models.Q(
                    total=models.F("goods_total")
                    + models.F("delivery_fee")
                    + models.F("cod_fee")
                    - models.F("discount")
                ),
                name="seller_order_adds_up",
            ),
            models.CheckConstraint(
                condition=models.Q(goods_total__gte=0, delivery_fee__gte=0, cod_fee__gte=0, total__gte=0),
                name="seller_order_is_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    discount__lte=models.F("goods_total") + models.F("delivery_discount"),
                    discount__gte=models.F("delivery_discount"),
                    discount_funded__lte=models.F("discount"),
                    discount_funded__gte=models.F("delivery_discount_funded"),
                    delivery_discount__lte=models.F("delivery_fee"),
                    delivery_discount_funded__lte=models.F("delivery_discount"),
                    delivery_discount_funded__gte=0,
                ),
                name="seller_order_discount_makes_sense",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    waived__gte=0, waived__lte=models.F("total"), remitted__gte=0, remitted__lte=models.F("total")
                ),
                name="seller_order_is_due_at_most_once",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=SellerOrderStatus.values), name="seller_order_status_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    commission__gte=0, vat__gte=0, pit__gte=0, delivery_vat__gte=0, delivery_pit__gte=0
                ),
                name="seller_order_charges_are_not_negative",
            ),
        ]
        indexes = [
            models.Index(fields=["seller", "-id"], name="seller_order_latest"),
            models.Index(
                fields=["tracking_number"], name="seller_order_tracked", condition=~models.Q(tracking_number="")
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def goods_paid(self) -> int:
        """What the buyer pays for the goods alone, in whole đồng."""
        return self.goods_total - (self.discount - self.delivery_discount)

    @property
    def due(self) -> int:
        """What the buyer pays of it, or has paid."""
        return self.total - self.waived


class OrderLine(models.Model):
    """Names and prices as they were. `allocated`: pieces of the stock that are still promised to this line.

    `live_deal`: the id of the livestream's deal that `unit_price` is of; deals are not kept for ever.
    `discount`: this line's share of what vouchers lower; `sales_link`: the code of the link that brought the buyer.
    What is neither `shipped` nor `cancelled` is still to be sent.
    `returned`: pieces in returns that were not taken back; `refunded`: what was paid back for them, in whole đồng.
    """

    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, related_name="lines")
    variant = models.ForeignKey(Variant, models.SET_NULL, null=True, related_name="+")
    product_id_then = models.BigIntegerField()
    product_name = models.CharField(max_length=200)
    variant_name = models.CharField(max_length=120, blank=True)
    sku = models.CharField(max_length=64)
    unit_price = models.BigIntegerField()
    quantity = models.PositiveIntegerField()
    allocated = models.PositiveIntegerField()
    discount = models.BigIntegerField(default=0, db_default=0)
    discount_funded = models.BigIntegerField(default=0, db_default=0)
    sales_link = models.CharField(max_length=LONGEST_LINK, blank=True, default="", db_default="")
    live_deal = models.BigIntegerField(null=True)
    commission = models.BigIntegerField(default=0, db_default=0)
    vat = models.BigIntegerField(default=0, db_default=0)
    pit = models.BigIntegerField(default=0, db_default=0)
    shipped = models.PositiveIntegerField(default=0, db_default=0)
    cancelled = models.PositiveIntegerField(default=0, db_default=0)
    returned = models.PositiveIntegerField(default=0, db_default=0)
    refunded = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gte=1, unit_price__gte=0), name="line_makes_sense"),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=models.F("allocated") + models.F("shipped") + models.F("cancelled")),
                name="line_pieces_add_up",
            ),
            models.CheckConstraint(
                condition=models.Q(returned__lte=models.F("shipped")), name="line_returns_what_was_shipped_at_most"
            ),
            models.CheckConstraint(
                condition=models.Q(refunded__gte=0, refunded__lte=models.F("unit_price") * models.F("returned")),
                name="line_refunds_what_was_paid_at_most",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(
                    models.F("refunded") * models.F("quantity"),
                    (models.F("unit_price") * models.F("quantity") - models.F("discount")) * models.F("returned"),
                ),
                name="line_refunds_after_its_discount",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    discount__lte=models.F("unit_price") * models.F("quantity"),
                    discount__gte=models.F("discount_funded"),
                    discount_funded__gte=0,
                ),
                name="line_discount_makes_sense",
            ),
            models.CheckConstraint(
                condition=models.Q(commission__gte=0, vat__gte=0, pit__gte=0), name="line_charges_are_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["product_id_then"], name="order_line_of_product")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku}"

    @property
    def total(self) -> int:
        return self.unit_price * self.quantity

    @property
    def open(self) -> int:
        """Pieces that are still to be sent."""
        return self.quantity - self.shipped - self.cancelled

    def price_of(self, pieces: int) -> int:
        """What the buyer paid for so many of them, in whole đồng: rounded down, where a discount does not divide."""
        return (self.total - self.discount) * pieces // self.quantity
