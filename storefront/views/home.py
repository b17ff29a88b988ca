from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from storefront.answers import answer
from storefront.groups import leaves, with_goods
from storefront.pages import page

IN_THE_STALL = 3
GOODS_SHOWN = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    data = answer(request, "home")
    groups = with_goods(data["productGroups"])
    best = data["best"]["nodes"]
    stall = of_different_groups(best, IN_THE_STALL)
    others = [product for product in best if product not in stall][:GOODS_SHOWN]
    return page(request, "home.html", {**data, "stall": stall, "others": others, "kinds": leaves(groups)})


def of_different_groups(products: Sequence[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """The first of each group, filled up with whatever comes next: a stall of three bags of rice invites nobody."""
    first_of = {product["group"]["id"]: product for product in reversed(products)}
    ordered = sorted(products, key=lambda product: product is not first_of[product["group"]["id"]])
    return ordered[:count]
