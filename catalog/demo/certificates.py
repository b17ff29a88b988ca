"""The demo's certificates: the cohort of 2018-2020 as it was, and the re-certifications since.

Dates and stars of the cohort follow the programme report (36 products before 2020, 110 in 2020). Numbers and
decisions are made up and flagged as illustrative; so is who was certified again, except where a row's note says it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from catalog.certification.models import CertificateLevel
from catalog.certification.validity import last_day_in_force, three_years_later
from catalog.demo.kinds import draw_lot
from catalog.demo.source import SourceProduct
from marketplace.tables import BadRow

# (four stars, three stars) of the cohort before 2020, from the report; all others are of 2020.
BEFORE_2020 = {4: 17, 3: 19}
SESSIONS_BEFORE_2020 = (date(2018, 12, 28), date(2019, 9, 27), date(2019, 12, 30))
SESSIONS_IN_2020 = (date(2020, 3, 20), date(2020, 7, 31), date(2020, 10, 16), date(2020, 12, 25))
# Of 146 products, 39 have no certificate in force: about 73% have one, like Nam Định city's 33 of 45.
LAPSED_COUNT, REVOKED_COUNT = 37, 2
# After the report's day (end of 2020), on which all 146 stood.
EARLIEST_REVOCATION = date(2021, 3, 15)

# Decision 148/QĐ-TTg gave 3 stars to the districts, Decision 1489/QĐ-TTg took them back to the province.
DISTRICT_LEVEL_FROM = date(2023, 2, 24)
# The districts themselves ended five days before Decision 1489, and with them the old province.
DISTRICTS_ENDED_ON = date(2025, 7, 1)
MY_LOC_JOINED_THE_CITY_ON = date(2024, 9, 1)

RECERTIFIED = re.compile(r"công nhận lại (\d{2})/(\d{2})/(\d{4})")
REVOCATION_REASONS = (
    "Không duy trì điều kiện bảo đảm an toàn thực phẩm tại kỳ kiểm tra sau công nhận (dữ liệu minh họa).",
    "Nhãn hàng hóa ghi sai nội dung bắt buộc và không khắc phục đúng hạn (dữ liệu minh họa).",
)


@dataclass(frozen=True, slots=True)
class PlannedCertificate:
    number: str
    stars: int
    decision: str
    level: CertificateLevel
    issued_by: str
    issued_on: date
    expires_on: date
    taxonomy: str
    revoked_on: date | None = None
    revocation_decision: str = ""
    revocation_reason: str = ""


def planned_certificates(products: Sequence[SourceProduct], today: date) -> dict[str, list[PlannedCertificate]]:
    """By product slug, oldest first. The plan of a later day only adds renewals to the plan of an earlier one."""
    early = _early_cohort(products)
    revoked, lapsed = _without_certificate(products)
    plan = {}
    for number, product in enumerate(products, start=1):
        first = _first_day(product, product.slug in early)
        days = _days_of_issue(product, first, today)
        if product.slug in lapsed | revoked:
            days = iter([first])
        plan[product.slug] = [_certificate(product, number, day, product.slug in revoked) for day in days]
    return plan


def _early_cohort(products: Sequence[SourceProduct]) -> set[str]:
    chosen: set[str] = set()
    for stars, wanted in BEFORE_2020.items():
        candidates = [product for product in products if product.stars == stars]
        candidates.sort(key=lambda product: (_is_known_as_later(product), draw_lot("cohort", product.slug)))
        chosen |= {product.slug for product in candidates[:wanted]}
    return chosen


def _is_known_as_later(product: SourceProduct) -> bool:
    return "2020" in product.note or "2021" in product.note


def _without_certificate(products: Sequence[SourceProduct]) -> tuple[set[str], set[str]]:
    """Only invented goods of invented makers: of no real firm do we claim that it lost anything."""
    invented = [product for product in products if product.is_invented and product.producer.is_invented]
    invented.sort(key=lambda product: draw_lot("lapsed", product.slug))
    slugs = [product.slug for product in invented[: LAPSED_COUNT + REVOKED_COUNT]]
    return set(slugs[:REVOKED_COUNT]), set(slugs[REVOKED_COUNT:])


def _first_day(product: SourceProduct, is_early: bool) -> date:
    sessions = SESSIONS_BEFORE_2020 if is_early else SESSIONS_IN_2020
    return sessions[draw_lot("session", product.slug) % len(sessions)]


def _days_of_issue(product: SourceProduct, first: date, today: date) -> Iterator[date]:
    """Renewed a few weeks before each end, so that an unbroken chain reaches today."""
    day = first
    yield day
    if known := RECERTIFIED.search(product.note):
        day = date(int(known[3]), int(known[2]), int(known[1]))
        yield day
    while True:
        day = _working_day(three_years_later(day) - timedelta(days=7 + draw_lot("renewal", product.slug, day) % 30))
        if day > today:
            return
        yield day


def _working_day(day: date) -> date:
    # Nobody sat between the end of the districts and the decision that named who sits instead of them.
    if DISTRICTS_ENDED_ON <= day < date(2025, 7, 7):
        day = DISTRICTS_ENDED_ON - timedelta(days=1)
    return day - timedelta(days=max(0, day.weekday() - 4))


def _certificate(product: SourceProduct, number: int, day: date, is_revoked: bool) -> PlannedCertificate:
    level, issuer, board = _authority(product, day)
    revoked_on = max(day + timedelta(days=400), EARLIEST_REVOCATION) if is_revoked else None
    return PlannedCertificate(
        number=f"MH-36-{number:03d}-{product.stars}-{day.year}",
        stars=product.stars,
        decision=f"{_decision_number(board, day)}/QĐ-UBND (minh họa)",
        level=level,
        issued_by=issuer,
        issued_on=day,
        expires_on=last_day_in_force(day),
        taxonomy="781" if day < DISTRICT_LEVEL_FROM else "148",
        revoked_on=revoked_on,
        revocation_decision=f"{_decision_number(board, revoked_on)}/QĐ-UBND (minh họa)" if revoked_on else "",
        revocation_reason=REVOCATION_REASONS[number % len(REVOCATION_REASONS)] if revoked_on else "",
    )


def _authority(product: SourceProduct, day: date) -> tuple[CertificateLevel, str, str]:
    if day >= DISTRICTS_ENDED_ON:
        return CertificateLevel.PROVINCE, "UBND tỉnh Ninh Bình", "ninh-binh"
    if product.stars == 3 and day >= DISTRICT_LEVEL_FROM:
        district = product.district
        if district == "Huyện Mỹ Lộc" and day >= MY_LOC_JOINED_THE_CITY_ON:
            district = "Thành phố Nam Định"
        return CertificateLevel.DISTRICT, f"UBND {district[0].lower()}{district[1:]}", district
    return CertificateLevel.PROVINCE, "UBND tỉnh Nam Định", "nam-dinh"


def _decision_number(board: str, day: date) -> int:
    """Products of one session share one decision."""
    return 100 + draw_lot("decision", board, day) % 3100


def check_cohort(products: Sequence[SourceProduct]) -> None:
    """Raises BadRow when the table has too few products of a star to date the cohort as the report does."""
    for stars, wanted in BEFORE_2020.items():
        found = sum(product.stars == stars for product in products)
        if found < wanted:
            row = products[-1].row
            raise BadRow(
                row.path,
                row.line,
                f"the cohort before 2020 needs {wanted} products with {stars} stars, there are {found}",
            )
