from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import display

from catalog.admin.filters import IsCertified, UsedGroup
from catalog.admin.product_deeds import ProductDeeds
from catalog.models import Certificate, Media, Product, Variant
from marketplace.admin.filters import WithinPlace
from marketplace.admin.tables import facts, grouped, table
from marketplace.clock import today
from marketplace.images.links import image_url

COLOURS = {"PUBLISHED": "success", "IN_REVIEW": "info", "PAUSED": "warning", "TAKEN_DOWN": "danger"}
FACTS = (
    *("name", "slug", "seller", "group", "place", "status_name", "status_reason"),
    *("published_at", "updated_at", "is_illustrative"),
)
LABEL = (
    *("responsible_party", "responsible_address", "origin", "net_quantity", "ingredients"),
    *("usage", "storage", "warnings", "shelf_life_days", "declaration_number"),
)


@admin.register(Product)
class ProductAdmin(ProductDeeds):
    """Products of the officer's place: to look at, to put on sale or take off, to illustrate and to certify."""

    place = "seller__place"
    folded_search = "name"
    list_display = ("name", "shown_status", "shown_stars", "seller", "group", "place", "updated_at")
    list_filter = (
        ("status", ChoicesDropdownFilter),
        IsCertified,
        ("group", UsedGroup),
        ("place", WithinPlace),
        ("seller", AutocompleteSelectFilter),
    )
    list_filter_submit = True
    list_select_related = ("seller", "group", "place", "listing")
    search_fields = ("name", "slug", "seller__name")
    ordering = ("-updated_at", "-pk")
    fieldsets = (
        (None, {"fields": FACTS}),
        (gettext_lazy("what stands with it"), {"fields": ("pictures", "variant_table", "certificate_table")}),
        (gettext_lazy("label"), {"fields": ("label_table",)}),
        (gettext_lazy("texts"), {"fields": ("summary", "description", "story")}),
    )
    readonly_fields = ("status_name", "pictures", "variant_table", "certificate_table", "label_table")

    def reach(self, request: HttpRequest) -> Q:
        """Without the drafts of sellers who have not handed their application in yet: those are their own."""
        private = Q(seller__application__isnull=False, seller__application__submitted_at__isnull=True)
        return super().reach(request) & ~private

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        products: QuerySet[Product] = super().get_queryset(request)
        if request.resolver_match is not None and request.resolver_match.kwargs.get("object_id"):
            variants = Variant.objects.select_related("stock")
            pictures = Media.objects.select_related("image")
            certificates = Certificate.objects.order_by("-issued_on", "-pk")
            return products.select_related("seller", "group", "place", "label").prefetch_related(
                Prefetch("variants", variants), Prefetch("media", pictures), Prefetch("certificates", certificates)
            )
        return products

    @display(description=gettext_lazy("status"), label=COLOURS, ordering="status")
    def shown_status(self, product: Product) -> tuple[str, str]:
        return product.status, product.get_status_display()

    @display(description=gettext_lazy("status"))
    def status_name(self, product: Product) -> str:
        return product.get_status_display()

    @display(description=gettext_lazy("stars today"))
    def shown_stars(self, product: Product) -> str:
        listing = getattr(product, "listing", None)
        if listing is None or listing.certified_until is None or listing.certified_until < today():
            return "–"
        return "★" * int(listing.stars)

    @display(description=gettext_lazy("pictures"))
    def pictures(self, product: Product) -> SafeString:
        shown = [(image_url(m.image.digest, m.image.renditions, width=160), m.alt) for m in product.media.all()]
        return format_html_join(" ", '<img src="{}" alt="{}" width="120" class="inline rounded-default">', shown)

    @display(description=gettext_lazy("variants"))
    def variant_table(self, product: Product) -> SafeString:
        rows = [
            (variant.sku, variant.name, f"{grouped(variant.price)} ₫", _in_stock(variant), _yes(variant.is_active))
            for variant in product.variants.all()
        ]
        return table((_("SKU"), _("name"), _("price (VND)"), _("on hand"), _("on sale")), rows)

    @display(description=gettext_lazy("certificates"))
    def certificate_table(self, product: Product) -> SafeString:
        rows = [
            (_link(c), "★" * c.stars, date_format(c.issued_on), date_format(c.expires_on), c.status_on(today()).label)
            for c in product.certificates.all()
        ]
        return table((_("number"), _("stars"), _("issued on"), _("last day in force"), _("state today")), rows)

    @display(description=gettext_lazy("label"))
    def label_table(self, product: Product) -> SafeString | str:
        label = getattr(product, "label", None)
        if label is None:
            return "–"
        names = {name: str(label._meta.get_field(name).verbose_name) for name in LABEL}
        return facts((capfirst(names[name]), getattr(label, name) or "–") for name in LABEL)


def _in_stock(variant: Variant) -> str:
    stock = getattr(variant, "stock", None)
    return "–" if stock is None else grouped(stock.on_hand)


def _yes(flag: bool) -> str:
    return _("yes") if flag else _("no")


def _link(certificate: Certificate) -> SafeString:
    address = reverse("admin:catalog_certificate_change", args=[certificate.pk])
    return format_html('<a class="text-primary-600 underline" href="{}">{}</a>', address, certificate.number)
