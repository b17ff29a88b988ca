"""A seller who does one thing after the other, within the shop's code, and a shopper who looks on over HTTP."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from benchmarks.client import ask
from benchmarks.figures import percentile
from benchmarks.requests import posted
from benchmarks.search.freshness import PORT, ROUNDS
from catalog.commands.adjust_stock import Adjustment, adjust_stock
from catalog.commands.pause_product import pause_product
from catalog.commands.publish_product import publish_product
from catalog.commands.set_prices import set_prices
from catalog.demo.logins import SHOP
from catalog.models import Product, ProductStatus, StockReason, Variant
from marketplace.models import User

EACH = 0.005  # s between two looks
PATIENCE = 20.0  # s
DEEDS = ("repriced", "sold out", "to be had again", "taken down", "published")


def busy() -> dict[str, dict[str, float]]:
    """By deed, in ms from its commit to the first right answer over HTTP."""
    port = int(os.environ[PORT])
    taken: dict[str, list[float]] = {deed: [] for deed in DEEDS}
    for number in range(ROUNDS + 1):
        for deed, milliseconds in _round(port, number):
            if number:  # the first round warms everything up
                taken[deed].append(milliseconds)
    return {
        deed: {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95), "longest": max(times)}
        for deed, times in taken.items()
    }


def _round(port: int, number: int) -> Iterator[tuple[str, float]]:
    owner = User.objects.get(email="owner@ocop.example")
    products = Product.objects.filter(seller__slug=SHOP, status=ProductStatus.PUBLISHED).order_by("pk")
    product = products[number % products.count()]
    [variant] = Variant.objects.filter(product=product)[:1]
    price = variant.price + 1_000
    rows = [{"variant_id": variant.pk, "price": price, "compare_at_price": None}]
    this = {"price": {"min": price, "max": price}}
    pieces = StockReason.COUNTED
    deeds: dict[str, tuple[Callable[[], object], Mapping[str, Any], bool]] = {
        "repriced": (lambda: set_prices(actor=owner, seller_id=product.seller_id, rows=rows), this, True),
        "sold out": (lambda: _count(owner, variant, 0, pieces), {"isAvailable": True}, False),
        "to be had again": (lambda: _count(owner, variant, 900, pieces), {"isAvailable": True}, True),
        "taken down": (lambda: pause_product(actor=owner, product_id=product.pk), {}, False),
        "published": (lambda: publish_product(actor=owner, product_id=product.pk), {}, True),
    }
    for deed, (do, limits, is_there) in deeds.items():
        query = {"query": product.name, "filter": limits}
        _wait(port, query, product.slug, is_there=not is_there)
        do()
        began = time.perf_counter()
        _wait(port, query, product.slug, is_there=is_there)
        yield deed, (time.perf_counter() - began) * 1000


def _count(owner: User, variant: Variant, pieces: int, reason: StockReason) -> None:
    adjust_stock(actor=owner, adjustment=Adjustment(variant.pk, reason, counted=pieces))


def _wait(port: int, query: Mapping[str, Any], slug: str, *, is_there: bool) -> None:
    deadline = time.perf_counter() + PATIENCE
    request = posted("freshness", {**query})
    while True:
        found = orjson.loads(ask(port, request))["data"]["searchProducts"]["nodes"]
        if (slug in {node["slug"] for node in found}) is is_there:
            return
        if time.perf_counter() > deadline:
            raise TimeoutError(f"{query} is not right after {PATIENCE:.0f} s: {slug} should be there: {is_there}")
        time.sleep(EACH)
