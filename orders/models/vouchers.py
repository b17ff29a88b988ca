"""What lowers the price of an order, and who pays for it. Amounts in whole đồng."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.orders import Order
from sellers.models import Seller

WHOLE_BASIS = 10_000  # basis points: all of the price


class VoucherKind(models.TextChoices):
    PERCENT = "PERCENT", _("a share of the price")
    AMOUNT = "AMOUNT", _("an amount")
    DELIVERY = "DELIVERY", _("free delivery")


class VoucherBudget(models.Model):
    """Public money of a programme for its vouchers. `spent` is the sum of what its redemptions still cost."""

    name = models.CharField(_("name"), max_length=120)
    amount = models.BigIntegerField(_("amount"))
    spent = models.BigIntegerField(_("spent"), default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("voucher budget")
        verbose_name_plural = _("voucher budgets")
        constraints = [
            models.CheckConstraint(condition=Q(spent__gte=0, spent__lte=F("amount")), name="budget_is_not_overspent"),
        ]

    def __str__(self) -> str:
        return self.name


class Voucher(models.Model):
    """Of a shop; or of a programme, which has a budget; or, with neither, of the marketplace.

    `cap`: the most that it lowers an order by. `uses` are those not given back. The three lists narrow it to goods:
    empty ones to none; groups are named with all that is below them.
    """

    code = models.CharField(_("code"), max_length=24, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=8, choices=VoucherKind.choices)
    seller = models.ForeignKey(Seller, models.PROTECT, null=True, blank=True, related_name="vouchers")
    budget = models.ForeignKey(VoucherBudget, models.PROTECT, null=True, blank=True, related_name="vouchers")
    basis_points = models.PositiveIntegerField(_("basis points"), null=True, blank=True)
    amount = models.BigIntegerField(_("amount"), null=True, blank=True)
    cap = models.BigIntegerField(_("at most"), null=True, blank=True)
    minimum_basket = models.BigIntegerField(_("from goods of"), default=0)
    valid_from = models.DateTimeField(_("from"))
    valid_until = models.DateTimeField(_("until"))
    most_uses = models.PositiveIntegerField(_("uses at most"), null=True, blank=True)
    most_uses_per_user = models.PositiveIntegerField(_("uses of one buyer at most"), null=True, blank=True)
    uses = models.PositiveIntegerField(_("uses"), default=0)
    is_first_order = models.BooleanField(_("for first orders alone"), default=False)
    is_public = models.BooleanField(_("shown to everybody"), default=False)
    group_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    product_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    seller_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)

    class Meta:
        verbose_name = _("voucher")
        verbose_name_plural = _("vouchers")
        constraints = [
            models.CheckConstraint(condition=Q(code=Upper("code")), name="voucher_code_is_upper_case"),
            models.CheckConstraint(condition=Q(seller=None) | Q(budget=None), name="voucher_has_one_funder"),
            models.CheckConstraint(
                condition=Q(kind="PERCENT", basis_points__range=(1, WHOLE_BASIS), amount=None, cap__gt=0)
                | Q(kind="AMOUNT", basis_points=None, amount__gt=0, cap=None)
                | Q(Q(cap=None) | Q(cap__gt=0), kind="DELIVERY", basis_points=None, amount=None),
                name="voucher_kind_has_its_measure",
            ),
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="voucher_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(minimum_basket__gte=0), name="voucher_minimum_is_not_negative"),
            models.CheckConstraint(
                condition=Q(most_uses=None) | Q(uses__lte=F("most_uses")), name="voucher_is_not_used_too_often"
            ),
        ]
        indexes = [models.Index(fields=["seller", "-id"], name="voucher_latest_of_seller")]

    def __str__(self) -> str:
        return self.code

    @property
    def is_funded(self) -> bool:
        """Not by the shop, which gets its price all the same."""
        return self.seller_id is None

    @property
    def is_for_delivery(self) -> bool:
        return self.kind == VoucherKind.DELIVERY


class VoucherRedemption(models.Model):
    """A voucher's use by one order; once for each. Buyers are counted by account and by phone.

    `amount`: what it lowered the order by; `cancelled_amount` and `failed_amount`: of it, for parts that were
    cancelled, or came back. Once all of it was cancelled, the use is given back.
    `first_order_of`: of a voucher for first orders the shop, or 0 for the marketplace.
    """

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="redemptions")
    order = models.ForeignKey(Order, models.PROTECT, related_name="redemptions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    phone = models.CharField(max_length=20, help_text="E.164")
    first_order_of = models.BigIntegerField(null=True)
    is_for_delivery = models.BooleanField()
    amount = models.BigIntegerField()
    cancelled_amount = models.BigIntegerField(default=0)
    failed_amount = models.BigIntegerField(default=0)
    redeemed_at = models.DateTimeField(default=timezone.now)
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("use of a voucher")
        verbose_name_plural = _("uses of vouchers")
        constraints = [
            models.UniqueConstraint(fields=["voucher", "order"], name="voucher_once_an_order"),
            # Of two orders at once, with different vouchers, one is the first.
            models.UniqueConstraint(
                fields=["phone", "first_order_of", "is_for_delivery"],
                condition=Q(given_back_at=None),
                name="first_order_is_one",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_amount__gte=0, failed_amount__gte=0)
                & Q(amount__gt=0, amount__gte=F("cancelled_amount") + F("failed_amount")),
                name="redemption_gives_back_its_amount_at_most",
            ),
        ]
        indexes = [
            models.Index(fields=["voucher", "phone"], name="redemption_of_phone"),
            models.Index(fields=["voucher", "user"], name="redemption_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.voucher_id}: {self.amount}"
