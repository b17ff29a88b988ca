"""What Facebook, Zalo and their like show of a link: a title, a picture, the price of the moment and a badge."""

from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from catalog.models import Listing, Variant
from livestreams.addresses import link_path, site_address
from livestreams.deals import live_prices
from livestreams.models import Livestream
from livestreams.states import HIDDEN
from marketplace.clock import today
from marketplace.images.links import rendition_for
from marketplace.models import Image

WIDTH = 1200  # px, as the platforms ask for


class Shown(NamedTuple):
    title: str
    text: str
    picture: Image | None
    price: int | None = None


def preview(request: HttpRequest, livestream_id: int, product_id: int | None, code: str) -> HttpResponse:
    """404's body is of no use to who shares a link: of a hidden session the product alone is shown."""
    now = timezone.now()
    livestream = Livestream.objects.select_related("cover").get(pk=livestream_id)
    shown = _of_product(livestream, product_id, now) if product_id is not None else _of_session(livestream)
    address = site_address(link_path(code), request)
    properties = [
        ("og:type", "product" if shown.price is not None else "video.other"),
        ("og:title", shown.title),
        ("og:description", shown.text),
        ("og:url", address),
        *_picture(shown.picture, request),
        *([] if shown.price is None else [("product:price:amount", shown.price), ("product:price:currency", "VND")]),
    ]
    tags = format_html_join("\n", '<meta property="{}" content="{}">', properties)
    page = format_html(
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{}</title>\n{}\n</head>'
        '<body><p><a href="{}">{}</a></p></body></html>',
        shown.title,
        tags,
        address,
        shown.title,
    )
    return HttpResponse(page, headers={"Cache-Control": "no-store", "Vary": "User-Agent"})


def _of_session(livestream: Livestream) -> Shown:
    if livestream.status in HIDDEN:
        return Shown(_("Livestream"), _("This livestream is not shown any more."), None)
    badge = _("LIVE NOW: %(title)s") if livestream.is_live else "%(title)s"
    return Shown(badge % {"title": livestream.title_vi}, livestream.about[:200], livestream.cover)


def _of_product(livestream: Livestream, product_id: int, now: datetime) -> Shown:
    listing = Listing.objects.select_related("product", "thumbnail__image").get(pk=product_id)
    variants = Variant.objects.filter(product=product_id, is_active=True).values_list("pk", flat=True)
    offers = [offer.price for offer in live_prices(list(variants), now).values()]
    price = min([listing.price_min, *offers])
    parts = [f"{price:,} đ".replace(",", ".")]
    if listing.certified_until is not None and listing.certified_until >= today(now):
        parts.append(_("OCOP, %(stars)d stars") % {"stars": listing.stars})
    if offers:
        parts.append(_("live price"))
    elif livestream.is_live:
        parts.append(_("live now"))
    picture = listing.thumbnail.image if listing.thumbnail is not None else None
    return Shown(listing.product.name, " · ".join(parts), picture, price)


def _picture(image: Image | None, request: HttpRequest) -> list[tuple[str, str | int]]:
    if image is None:
        return []
    found = rendition_for(
        digest=image.digest,
        image_width=image.width,
        image_height=image.height,
        renditions=image.renditions,
        width=WIDTH,
        format="jpeg",
    )
    if found is None:
        return []
    address = site_address(found.url, request)
    return [("og:image", address), ("og:image:width", found.width), ("og:image:height", found.height)]
