"""A large, plausible catalogue for benchmarks: the demo's goods again, by made-up sellers in every commune.

All of it is written by SQL inside the database, from hashes of each row's number, so that two machines get the
same catalogue and 50,000 products take seconds. Nothing of it is real, and every row is flagged as illustrative.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from catalog.commands.earlier_prices import OFFERED_FOR, last_day_shown
from catalog.commands.listings import refresh_listings
from catalog.demo.kinds import draw_lot, kind_of
from catalog.demo.price_history import reduced_at
from catalog.models import Product, Variant
from marketplace.clock import today
from marketplace.models import Place, PlaceLevel
from marketplace.vietnamese import slug
from sellers.models import LegalForm, Seller

PRODUCTS_PER_SELLER = 25
SQL = (Path(__file__).resolve().parent / "scale.sql").read_text(encoding="utf-8")
SKU_PREFIX, SELLER_PREFIX = "TN-", "thu-nghiem-"

# The report's shares: 35 enterprises, 18 co-operatives, 27 households.
LEGAL_FORMS = [LegalForm.ENTERPRISE] * 35 + [LegalForm.COOPERATIVE] * 18 + [LegalForm.HOUSEHOLD] * 27
LEGAL_WORDS = {
    LegalForm.ENTERPRISE: "Công ty TNHH Đặc sản",
    LegalForm.COOPERATIVE: "HTX Nông nghiệp",
    LegalForm.HOUSEHOLD: "Hộ kinh doanh",
}


def scale_to(
    *, total: int, tell: Callable[[str], None] = lambda line: None, now: datetime | None = None
) -> list[int]:
    """Tops the catalogue up to `total` products and returns the ids of the new ones. The demo must be loaded."""
    missing = total - Product.objects.count()
    if missing <= 0:
        return []
    moment = now or timezone.now()
    with transaction.atomic():
        first = Variant.objects.filter(sku__startswith=SKU_PREFIX, sku__endswith="-1").count() + 1
        communes = _communes()
        tell("Adding sellers")
        _top_up_sellers(max(1, total // PRODUCTS_PER_SELLER), communes)
        tell(f"Adding {missing:,} products")
        added = _add_products(first, first + missing - 1, moment)
        refresh_listings(product_ids=added, day=today(moment))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the planner has just met a table many times as large
    return added


def _communes() -> list[Place]:
    return list(Place.objects.filter(level=PlaceLevel.COMMUNE, valid_to=None).order_by("code"))


def _top_up_sellers(wanted: int, communes: list[Place]) -> None:
    made = Seller.objects.filter(slug__startswith=SELLER_PREFIX).count()
    numbers = range(made + 1, wanted + 1)
    Seller.objects.bulk_create((_seller(number, communes) for number in numbers), batch_size=2000)


def _seller(number: int, communes: list[Place]) -> Seller:
    form = LEGAL_FORMS[draw_lot("form", number) % len(LEGAL_FORMS)]
    commune = communes[draw_lot("commune", number) % len(communes)]
    name = f"{LEGAL_WORDS[form]} {commune.name} {number}"
    return Seller(
        slug=f"{SELLER_PREFIX}{number}-{slug(commune.name, longest=60)}",
        name=name,
        legal_name=name,
        legal_form=form,
        address=str(commune),
        place=commune,
        is_illustrative=True,
    )


def _add_products(first: int, last: int, moment: datetime) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE scale_template (n int, product_id bigint, words text, slug text) ON COMMIT DROP"
        )
        cursor.executemany("INSERT INTO scale_template VALUES (%s, %s, %s, %s)", _templates())
        cursor.execute(
            "CREATE TEMP TABLE scale_seller (n int, seller_id bigint, slug text, commune text) ON COMMIT DROP"
        )
        cursor.executemany("INSERT INTO scale_seller VALUES (%s, %s, %s, %s)", _sellers())
        bounds: dict[str, int | date | datetime] = {
            "first": first,
            "last": last,
            "now": moment,
            "today": today(moment),
            "reduced_at": reduced_at(moment),
            "offered_before": reduced_at(moment) - OFFERED_FOR,
            "shown_until": last_day_shown(reduced_at(moment)),
        }
        for statement in SQL.split(";\n"):
            if statement.strip():
                cursor.execute(statement, bounds)
        cursor.execute("SELECT product_id FROM scale_plan ORDER BY product_id")
        added = [row[0] for row in cursor.fetchall()]
        cursor.execute("DROP TABLE scale_plan, scale_template, scale_seller")
    return added


def _templates() -> list[tuple[int, int, str, str]]:
    """The demo's own products; of their names only the words for the kind of thing are used again."""
    demo = Product.objects.exclude(variants__sku__startswith=SKU_PREFIX).order_by("slug").values_list("pk", "name")
    kinds = [(pk, kind_of(name)) for pk, name in demo]
    return [
        (number, pk, kind.keyword, slug(kind.keyword))
        for number, (pk, kind) in enumerate((p, k) for p, k in kinds if k)
    ]


def _sellers() -> list[tuple[int, int, str, str]]:
    made = Seller.objects.filter(slug__startswith=SELLER_PREFIX).select_related("place").order_by("pk")
    return [
        (number, seller.pk, slug(seller.place.name, longest=60), seller.place.name)
        for number, seller in enumerate(made)
    ]
