from django.contrib import admin
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from marketplace.admin.office import OfficeAdmin
from marketplace.admin.tables import table
from orders.models import Shipment


@admin.register(Shipment)
class ShipmentAdmin(OfficeAdmin):
    """Parcels, for whoever looks into what a carrier did. Shops and carriers move them."""

    place = "seller_order__seller__place"
    list_display = ("number", "carrier_name", "tracking_number", "status", "next_attempt_at", "changed_at")
    list_filter = (("status", ChoicesDropdownFilter), ("carrier", ChoicesDropdownFilter))
    search_fields = ("number", "tracking_number")
    ordering = ("-pk",)
    fields = (
        *("number", "carrier_name", "tracking_number", "status", "grams", "to_collect", "fee", "is_unwanted"),
        *("attempts", "next_attempt_at", "error", "created_at", "event_table"),
    )
    readonly_fields = ("event_table",)

    @display(description=gettext_lazy("events of parcels"))
    def event_table(self, shipment: Shipment) -> SafeString:
        rows = [
            (
                date_format(localtime(one.happened_at), "SHORT_DATETIME_FORMAT"),
                one.get_status_display(),
                one.said,
                one.reason,
            )
            for one in shipment.events.order_by("-happened_at", "-pk")
        ]
        return table((_("when"), _("status"), _("what the carrier said"), _("reason")), rows)
