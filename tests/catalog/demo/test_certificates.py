from collections import Counter
from datetime import date

import pytest

from catalog.certification.models import CertificateLevel
from catalog.demo.certificates import planned_certificates
from catalog.demo.source import read_source

TODAY = date(2026, 11, 23)


def in_force(certificate, day):
    is_revoked = certificate.revoked_on is not None and certificate.revoked_on <= day
    return certificate.issued_on <= day <= certificate.expires_on and not is_revoked


def plan(day=TODAY):
    return planned_certificates(read_source(), day)


def test_cohort_is_dated_as_the_report_says():
    first = [chain[0] for chain in plan().values()]
    before = Counter(certificate.stars for certificate in first if certificate.issued_on.year < 2020)
    in_2020 = Counter(certificate.stars for certificate in first if certificate.issued_on.year == 2020)
    assert before == {3: 19, 4: 17}
    assert in_2020 == {3: 99, 4: 11}


def test_all_146_are_in_force_at_the_end_of_2020():
    day = date(2020, 12, 31)
    assert sum(any(in_force(one, day) for one in chain) for chain in plan().values()) == 146


@pytest.mark.parametrize("day", [date(2025, 1, 1), TODAY, date(2027, 8, 1), date(2031, 2, 28), date(2040, 5, 5)])
def test_three_quarters_are_in_force_whenever_it_is_loaded(day):
    assert sum(any(in_force(one, day) for one in chain) for chain in plan(day).values()) == 107


def test_later_load_only_adds_renewals():
    earlier, later = plan(date(2026, 1, 1)), plan(date(2030, 1, 1))
    assert all(later[slug][: len(chain)] == chain for slug, chain in earlier.items())


def test_level_and_taxonomy_are_those_of_the_day():
    for certificate in [one for chain in plan(date(2030, 1, 1)).values() for one in chain]:
        is_district_time = date(2023, 2, 24) <= certificate.issued_on <= date(2025, 7, 5)
        is_district = certificate.level is CertificateLevel.DISTRICT
        assert is_district == (is_district_time and certificate.stars == 3)
        assert certificate.taxonomy == ("781" if certificate.issued_on < date(2023, 2, 24) else "148")
        if certificate.issued_on >= date(2025, 7, 1):
            assert certificate.issued_by == "UBND tỉnh Ninh Bình"


def test_numbers_are_unique():
    numbers = [one.number for chain in plan(date(2040, 1, 1)).values() for one in chain]
    assert len(numbers) == len(set(numbers))


def test_no_real_firm_is_said_to_have_lost_its_stars():
    products = {product.slug: product for product in read_source()}
    for slug, chain in plan().items():
        if not any(in_force(one, TODAY) for one in chain):
            assert products[slug].is_invented and products[slug].producer.is_invented
