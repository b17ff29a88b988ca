from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import action, display

from catalog.admin.filters import IsCertified, UsedGroup
from catalog.admin.forms import CertificateForm, ConfirmForm, PictureForm
from catalog.commands.add_product_media import add_product_media
from catalog.commands.issue_certificate import issue_certificate
from catalog.commands.pause_product import pause_product
from catalog.commands.publish_product import publish_product
from catalog.commands.statuses import STEPS
from catalog.models import Certificate, Media, Product, Variant
from marketplace.admin.filters import WithinPlace
from marketplace.admin.office import OfficeAdmin, deed_page, needs, viewer
from marketplace.admin.tables import facts, grouped, table
from marketplace.clock import today
from marketplace.images.links import image_url

COLOURS = {"PUBLISHED": "success", "IN_REVIEW": "info", "PAUSED": "warning", "TAKEN_DOWN": "danger"}
FACTS = ("name", "slug", "seller", "group", "place", "status_name", "published_at", "updated_at", "is_illustrative")
LABEL = (
    *("responsible_party", "responsible_address", "origin", "net_quantity", "ingredients"),
    *("usage", "storage", "warnings", "shelf_life_days", "declaration_number"),
)


@admin.register(Product)
class ProductAdmin(OfficeAdmin):
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
    actions_detail = ("publish", "pause", "certify", "add_picture")
    has_publish_permission = needs("catalog.change_product")
    has_certify_permission = needs("catalog.add_certificate")
    has_illustrate_permission = needs("catalog.add_media")

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

    def pointless_deeds(self, row: Product) -> set[str]:
        return {name for name in ("publish", "pause") if row.status not in STEPS[name].before}

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

    @action(description=gettext_lazy("Publish"), url_path="publish", permissions=["publish"], icon="check")
    def publish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        product = self.row(request, object_id)
        do = partial(publish_product, actor=viewer(request), product_id=product.pk)
        return deed_page(
            self, request, product, title=_("Publish"), form_class=ConfirmForm, do=do, done=_("It is on sale.")
        )

    @action(description=gettext_lazy("Pause"), url_path="pause", permissions=["publish"], icon="pause")
    def pause(self, request: HttpRequest, object_id: str) -> HttpResponse:
        product = self.row(request, object_id)
        do = partial(pause_product, actor=viewer(request), product_id=product.pk)
        return deed_page(
            self, request, product, title=_("Pause"), form_class=ConfirmForm, do=do, done=_("It is off the shelves.")
        )

    @action(
        description=gettext_lazy("Issue a certificate"),
        url_path="certify",
        permissions=["certify"],
        icon="workspace_premium",
    )
    def certify(self, request: HttpRequest, object_id: str) -> HttpResponse:
        product = self.row(request, object_id)
        do = partial(issue_certificate, actor=viewer(request), product_id=product.pk)
        form_class = partial(CertificateForm, group=product.group)
        title = _("Issue a certificate")
        done = _("The certificate is registered.")
        return deed_page(self, request, product, title=title, form_class=form_class, do=do, done=done)

    @action(
        description=gettext_lazy("Add a picture"),
        url_path="picture",
        permissions=["illustrate"],
        icon="add_photo_alternate",
    )
    def add_picture(self, request: HttpRequest, object_id: str) -> HttpResponse:
        product = self.row(request, object_id)

        def do(*, file: Any, alt: str) -> object:
            return add_product_media(actor=viewer(request), product_id=product.pk, content=file, alt=alt)

        title, done = _("Add a picture"), _("The picture is there.")
        return deed_page(self, request, product, title=title, form_class=PictureForm, do=do, done=done)


def _in_stock(variant: Variant) -> str:
    stock = getattr(variant, "stock", None)
    return "–" if stock is None else grouped(stock.on_hand)


def _yes(flag: bool) -> str:
    return _("yes") if flag else _("no")


def _link(certificate: Certificate) -> SafeString:
    address = reverse("admin:catalog_certificate_change", args=[certificate.pk])
    return format_html('<a class="text-primary-600 underline" href="{}">{}</a>', address, certificate.number)
