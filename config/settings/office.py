"""The officers' pages under /admin/: their name, colours and navigation."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def _item(title: Any, icon: str, model: str, permission: str = "") -> dict[str, Any]:
    app, name = model.split(".")
    wanted = permission or f"{app}.view_{name}"
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{app}_{name}_changelist"),
        "permission": lambda request: request.user.has_perm(wanted),
    }


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("OCOP office"),
    "SITE_HEADER": _("OCOP office"),
    "SITE_SUBHEADER": _("for programme officers"),
    "SITE_URL": "/",
    "SITE_ICON": lambda request: static("storefront/art/icon.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("storefront/art/icon.svg")}
    ],
    "STYLES": [lambda request: static("office/office.css")],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "LOGIN": {"form": "marketplace.office.OfficeSignInForm"},
    "DASHBOARD_CALLBACK": "catalog.admin.dashboard.figures",
    # The shop's green, from its style sheet.
    "COLORS": {
        "primary": {
            "50": "#eef7f1",
            "100": "#d6ebdd",
            "200": "#b0d8be",
            "300": "#7fbd96",
            "400": "#4d9b6d",
            "500": "#2f7f52",
            "600": "#1f6440",
            "700": "#185034",
            "800": "#15402b",
            "900": "#113524",
            "950": "#081d14",
        },
    },
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {
                "title": _("Programme"),
                "items": [
                    _item(_("Products"), "inventory_2", "catalog.product"),
                    _item(_("Certificate registry"), "workspace_premium", "catalog.certificate"),
                    _item(_("Sellers"), "storefront", "sellers.seller"),
                ],
            },
            {
                "title": _("Money"),
                "collapsible": True,
                "items": [
                    _item(_("Ledger"), "account_balance", "orders.ledgertransaction", "orders.change_payment"),
                    _item(_("Payouts"), "payments", "orders.payout", "orders.change_payment"),
                    _item(_("Commission"), "percent", "orders.commissionrule", "orders.change_payment"),
                    _item(_("Tax rates"), "receipt_long", "orders.taxrate", "orders.change_payment"),
                ],
            },
            {
                "title": _("Reference"),
                "collapsible": True,
                "items": [
                    _item(_("Product groups"), "category", "catalog.productgroup"),
                    _item(_("Editions of the groups"), "history_edu", "catalog.taxonomy"),
                    _item(_("Places"), "map", "marketplace.place"),
                    _item(_("Ways of delivery"), "local_shipping", "orders.deliverymethod"),
                    _item(_("Images"), "image", "marketplace.image"),
                ],
            },
            {
                "title": _("Records"),
                "collapsible": True,
                "items": [
                    _item(_("Parcels"), "package_2", "orders.shipment"),
                    _item(_("Audit trail"), "fact_check", "marketplace.auditentry"),
                    _item(_("Events"), "outbox", "marketplace.outboxevent"),
                    _item(_("Officers' posts"), "badge", "marketplace.post"),
                    _item(_("Accounts"), "group", "marketplace.user"),
                ],
            },
        ],
    },
}
