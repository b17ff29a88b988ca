from datetime import date

import pytest

from catalog.certification.models import CertificateLevel
from catalog.certification.recognition import recognitions_on
from catalog.certification.validity import last_day_in_force

PROVINCE, DISTRICT, MINISTRY = CertificateLevel.PROVINCE, CertificateLevel.DISTRICT, CertificateLevel.MINISTRY


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        (date(2018, 5, 6), {}),
        (date(2018, 5, 7), {3: PROVINCE, 4: PROVINCE, 5: MINISTRY}),
        (date(2023, 2, 23), {3: PROVINCE, 4: PROVINCE, 5: MINISTRY}),
        (date(2023, 2, 24), {3: DISTRICT, 4: PROVINCE, 5: MINISTRY}),
        (date(2025, 6, 30), {3: DISTRICT, 4: PROVINCE, 5: MINISTRY}),
        (date(2025, 7, 1), {3: PROVINCE, 4: PROVINCE, 5: MINISTRY}),
        (date(2040, 1, 1), {3: PROVINCE, 4: PROVINCE, 5: MINISTRY}),
    ],
)
def test_each_day_has_one_level_for_each_star(day, levels):
    assert {stars: rule.level for stars, rule in recognitions_on(day).items()} == levels


def test_points_rise_with_the_stars():
    assert {stars: rule.least_points for stars, rule in recognitions_on(date(2026, 1, 1)).items()} == {
        3: 50,
        4: 70,
        5: 90,
    }


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2020, 12, 25), date(2023, 12, 24)),
        (date(2026, 1, 1), date(2028, 12, 31)),
        (date(2024, 2, 29), date(2027, 2, 27)),
        (date(2025, 3, 1), date(2028, 2, 29)),
    ],
)
def test_a_certificate_lasts_36_months(issued, last):
    assert last_day_in_force(issued) == last
