"""The office's pages about money, for those who look after it: the books to read, rules and rates to set."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import action
from unfold.paginator import InfinitePaginator
from unfold.widgets import (
    UnfoldAdminDateWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from catalog.models import ProductGroup
from marketplace.admin.deeds import DeedForm, deed_page, needs
from marketplace.admin.office import OfficeAdmin, ShownInline, viewer
from orders.commands.payments.refunds import PERMISSION
from orders.commands.rates import Tax, end_commission_rule, set_commission_rule, set_tax_rate
from orders.models import CommissionRule, LedgerEntry, LedgerTransaction, Payout, TaxKind, TaxRate
from orders.models.charges import MOST
from sellers.models import LegalForm


class MoneyAdmin(OfficeAdmin):
    """For whoever looks after the money, whatever else they may see."""

    has_set_permission = needs(PERMISSION)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(PERMISSION)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Asked for the menu of the page to sign in, too, where nobody is there yet."""
        return request.user.has_perm(PERMISSION)


class EntryInline(ShownInline, TabularInline):
    model = LedgerEntry
    fields = ("account", "seller", "amount")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[LedgerEntry]:
        entries: QuerySet[LedgerEntry] = super().get_queryset(request)
        return entries.select_related("seller").order_by("pk")


@admin.register(LedgerTransaction)
class LedgerTransactionAdmin(MoneyAdmin):
    list_display = ("happened_at", "kind", "key", "seller_order", "payout")
    list_filter = ("kind",)
    list_select_related = ("seller_order", "payout")
    search_fields = ("key", "seller_order__number", "payout__purpose", "payment__purpose")
    ordering = ("-pk",)
    paginator = InfinitePaginator  # it only grows: nobody waits for its count
    fields = ("happened_at", "kind", "key", "payment", "seller_order", "refund", "payout")
    readonly_fields = fields
    inlines = (EntryInline,)


@admin.register(Payout)
class PayoutAdmin(MoneyAdmin):
    list_display = ("purpose", "seller", "amount", "way", "status", "reference", "settled_at")
    list_filter = ("status", "way")
    list_select_related = ("seller",)
    search_fields = ("purpose", "reference", "seller__name")
    ordering = ("-pk",)
    fields = (*list_display, "failure", "batch", "masked_number", "holder")
    readonly_fields = fields


class RuleForm(DeedForm):
    seller_id = forms.IntegerField(
        label=gettext_lazy("seller"),
        required=False,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=gettext_lazy("Its number in the office; empty: of all"),
    )
    group_id = forms.TypedChoiceField(
        label=gettext_lazy("product group"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=UnfoldAdminSelectWidget,
    )
    basis_points = forms.IntegerField(
        label=gettext_lazy("basis points"),
        min_value=0,
        max_value=MOST,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=gettext_lazy("500: five of a hundred"),
    )
    valid_from = forms.DateField(label=gettext_lazy("valid from"), widget=UnfoldAdminDateWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = ProductGroup.objects.filter(taxonomy__valid_to=None).order_by("position", "pk")
        choices = [("", "–"), *((group.pk, group.name) for group in groups)]
        self.fields["group_id"].choices = choices  # type: ignore[attr-defined]


class EndForm(DeedForm):
    valid_to = forms.DateField(
        label=gettext_lazy("valid to"),
        widget=UnfoldAdminDateWidget,
        help_text=gettext_lazy("The first day without it"),
    )


class RateForm(DeedForm):
    legal_form = forms.ChoiceField(
        label=gettext_lazy("legal form"), choices=LegalForm.choices, widget=UnfoldAdminSelectWidget
    )
    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=TaxKind.choices, widget=UnfoldAdminSelectWidget)
    vat_basis_points = forms.IntegerField(
        label=gettext_lazy("VAT, basis points"), min_value=0, widget=UnfoldAdminIntegerFieldWidget
    )
    pit_basis_points = forms.IntegerField(
        label=gettext_lazy("personal income tax, basis points"), min_value=0, widget=UnfoldAdminIntegerFieldWidget
    )
    valid_from = forms.DateField(label=gettext_lazy("valid from"), widget=UnfoldAdminDateWidget)
    source = forms.CharField(label=gettext_lazy("source"), max_length=120, widget=UnfoldAdminTextInputWidget)


@admin.register(CommissionRule)
class CommissionRuleAdmin(MoneyAdmin):
    list_display = ("seller", "group", "basis_points", "valid_from", "valid_to")
    list_display_links = ("basis_points",)
    list_select_related = ("seller", "group")
    search_fields = ("seller__name", "group__name_vi")
    ordering = ("-valid_from", "-pk")
    actions_list = ("set_rule",)
    actions_detail = ("end_rule",)

    @action(description=gettext_lazy("Set a commission"), url_path="set", permissions=["set"], icon="percent")
    def set_rule(self, request: HttpRequest) -> HttpResponse:
        do = partial(set_commission_rule, actor=viewer(request))
        title, done = _("Set a commission"), _("Orders of that day and later are charged by it.")
        return deed_page(self, request, None, title=title, form_class=RuleForm, do=do, done=done)

    @action(description=gettext_lazy("End this rule"), url_path="end", permissions=["set"], icon="event_busy")
    def end_rule(self, request: HttpRequest, object_id: str) -> HttpResponse:
        rule = self.row(request, object_id)
        do = partial(end_commission_rule, actor=viewer(request), rule_id=rule.pk)
        title, done = _("End this rule"), _("It ends on that day.")
        return deed_page(self, request, rule, title=title, form_class=EndForm, do=do, done=done)


@admin.register(TaxRate)
class TaxRateAdmin(MoneyAdmin):
    list_display = ("legal_form", "kind", "vat_basis_points", "pit_basis_points", "valid_from", "valid_to", "source")
    list_filter = ("legal_form", "kind")
    ordering = ("legal_form", "kind", "-valid_from")
    actions_list = ("set_rate",)

    @action(description=gettext_lazy("Set a tax rate"), url_path="set", permissions=["set"], icon="percent")
    def set_rate(self, request: HttpRequest) -> HttpResponse:
        def do(**given: Any) -> TaxRate:
            return set_tax_rate(actor=viewer(request), tax=Tax(**given))

        title, done = _("Set a tax rate"), _("Orders of that day and later are taxed by it.")
        return deed_page(self, request, None, title=title, form_class=RateForm, do=do, done=done)
