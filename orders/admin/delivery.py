from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from marketplace.admin.deeds import ConfirmForm, DeedForm, deed_page, needs
from marketplace.admin.office import OfficeAdmin, viewer
from marketplace.admin.tables import grouped, table
from orders.commands.delivery.methods import PERMISSION, Rate, Terms, save_delivery_method, stop_delivery_method
from orders.models import Carrier, DeliveryKind, DeliveryMethod, Zone

NUMBERS = {
    "free_from": gettext_lazy("free from"),
    "cod_fee": gettext_lazy("fee for cash on delivery"),
    "volumetric_divisor": gettext_lazy("volumetric divisor (cm³/kg)"),
    "insured_from": gettext_lazy("insured from"),
    "insurance_basis_points": gettext_lazy("insurance (1/100 %)"),
    "position": gettext_lazy("position"),
}
MAY_BE_EMPTY = ("free_from", "insured_from")
OF_RATE = {
    "fee": gettext_lazy("fee"),
    "up_to_grams": gettext_lazy("up to (g)"),
    "step_fee": gettext_lazy("fee of a step"),
    "step_grams": gettext_lazy("step (g)"),
}


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, widget=UnfoldAdminIntegerFieldWidget)


class TermsForm(DeedForm):
    """A zone whose fee is empty is not reached."""

    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=DeliveryKind.choices, widget=UnfoldAdminSelectWidget)
    name_vi = forms.CharField(label=gettext_lazy("name"), max_length=80, widget=UnfoldAdminTextInputWidget)
    name_en = forms.CharField(
        label=gettext_lazy("English name"), max_length=80, required=False, widget=UnfoldAdminTextInputWidget
    )
    carrier = forms.ChoiceField(
        label=gettext_lazy("carrier"), choices=Carrier.choices, widget=UnfoldAdminSelectWidget
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in NUMBERS.items():
            self.fields[name] = _number(label)
        for zone in Zone:
            for name, label in OF_RATE.items():
                self.fields[f"{zone.value}_{name}"] = _number(f"{zone.label}: {label}")

    def clean(self) -> dict[str, Any]:
        """The command's argument, and nothing else."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        plain: dict[str, Any] = {name: given[name] for name in ("name_vi", "name_en")}
        plain |= {name: given[name] if name in MAY_BE_EMPTY else given[name] or 0 for name in NUMBERS}
        rates = tuple(_rate(zone, given) for zone in Zone if given[f"{zone.value}_fee"] is not None)
        kind, carrier = DeliveryKind(given["kind"]), Carrier(given["carrier"])
        return {"terms": Terms(kind=kind, carrier=carrier, rates=rates, **plain)}


def _rate(zone: Zone, given: Mapping[str, Any]) -> Rate:
    return Rate(zone, **{name: given[f"{zone.value}_{name}"] or 0 for name in OF_RATE})


@admin.register(DeliveryMethod)
class DeliveryMethodAdmin(OfficeAdmin):
    """The marketplace's ways of delivery, for shops without their own. What shops keep is theirs."""

    list_display = ("name_vi", "kind", "carrier", "shown_rates", "is_active", "position")
    ordering = ("-is_active", "position", "pk")
    fields = (
        *("name_vi", "name_en", "kind", "carrier", "is_active", "free_from", "cod_fee", "volumetric_divisor"),
        *("insured_from", "insurance_basis_points", "position", "rate_table"),
    )
    readonly_fields = ("rate_table",)
    actions_list = ("add_way",)
    actions_detail = ("change_terms", "stop")
    has_keep_permission = needs(PERMISSION)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(seller=None).prefetch_related("rates")

    def pointless_deeds(self, row: DeliveryMethod) -> set[str]:
        return set() if row.is_active else {"stop"}

    @display(description=gettext_lazy("delivery rates"))
    def shown_rates(self, method: DeliveryMethod) -> str:
        return ", ".join(f"{rate.get_zone_display()}: {grouped(rate.fee)} ₫" for rate in method.rates.all()) or "–"

    @display(description=gettext_lazy("delivery rates"))
    def rate_table(self, method: DeliveryMethod) -> SafeString:
        rows = [
            (
                one.get_zone_display(),
                grouped(one.fee),
                grouped(one.up_to_grams),
                grouped(one.step_fee),
                one.step_grams,
            )
            for one in method.rates.all()
        ]
        return table((_("zone"), *map(str, OF_RATE.values())), rows)

    @action(description=gettext_lazy("Add a way"), url_path="add-way", permissions=["keep"], icon="add")
    def add_way(self, request: HttpRequest) -> HttpResponse:
        do = partial(save_delivery_method, actor=viewer(request), seller_id=None, method_id=None)
        title, done = _("Add a way"), _("Shops without their own have it now.")
        return deed_page(self, request, None, title=title, form_class=TermsForm, do=do, done=done)

    @action(description=gettext_lazy("Change the terms"), url_path="terms", permissions=["keep"], icon="edit")
    def change_terms(self, request: HttpRequest, object_id: str) -> HttpResponse:
        method = self.row(request, object_id)
        do = partial(save_delivery_method, actor=viewer(request), seller_id=None, method_id=method.pk)
        title, done = _("Change the terms"), _("The new terms count for orders from now on.")
        known = _initial(method)
        return deed_page(self, request, method, title=title, form_class=TermsForm, do=do, done=done, initial=known)

    @action(description=gettext_lazy("Stop"), url_path="stop", permissions=["keep"], icon="block")
    def stop(self, request: HttpRequest, object_id: str) -> HttpResponse:
        method = self.row(request, object_id)
        do = partial(stop_delivery_method, actor=viewer(request), seller_id=None, method_id=method.pk)
        title, done = _("Stop"), _("It is not offered any more.")
        return deed_page(self, request, method, title=title, form_class=ConfirmForm, do=do, done=done)


def _initial(method: DeliveryMethod) -> dict[str, Any]:
    known = {name: getattr(method, name) for name in ("kind", "name_vi", "name_en", "carrier", *NUMBERS)}
    for rate in method.rates.all():
        known |= {f"{rate.zone}_{name}": getattr(rate, name) for name in OF_RATE}
    return known
