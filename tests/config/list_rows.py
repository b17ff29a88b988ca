"""How to reach each list field of the schema, and how to vary its length."""

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


FIXED = {
    *("Query.banks", "Query.ledgerBalances", "User.mailPreferences"),
    *("Cart.paymentMethods", "Query.banks", "User.mailPreferences"),
    *("Query.banks", "LivestreamRules.lines", "Query.ledgerBalances", "User.mailPreferences"),
    *("Query.deliveryMethods", "DeliveryMethod.rates"),
    *("Query.banks", "User.mailPreferences"),
    *("ProductSearchConnection.appliedFilters", "ProductSearchConnection.facets"),
}


def of_search(fields):
    """Of most of the shop, with a limit that the query itself has."""
    source = f'query ($size: Int) {{ searchProducts(query: "đặc sản dưới 900k", first: $size) {{ {fields} }} }}'
    path = ".".join(re.findall(r"[a-zA-Z]+", fields.replace("%s", "")))
    return Row(source, f"searchProducts.{path}")


ROWS = {
    "Query.livestreams": Row("query ($size: Int) { livestreams(first: $size) { %s } }", "livestreams.nodes"),
    "Query.livestreamComplaints": Row(
        "query ($size: Int) { livestreamComplaints(first: $size) { %s } }", "livestreamComplaints.nodes"
    ),
    "User.livestreams": Row("query ($size: Int) { me { livestreams(first: $size) { %s } } }", "me.livestreams.nodes"),
    "LivestreamRules.lines": Row("{ livestreamRules { lines %s } }", "livestreamRules.lines", SAME),
    "Livestream.sellers": of_livestreams("sellers { %s }", "sellers"),
    "Livestream.participants": of_livestreams("participants { %s }", "participants"),
    "Livestream.hosts": of_livestreams("hosts { %s }", "hosts"),
    "Livestream.channels": of_livestreams("channels { %s }", "channels"),
    "Livestream.lineup": of_livestreams("lineup { %s }", "lineup"),
    "Livestream.events": of_livestreams("events(after: 1) { %s }", "events"),
    "Livestream.blockers": of_livestreams("blockers { %s }", "blockers"),
    "Livestream.links": of_livestreams("links(first: 2) { %s }", "links.nodes"),
    "LivestreamState.deals": of_livestreams("state { deals { %s } }", "state.deals"),
    "LineupItem.deals": of_livestreams("lineup { deals { %s } }", "lineup.deals"),
    "SalesLink.products": of_livestreams("links(first: 2) { nodes { products { %s } } }", "links.nodes.products"),
    "Query.products": Row("query ($size: Int) { products(first: $size) { %s } }", "products.nodes"),
    "Query.sellers": Row("query ($size: Int) { sellers(first: $size) { %s } }", "sellers.nodes"),
    "Query.productGroups": Row("{ productGroups { %s } }", "productGroups", SAME),
    "Query.places": of_places("%s", "places"),
    "Query.banks": Row("{ banks { %s } }", "banks", SAME),
    "Query.sellerApplications": Row(
        "query ($size: Int) { sellerApplications(first: $size) { %s } }", "sellerApplications.nodes"
    ),
    "Query.sellerRequirements": Row(
        "query ($goods: GoodsKind! = FOOD) { sellerRequirements(legalForm: ENTERPRISE, goods: [$goods]) { %s } }",
        "sellerRequirements",
        ({"goods": "CRAFTS"}, {"goods": "ALCOHOL"}),
    ),
    "SellerAccount.auditEntries": of_accounts("auditEntries(first: 2)", "auditEntries.nodes"),
    "SellerAccount.checklist": of_accounts("checklist"),
    "SellerAccount.goods": of_accounts("goods", ""),
    "SellerAccount.invitations": of_accounts("invitations"),
    "SellerAccount.members": of_accounts("members"),
    "SellerAccount.papers": of_accounts("papers(includeReplaced: true)", "papers"),
    "SellerApplication.steps": Row(
        "query ($size: Int) { sellerApplications(first: $size) { nodes { steps { %s } } } }",
        "sellerApplications.nodes.steps",
    ),
    "User.memberships": Row("query ($size: Int) { me { memberships(first: $size) { %s } } }", "me.memberships.nodes"),
    "Query.auditEntries": Row("query ($size: Int) { auditEntries(first: $size) { %s } }", "auditEntries.nodes"),
    "Place.successors": of_places("successors { %s }", "places.successors"),
    "Query.productReviews": Row("query ($size: Int) { productReviews(first: $size) { %s } }", "productReviews.nodes"),
    "Query.sellerProducts": of_managed("%s"),
    "Query.stockMovements": of_variant("stockMovements"),
    "Query.priceChanges": of_variant("priceChanges"),
    "Query.importJobs": of_imports("%s"),
    "ImportJob.errors": of_imports("nodes { errors { %s } }")._replace(path="importJobs.nodes.errors"),
    "ImportJob.ignoredColumns": of_imports("nodes { ignoredColumns %s }")._replace(
        path="importJobs.nodes.ignoredColumns"
    ),
    "ManagedProduct.attributes": within_managed("attributes"),
    "ManagedProduct.media": within_managed("media"),
    "ManagedProduct.variants": within_managed("variants"),
    "Product.attributes": of_products("attributes"),
    "Product.certificates": of_products("certificates"),
    "Product.media": of_products("media"),
    "Product.variants": of_products("variants"),
    "ProductGroup.children": Row(
        "query ($size: Int) { products(first: $size) { nodes { group { parent { children { %s } } } } } }",
        "products.nodes.group.parent.children",
    ),
    "ProgrammeStatistics.producersByLegalForm": of_statistics("producersByLegalForm"),
    "ProgrammeStatistics.productsByGroup": of_statistics("productsByGroup"),
    "ProgrammeStatistics.productsByPlace": of_statistics("productsByPlace"),
    "ProgrammeStatistics.productsByStars": of_statistics("productsByStars"),
    "Query.searchProducts": of_search("%s")._replace(path="searchProducts.nodes"),
    "ProductSearchConnection.appliedFilters": of_search("appliedFilters { %s }"),
    "ProductSearchConnection.facets": of_search("facets { %s }"),
    "SearchHighlight.name": of_search("edges { highlight { name { %s } } }"),
    "SearchHighlight.text": of_search("edges { highlight { text { %s } } }"),
    "Facet.values": of_search("facets { values { %s } }"),
    "Query.recommendedProducts": Row(
        "query ($size: Int) { recommendedProducts(for: HOME, first: $size) { %s } }",
        "recommendedProducts",
        ({"size": 10}, {"size": 24}),
    ),
    "Query.searchInsights": Row(
        "query ($size: Int) { searchInsights(first: $size) { %s } }", "searchInsights", ({"size": 10}, {"size": 60})
    ),
    "SellerAccount.searches": of_accounts("searches(first: $size)", "searches"),
    "Product.related": of_products("related"),
    "Query.searchSuggestions": Row(
        'query ($size: Int) { searchSuggestions(query: "banh", first: $size) { %s } }',
        "searchSuggestions",
        ({"size": 10}, {"size": 20}),
    ),
    "Seller.products": Row(
        "query ($size: Int) { sellers(first: $size) { nodes { products(first: $size) { %s } } } }",
        "sellers.nodes.products.nodes",
    ),
    "Cart.paymentMethods": of_cart("paymentMethods %s", "paymentMethods"),
    "Cart.shops": of_cart("shops { %s }", "shops"),
    "CartShop.lines": of_cart("shops { lines { %s } }", "shops.lines"),
    "CartShop.deliveries": of_cart("shops { deliveries { %s } }", "shops.deliveries"),
    "User.orders": Row("query ($size: Int) { me { orders(first: $size) { %s } } }", "me.orders.nodes"),
    "Product.reviews": Row(
        "query ($size: Int) { products(first: 1, sort: NAME) { nodes { reviews(first: $size) { %s } } } }",
        "products.nodes.reviews.nodes",
    ),
    "User.wishlist": Row("query ($size: Int) { me { wishlist(first: $size) { %s } } }", "me.wishlist.nodes"),
    "User.following": Row("query ($size: Int) { me { following(first: $size) { %s } } }", "me.following.nodes"),
    "Product.reviewBreakdown": of_products("reviewBreakdown"),
    "Review.photos": Row(
        "query ($size: Int) { products(first: 1, sort: NAME) { nodes {"
        " reviews(first: $size) { nodes { photos { %s } } } } } }",
        "products.nodes.reviews.nodes.photos",
    ),
    "SellerOrder.reviews": of_orders("parts { reviews { %s } }", "nodes.parts.reviews"),
    "SellerAccount.reviews": Row(
        "query ($seller: ID!, $size: Int) { sellerAccount(seller: $seller) { reviews(first: $size) { %s } } }",
        "sellerAccount.reviews.nodes",
        tuple({"seller": "a seller", **size} for size in SIZES),
    ),
    "Query.reportedReviews": Row(
        "query ($size: Int) { reportedReviews(first: $size) { %s } }", "reportedReviews.nodes"
    ),
    "Query.hiddenReviews": Row("query ($size: Int) { hiddenReviews(first: $size) { %s } }", "hiddenReviews.nodes"),
    "ReportedReview.reports": Row(
        "query ($size: Int) { reportedReviews(first: $size) { nodes { reports { %s } } } }",
        "reportedReviews.nodes.reports",
    ),
    "Order.parts": of_orders("parts { %s }", "nodes.parts"),
    "SellerOrder.shipments": of_orders("parts { shipments { %s } }", "nodes.parts.shipments"),
    "Shipment.events": of_orders("parts { shipments { events { %s } } }", "nodes.parts.shipments.events"),
    "SellerOrder.returns": of_orders("parts { returns { %s } }", "nodes.parts.returns"),
    "Return.lines": of_orders("parts { returns { lines { %s } } }", "nodes.parts.returns.lines"),
    "Return.photos": of_orders("parts { returns { photos { %s } } }", "nodes.parts.returns.photos"),
    "Query.returns": Row("query ($size: Int) { returns(first: $size) { %s } }", "returns.nodes"),
    "SellerAccount.returns": Row(
        "query ($seller: ID!, $size: Int) { sellerAccount(seller: $seller) { returns(first: $size) { %s } } }",
        "sellerAccount.returns.nodes",
        tuple({"seller": "a seller", **size} for size in SIZES),
    ),
    "SellerOrder.lines": of_orders("parts { lines { %s } }", "nodes.parts.lines"),
    "Query.deliveryMethods": Row("{ deliveryMethods { %s } }", "deliveryMethods", SAME),
    "DeliveryMethod.rates": Row("{ deliveryMethods { rates { %s } } }", "deliveryMethods.rates", SAME),
    "SellerAccount.deliveryMethods": of_accounts("deliveryMethods"),
    "SellerAccount.orders": Row(
        "query ($seller: ID!, $size: Int) { sellerAccount(seller: $seller) { orders(first: $size) { %s } } }",
        "sellerAccount.orders.nodes",
        tuple({"seller": "a seller", **size} for size in SIZES),
    ),
    "Order.vouchers": of_orders("vouchers { %s }", "nodes.vouchers"),
    "CartQuote.shops": of_cart('quote(paymentMethod: COD, vouchers: ["MANY0"]) { shops { %s } }', "quote.shops"),
    "CartQuote.vouchers": Row(
        "query ($codes: [String!] = []) { cart { quote(paymentMethod: COD, vouchers: $codes) { vouchers { %s } } } }",
        "cart.quote.vouchers",
        ({"codes": ["MANY0"]}, {"codes": [f"MANY{number}" for number in range(12)]}),
    ),
    "Query.openVouchers": Row("query ($size: Int) { openVouchers(first: $size) { %s } }", "openVouchers.nodes"),
    "Query.platformVouchers": Row(
        "query ($size: Int) { platformVouchers(first: $size) { %s } }", "platformVouchers.nodes"
    ),
    "Query.voucherBudgets": Row("query ($size: Int) { voucherBudgets(first: $size) { %s } }", "voucherBudgets.nodes"),
    "ManagedVoucher.groups": of_vouchers("groups"),
    "ManagedVoucher.products": of_vouchers("products"),
    "ManagedVoucher.sellers": of_vouchers("sellers"),
    "Seller.vouchers": Row(
        "query ($size: Int) { sellers(first: $size) { nodes { vouchers(first: $size) { %s } } } }",
        "sellers.nodes.vouchers.nodes",
    ),
    "SellerAccount.vouchers": Row(
        "query ($seller: ID!, $size: Int) { sellerAccount(seller: $seller) { vouchers(first: $size) { %s } } }",
        "sellerAccount.vouchers.nodes",
        tuple({"seller": "a seller", **size} for size in SIZES),
    ),
    "Query.bankTransfers": Row("query ($size: Int) { bankTransfers(first: $size) { %s } }", "bankTransfers.nodes"),
    "Query.ledgerTransactions": of_money("ledgerTransactions"),
    "LedgerTransaction.entries": of_money("ledgerTransactions", "entries"),
    "Query.ledgerBalances": Row("{ ledgerBalances { %s } }", "ledgerBalances", SAME),
    "Query.payouts": of_money("payouts"),
    "Payout.lines": of_money("payouts", "lines", "nodes"),
    "Query.payoutBatches": of_money("payoutBatches"),
    "PayoutBatch.payouts": of_money("payoutBatches", "payouts", "nodes"),
    "Query.commissionRules": of_money("commissionRules"),
    "Query.taxRates": of_money("taxRates"),
    "SellerAccount.payouts": Row(
        "query ($seller: ID!, $size: Int) { sellerAccount(seller: $seller) { payouts(first: $size) { %s } } }",
        "sellerAccount.payouts.nodes",
        tuple({"seller": "a seller", **size} for size in SIZES),
    ),
    "Query.codRemittances": Row("query ($size: Int) { codRemittances(first: $size) { %s } }", "codRemittances.nodes"),
    "Query.refunds": Row("query ($size: Int) { refunds(first: $size) { %s } }", "refunds.nodes"),
    "User.mailPreferences": Row("{ me { mailPreferences { %s } } }", "me.mailPreferences", SAME),
    "User.notifications": Row(
        "query ($size: Int) { me { notifications(first: $size) { %s } } }", "me.notifications.nodes"
    ),
    "User.posts": Row("{ me { posts { %s } } }", "me.posts", SAME),
    "User.sessions": Row("query ($size: Int) { me { sessions(first: $size) { %s } } }", "me.sessions.nodes"),
}
