"""The programme's figures, counted as its reports count them: certificates in force on a day."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext

from marketplace.models import PlaceLevel
from promotion.shares import Share, shares
from sellers.models import LegalForm

# One certificate a product: the latest in force on the day. Its group is of the taxonomy of the day of issue.
_CERTIFIED = """
    WITH RECURSIVE in_force AS (
        SELECT DISTINCT ON (certificate.product_id) certificate.product_id, certificate.stars, certificate.group_id
        FROM catalog_certificate AS certificate
        WHERE certificate.issued_on <= %(day)s AND certificate.expires_on >= %(day)s
            AND (certificate.revoked_on IS NULL OR certificate.revoked_on > %(day)s)
        ORDER BY certificate.product_id, certificate.issued_on DESC, certificate.id DESC
    ), tree (group_id, root_id) AS (
        SELECT id, id FROM catalog_productgroup WHERE parent_id IS NULL
        UNION ALL
        SELECT child.id, tree.root_id
        FROM catalog_productgroup AS child JOIN tree ON tree.group_id = child.parent_id
    )
    SELECT in_force.stars, root.name_vi, root.name_en, seller.id, seller.legal_form, product.place_id, count(*)
    FROM in_force
    JOIN tree ON tree.group_id = in_force.group_id
    JOIN catalog_productgroup AS root ON root.id = tree.root_id
    JOIN catalog_product AS product ON product.id = in_force.product_id
    JOIN sellers_seller AS seller ON seller.id = product.seller_id
    GROUP BY 1, 2, 3, 4, 5, 6
"""

# Where a product's place lay on the day. Today's communes lie in the units of an earlier day through what they
# succeeded: `own` is the place and its predecessors, `above` whoever covers one of those.
_LAY_IN = """
    SELECT DISTINCT ON (own.place_id) own.place_id, unit.name
    FROM marketplace_placecover AS own
    JOIN marketplace_placecover AS above ON above.covered_id = own.covered_id
    JOIN marketplace_place AS unit ON unit.id = above.place_id AND unit.level = %(level)s
        AND (unit.valid_from IS NULL OR unit.valid_from <= %(day)s)
        AND (unit.valid_to IS NULL OR unit.valid_to > %(day)s)
    WHERE own.place_id = ANY(%(places)s)
    ORDER BY own.place_id, (own.covered_id = own.place_id) DESC, unit.code
"""


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    producer_count: int
    producers_by_legal_form: list[Share]
    product_count: int
    products_by_stars: list[Share]
    products_by_group: list[Share]
    products_by_place: list[Share]


@dataclass(frozen=True, slots=True)
class _Certified:
    stars: int
    group_vi: str
    group_en: str
    seller_id: int
    legal_form: str
    place_id: int | None
    count: int


def programme_figures(*, day: date, language: str) -> ProgrammeFigures:
    """Figures of the day in three statements at most. Labels are in the language ("vi" or "en")."""
    with connection.cursor() as cursor:
        cursor.execute(_CERTIFIED, {"day": day})
        rows = [_Certified(*row) for row in cursor.fetchall()]
    sellers = {row.seller_id: row.legal_form for row in rows}
    by_stars, by_group, by_place = Counter[int](), Counter[str](), Counter[int | None]()
    for row in rows:
        by_stars[row.stars] += row.count
        by_group[row.group_en if language == "en" else row.group_vi] += row.count
        by_place[row.place_id] += row.count
    forms = Counter(sellers.values())
    return ProgrammeFigures(
        producer_count=len(sellers),
        producers_by_legal_form=shares((str(LegalForm(form).label), forms[form]) for form in _known(forms)),
        product_count=by_stars.total(),
        products_by_stars=shares((str(stars), count) for stars, count in sorted(by_stars.items())),
        products_by_group=shares(by_group.most_common()),
        products_by_place=shares(_by_unit(by_place, day).most_common()),
    )


def _known(forms: Mapping[str, int]) -> list[str]:
    return [form for form in LegalForm.values if form in forms]


def _by_unit(counts: Mapping[int | None, int], day: date) -> Counter[str]:
    """By province; on a day when all lie in one province that has districts, by district."""
    units = _units(counts, PlaceLevel.PROVINCE, day)
    if len(set(units.values())) == 1:
        units = {**units, **_units(counts, PlaceLevel.DISTRICT, day)}
    totals = Counter[str]()
    for place, count in counts.items():
        totals[units.get(place, gettext("elsewhere"))] += count
    return totals


def _units(places: Collection[int | None], level: PlaceLevel, day: date) -> dict[int | None, str]:
    with connection.cursor() as cursor:
        cursor.execute(_LAY_IN, {"places": [place for place in places if place], "level": level, "day": day})
        return dict(cursor.fetchall())
