"""Questions that lead to list fields, by where these are."""

import re
from typing import NamedTuple

from tests.marketplace.places import OLD

SIZES = ({"size": 10}, {"size": 100})
SAME = ({}, {})


class Row(NamedTuple):
    """A question with `%s` where all that the field offers goes; the list's place in the answer; how to vary it."""

    source: str
    path: str
    few_and_many: tuple[dict, dict] = SIZES


def of_products(field):
    source = f"query ($size: Int) {{ products(first: $size, sort: NAME) {{ nodes {{ {field} {{ %s }} }} }} }}"
    return Row(source, f"products.nodes.{field}")


def of_statistics(field):
    return Row(f"{{ programmeStatistics {{ {field} {{ %s }} }} }}", f"programmeStatistics.{field}", SAME)


def of_accounts(field, path=None):
    """Within the shops that the viewer works for."""
    inner = f"{field} %s" if path == "" else f"{field} {{ %s }}"
    source = f"query ($size: Int) {{ me {{ memberships(first: $size) {{ nodes {{ account {{ {inner} }} }} }} }} }}"
    return Row(source, f"me.memberships.nodes.account.{path or field}")


def of_cart(fields, path):
    """The viewer's own with one shop, and a guest's with many."""
    source = f"query ($token: String) {{ cart(token: $token) {{ {fields} }} }}"
    return Row(source, f"cart.{path}", ({}, {"token": "a cart"}))


def of_orders(fields, path):
    source = f"query ($size: Int) {{ me {{ orders(first: $size) {{ nodes {{ {fields} }} }} }} }}"
    return Row(source, f"me.orders.{path}")


def of_vouchers(field):
    source = f"query ($size: Int) {{ platformVouchers(first: $size) {{ nodes {{ {field} %s }} }} }}"
    return Row(source, f"platformVouchers.nodes.{field}")


def of_money(list, *below):
    """`below`: a list within each of the list's rows, and where its own rows are."""
    inner = f"{below[0]} {{ %s }}" if below else "%s"
    source = f"query ($size: Int) {{ {list}(first: $size) {{ {f'nodes {{ {inner} }}' if below else inner} }} }}"
    return Row(source, ".".join([list, "nodes", *below]))


def of_livestreams(fields, path):
    source = f"query ($size: Int) {{ livestreams(first: $size) {{ nodes {{ {fields} }} }} }}"
    return Row(source, f"livestreams.nodes.{path}")


def of_places(fields, path):
    return Row(
        f'query ($parent: ID) {{ places(at: "{OLD}", level: COMMUNE, parent: $parent) {{ {fields} }} }}',
        path,
        ({"parent": "a district"}, {}),
    )


def of_managed(field):
    source = f"query ($seller: ID!, $size: Int) {{ sellerProducts(seller: $seller, first: $size) {{ {field} }} }}"
    sizes = tuple({"seller": "a seller", **size} for size in SIZES)
    return Row(source, "sellerProducts.nodes", sizes)


def of_imports(field):
    source = f"query ($seller: ID!, $size: Int) {{ importJobs(seller: $seller, first: $size) {{ {field} }} }}"
    sizes = tuple({"seller": "a seller", **size} for size in SIZES)
    return Row(source, "importJobs.nodes", sizes)


def within_managed(field):
    row = of_managed(f"nodes {{ {field} {{ %s }} }}")
    return row._replace(path=f"{row.path}.{field}")


def of_variant(field):
    source = f"query ($variant: ID!, $size: Int) {{ {field}(variant: $variant, first: $size) {{ %s }} }}"
    return Row(source, f"{field}.nodes", tuple({"variant": "a variant", **size} for size in SIZES))


def of_search(fields):
    """Of most of the shop, with a limit that the query itself has."""
    source = f'query ($size: Int) {{ searchProducts(query: "đặc sản dưới 900k", first: $size) {{ {fields} }} }}'
    path = ".".join(re.findall(r"[a-zA-Z]+", fields.replace("%s", "")))
    return Row(source, f"searchProducts.{path}")
