"""Reads of the catalogue as shoppers see it: through listings, which exist exactly for what they may see."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from catalog.models import Certificate, Listing, ProductGroup, ProductRating, Taxonomy
from marketplace.keysets import DECIMAL, MOMENT, TEXT, WHOLE, Sort
from marketplace.models import PlaceCover
from marketplace.statements import Slots

Listings = QuerySet[Listing]

SORTS: Mapping[str, Sort[Listing]] = {
    sort.name: sort
    for sort in (
        Sort[Listing]("NEWEST", {"published_at": MOMENT, "pk": WHOLE}, is_descending=True),
        Sort[Listing]("PRICE_ASC", {"price_min": WHOLE, "pk": WHOLE}),
        Sort[Listing]("PRICE_DESC", {"price_min": WHOLE, "pk": WHOLE}, is_descending=True),
        Sort[Listing]("STARS", {"stars": WHOLE, "pk": WHOLE}, is_descending=True),
        Sort[Listing]("RATING", {"rating_average": DECIMAL, "rating_count": WHOLE, "pk": WHOLE}, is_descending=True),
        Sort[Listing]("BEST_SELLING", {"sold_count": WHOLE, "pk": WHOLE}, is_descending=True),
        Sort[Listing]("NAME", {"name_key": TEXT, "pk": WHOLE}),
    )
}


def shown_listings() -> Listings:
    return Listing.objects.all()


def _in_places(listings: Listings, slots: Slots) -> Listings:
    covers = PlaceCover.objects.filter(slots.ids("places").contain("place"))
    return listings.filter(place__in=covers.values("covered"))


def _with_stars(listings: Listings, slots: Slots) -> Listings:
    return _certified(listings, slots).filter(slots.ids("stars").contain("stars"))


def _certified(listings: Listings, slots: Slots) -> Listings:
    # `stars` alone may be a day old: on the morning after its last day a certificate no longer counts.
    return listings.filter(certified_until__gte=slots.day("today"))


def _uncertified(listings: Listings, slots: Slots) -> Listings:
    return listings.filter(Q(certified_until__isnull=True) | Q(certified_until__lt=slots.day("today")))


# What a filter can ask for; several at once must all hold. A price range asks for any variant within it.
CONDITIONS: Mapping[str, Callable[[Listings, Slots], Listings]] = {
    "groups": lambda listings, slots: listings.filter(slots.ids("groups").contain("group")),
    "sellers": lambda listings, slots: listings.filter(slots.ids("sellers").contain("seller")),
    "places": _in_places,
    "stars": _with_stars,
    "price_min": lambda listings, slots: listings.filter(price_max__gte=slots.whole("price_min")),
    "price_max": lambda listings, slots: listings.filter(price_min__lte=slots.whole("price_max")),
    "available": lambda listings, slots: listings.filter(is_available=True),
    "sold_out": lambda listings, slots: listings.filter(is_available=False),
    "certified": _certified,
    "uncertified": _uncertified,
    "id": lambda listings, slots: listings.filter(pk=slots.whole("id")),
    "ids": lambda listings, slots: listings.filter(slots.ids("ids").contain("pk")),
    "slug": lambda listings, slots: listings.filter(product__slug=slots.text("slug")),
}


def current_taxonomy() -> QuerySet[Taxonomy]:
    return Taxonomy.objects.filter(valid_to__isnull=True)


def groups_of_today() -> QuerySet[ProductGroup]:
    return ProductGroup.objects.filter(taxonomy__in=current_taxonomy()).order_by("position", "id")


def taxonomy_on(day: date) -> Taxonomy:
    """The edition in force on that day; the first one also for the days before it, when none was in force."""
    editions = Taxonomy.objects.filter(valid_from__lte=day).order_by("-valid_from")
    return editions.first() or Taxonomy.objects.earliest("valid_from")


def counterparts_in(taxonomy: Taxonomy, group: ProductGroup) -> list[ProductGroup]:
    """What the group is called in that edition: itself, or what the mapping of the editions leads to or from."""
    if group.taxonomy_id == taxonomy.pk:
        return [group]
    mapped = Q(successors=group) | Q(predecessors=group)
    return list(ProductGroup.objects.filter(mapped, taxonomy=taxonomy).distinct())


def unsettled_editions(group: ProductGroup) -> list[Taxonomy]:
    """Those in which not exactly one group is this one's counterpart: there, somebody has to choose."""
    editions = Taxonomy.objects.order_by("-valid_from")
    return [edition for edition in editions if len(counterparts_in(edition, group)) != 1]


# A recursive query may name itself once, so children and successors are two arms of one join.
_GROUPS_BELOW = """
    WITH RECURSIVE below (id) AS (
        SELECT id FROM catalog_productgroup WHERE id = ANY(%s)
        UNION
        SELECT next.id FROM below JOIN (
            SELECT parent_id AS id_above, id FROM catalog_productgroup
            UNION ALL
            SELECT group_id, successor_id FROM catalog_groupmapping
        ) AS next ON next.id_above = below.id
    )
    SELECT id FROM below
"""


def group_ids_below(ids: Collection[int]) -> set[int]:
    """These groups and all below them; for groups of an earlier edition also what became of them."""
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS_BELOW, [list(ids)])
        return {row[0] for row in cursor.fetchall()}


_PRODUCT_COUNTS = """
    SELECT product_group.id, product_group.parent_id, coalesce(listed.count, 0)
    FROM catalog_productgroup AS product_group
    LEFT JOIN (SELECT group_id, count(*) FROM catalog_listing GROUP BY group_id) AS listed
        ON listed.group_id = product_group.id
"""


def product_counts_by_group() -> dict[int, int]:
    """Products that shoppers see in each group, those of its subgroups included. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_PRODUCT_COUNTS)
        rows = cursor.fetchall()
    parents = {group: parent for group, parent, _ in rows}
    totals = dict.fromkeys(parents, 0)
    for group, _, count in rows:
        above = group
        while above is not None:
            totals[above] += count
            above = parents[above]
    return totals


def product_counts_by_seller(ids: Collection[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seller_id, count(*) FROM catalog_listing WHERE seller_id = ANY(%s) GROUP BY seller_id",
            [list(ids)],
        )
        return dict(cursor.fetchall())


def rating_sums_by_seller(ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Stars given to the goods of each, and how many gave them; none where nobody did. One statement."""
    rated = ProductRating.objects.filter(product__seller__in=ids).values_list("product__seller").order_by()
    sums = rated.annotate(stars=Sum("star_total"), reviews=Sum("count"))
    return {seller: (int(stars), int(reviews)) for seller, stars, reviews in sums}


def in_force_or_to_come(day: date) -> Q:
    """Of certificates: neither over nor revoked on that day."""
    return Q(expires_on__gte=day) & (Q(revoked_on__isnull=True) | Q(revoked_on__gt=day))


def public_certificates() -> QuerySet[Certificate]:
    """Everyone may check a certificate, also an expired or revoked one, and also when its product has left."""
    return Certificate.objects.all()
