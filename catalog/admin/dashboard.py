"""What an officer wants to know first: which certificates of the place end soon, and how things stand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from catalog.admin.filters import EXPIRING, in_state
from catalog.models import Certificate, CertificateStatus, Product, ProductStatus
from marketplace.admin.office import viewer
from marketplace.admin.tables import table
from marketplace.clock import today
from marketplace.commands.authority import jurisdiction
from marketplace.models import User
from sellers.models import Seller, SellerStatus

SHOWN = 10


def figures(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold's DASHBOARD_CALLBACK."""
    officer = viewer(request)
    certificates = Certificate.objects.filter(jurisdiction(officer, place="product__seller__place"))
    ending = certificates.filter(in_state(EXPIRING)).select_related("product").order_by("expires_on", "pk")
    day = today()
    return {
        **context,
        "counts": _counts(officer, certificates.filter(in_state(CertificateStatus.IN_FORCE)).count()),
        "ending": _ending(ending[:SHOWN], day),
        "all_ending": f"{reverse('admin:catalog_certificate_changelist')}?state={EXPIRING}",
    }


def _counts(officer: User, in_force: int) -> list[dict[str, Any]]:
    products = Product.objects.filter(jurisdiction(officer, place="seller__place"))
    listed = reverse("admin:catalog_product_changelist")
    sellers = Seller.objects.filter(jurisdiction(officer), Q(status=SellerStatus.ACTIVE))
    return [
        {"key": "sellers", "count": sellers.count(), "link": reverse("admin:sellers_seller_changelist")},
        {
            "key": "products",
            "count": products.filter(status=ProductStatus.PUBLISHED).count(),
            "link": f"{listed}?status__exact={ProductStatus.PUBLISHED}",
        },
        {
            "key": "certificates",
            "count": in_force,
            "link": f"{reverse('admin:catalog_certificate_changelist')}?state={CertificateStatus.IN_FORCE}",
        },
        {
            "key": "reviews",
            "count": products.filter(status=ProductStatus.IN_REVIEW).count(),
            "link": f"{listed}?status__exact={ProductStatus.IN_REVIEW}",
        },
    ]


def _ending(certificates: Iterable[Certificate], day: date) -> SafeString | None:
    rows = [
        (
            format_html('<a class="text-primary-600 underline" href="{}">{}</a>', _page(found), found.number),
            found.product.name,
            "★" * found.stars,
            date_format(found.expires_on),
            (found.expires_on - day).days,
        )
        for found in certificates
    ]
    headers = (_("number"), _("product"), _("stars"), _("last day in force"), _("days left"))
    return table(headers, rows) if rows else None


def _page(certificate: Certificate) -> str:
    return reverse("admin:catalog_certificate_change", args=[certificate.pk])
