"""Whom notices about products are told to, and what they say of the product."""

from collections.abc import Collection, Mapping
from typing import Any

from catalog.models import ImportJob, ImportStatus, Product
from marketplace.notices.kinds import Recipients
from marketplace.notices.recipients import officers_of
from sellers.models import Seller
from sellers.recipients import members_of
from sellers.rights import Right


def keepers_with(right: Right) -> Recipients:
    """Of the shop of the event's product."""

    def keepers(event: Any) -> Collection[int]:
        seller_id = Product.objects.filter(pk=event.product_id).values_list("seller", flat=True).first()
        return [] if seller_id is None else members_of(seller_id, right)

    return keepers


def reviewers(event: Any) -> Collection[int]:
    seller = Seller.objects.get(pk=event.seller_id)
    return officers_of(seller.place_id, "catalog.change_product")


def importer(event: Any) -> Collection[int]:
    return [event.actor_id]


def product(event: Any) -> Mapping[str, Any]:
    """A draft may have been deleted before anybody was told."""
    found = Product.objects.filter(pk=event.product_id).values_list("name", "seller__name").first()
    name, seller = found or ("?", "?")
    return {"product": name, "shop": seller}


def spreadsheet(event: Any) -> Mapping[str, Any]:
    return {"file": ImportJob.objects.values_list("file_name", flat=True).get(pk=event.import_id)}


def import_label(status: str) -> str:
    return str(ImportStatus(status).label) if status in ImportStatus.values else status
