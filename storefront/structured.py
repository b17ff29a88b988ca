"""Facts about a product for search engines (schema.org, as JSON-LD)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

IN_STOCK = "https://schema.org/InStock"
OUT_OF_STOCK = "https://schema.org/OutOfStock"


def product_facts(product: Mapping[str, Any], absolute: Callable[[str], str]) -> dict[str, Any]:
    """`absolute` makes a whole address of a path. Only what the page itself shows goes in."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product["name"],
        "description": product["summary"] or product["description"],
        "url": absolute(reverse("storefront:product", args=[product["slug"]])),
        "image": [absolute(picture["jpeg"]) for picture in product["large"] if picture["jpeg"]],
        "category": product["group"]["name"],
        "manufacturer": {"@type": "Organization", "name": product["seller"]["legalName"]},
        "offers": [_offer(variant, product, absolute) for variant in product["variants"]],
    }
    if certificate := product["certificate"]:
        facts["hasCertification"] = _certification(certificate, absolute)
    if product["rating"]["count"]:
        facts["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": product["rating"]["average"],
            "reviewCount": product["rating"]["count"],
            "bestRating": 5,
            "worstRating": 1,
        }
    if reviews := product["reviews"]["nodes"]:
        facts["review"] = [_review(review) for review in reviews]
    return facts


def _offer(variant: Mapping[str, Any], product: Mapping[str, Any], absolute: Callable[[str], str]) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "name": variant["name"],
        "sku": variant["sku"],
        "price": variant["price"]["amount"],
        "priceCurrency": "VND",
        "availability": IN_STOCK if variant["quantityAvailable"] > 0 else OUT_OF_STOCK,
        "url": absolute(reverse("storefront:product", args=[product["slug"]])),
        "seller": {"@type": "Organization", "name": product["seller"]["legalName"]},
    }


def _review(review: Mapping[str, Any]) -> dict[str, Any]:
    facts = {
        "@type": "Review",
        "author": {"@type": "Person", "name": review["authorName"]},
        "datePublished": review["postedAt"][:10],
        "reviewRating": {"@type": "Rating", "ratingValue": review["stars"], "bestRating": 5, "worstRating": 1},
    }
    return {**facts, "reviewBody": review["text"]} if review["text"] else facts


def _certification(certificate: Mapping[str, Any], absolute: Callable[[str], str]) -> dict[str, Any]:
    return {
        "@type": "Certification",
        "name": _("OCOP certificate"),
        "certificationIdentification": certificate["number"],
        "issuedBy": {"@type": "Organization", "name": certificate["issuedBy"]},
        "validFrom": certificate["issuedOn"],
        "expires": certificate["expiresOn"],
        "certificationRating": {"@type": "Rating", "ratingValue": certificate["stars"], "bestRating": 5},
        "url": absolute(reverse("storefront:certificate", args=[certificate["number"]])),
    }
