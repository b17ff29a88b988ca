from datetime import timedelta

import pytest

from catalog.models import Certificate, Product
from marketplace.models import PlaceLevel
from marketplace.queries import place_by_name
from tests.shop import NOW, ask, codes, statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

STATISTICS = """query ($asOf: Date) { programmeStatistics(asOf: $asOf) {
    producerCount producersByLegalForm { ...S } productCount productsByStars { ...S }
    productsByGroup { ...S } productsByPlace { ...S } } }
    fragment S on Share { label count percent }"""
LISTS = ("producersByLegalForm", "productsByStars", "productsByGroup", "productsByPlace")
NOTHING = {"producerCount": 0, "productCount": 0, **{name: [] for name in LISTS}}
TODAY = NOW.date()


def figures(day=None, **options):
    return ask(STATISTICS, {"asOf": day and str(day)}, **options)["programmeStatistics"]


def rows(shares):
    return [(share["label"], share["count"], share["percent"]) for share in shares]


def test_the_end_of_2020_is_as_the_provincial_report_has_it():
    report = figures("2020-12-31", language="en")
    assert (report["producerCount"], report["productCount"]) == (80, 146)
    assert [row[:2] for row in rows(report["producersByLegalForm"])] == [
        ("Enterprise", 35),
        ("Co-operative", 18),
        ("Household business", 27),
    ]
    assert rows(report["productsByStars"]) == [("3", 118, 80.8), ("4", 28, 19.2)]
    assert [row[1:] for row in rows(report["productsByGroup"])] == [
        (135, 92.4),
        (7, 4.8),
        (2, 1.4),
        (2, 1.4),
    ]
    assert [row[0] for row in rows(report["productsByGroup"])][:2] == ["Food", "Drinks"]


def test_labels_are_in_the_language_of_the_request():
    report = figures("2020-12-31", language="vi")
    assert [share["label"] for share in report["producersByLegalForm"]] == [
        "Doanh nghiệp",
        "Hợp tác xã",
        "Hộ kinh doanh",
    ]
    assert [share["label"] for share in report["productsByGroup"]] == [
        "Thực phẩm",
        "Đồ uống",
        "Dịch vụ du lịch nông thôn và bán hàng",
        "Lưu niệm - nội thất - trang trí",
    ]


def test_a_day_of_2020_counts_by_the_districts_that_there_were():
    by_place = figures("2020-12-31")["productsByPlace"]
    assert len(by_place) == 9
    assert ("Hải Hậu", 36) in [(share["label"], share["count"]) for share in by_place]
    assert sum(share["count"] for share in by_place) == 146


def test_since_july_2025_all_of_it_lies_in_one_province():
    for day in ("2025-07-01", TODAY):
        now = figures(day)
        assert [(share["label"], share["count"]) for share in now["productsByPlace"]] == [
            ("Ninh Bình", now["productCount"])
        ]
    assert len(figures("2025-06-30")["productsByPlace"]) > 1


@pytest.mark.parametrize("day", ["2019-06-30", "2020-12-31", "2023-06-01", "2025-07-01", str(TODAY)])
def test_each_list_adds_up_to_its_count_and_to_a_hundred_percent(day):
    found = figures(day)
    for name in LISTS:
        total = found["producerCount" if name == "producersByLegalForm" else "productCount"]
        assert sum(share["count"] for share in found[name]) == total > 0, name
        assert round(sum(share["percent"] for share in found[name]), 6) == 100, name


def test_without_a_day_it_is_today():
    assert figures() == figures(TODAY) != figures("2020-12-31")
    certified = Certificate.objects.filter(issued_on__lte=TODAY, expires_on__gte=TODAY)
    standing = certified.exclude(revoked_on__lte=TODAY).values("product").distinct().count()
    assert figures()["productCount"] == standing == 107


@pytest.mark.parametrize("day", ["0001-01-01", "1945-09-02", "2018-05-06", "9999-12-31"])
def test_before_the_programme_and_long_after_its_certificates_there_is_nothing(day):
    assert figures(day) == NOTHING


def test_a_day_to_come_counts_what_will_still_hold_then():
    next_year = TODAY + timedelta(days=365)
    counted = figures(next_year)["productCount"]
    assert (
        counted
        == Certificate.objects.filter(issued_on__lte=next_year, expires_on__gte=next_year, revoked_on=None)
        .values("product")
        .distinct()
        .count()
    )
    assert 0 < counted < figures()["productCount"]


def test_a_certificate_counts_to_its_last_day_and_a_revoked_one_to_the_day_before():
    certificate = Certificate.objects.filter(revoked_on=None).order_by("-expires_on").first()
    Certificate.objects.exclude(pk=certificate.pk).delete()
    last, day = certificate.expires_on, timedelta(days=1)
    counts = [figures(when)["productCount"] for when in (certificate.issued_on - day, certificate.issued_on)]
    assert [*counts, figures(last)["productCount"], figures(last + day)["productCount"]] == [0, 1, 1, 0]
    reasons = {"revocation_decision": "1/QĐ", "revocation_reason": "vì thế"}
    Certificate.objects.filter(pk=certificate.pk).update(revoked_on=last, **reasons)
    assert [figures(last - day)["productCount"], figures(last)["productCount"]] == [1, 0]


def test_a_product_without_a_place_lies_elsewhere():
    certified = Certificate.objects.filter(expires_on__gte=TODAY, issued_on__lte=TODAY, revoked_on=None).first()
    Product.objects.filter(pk=certified.product_id).update(place=None)
    assert ("elsewhere", 1) in [
        (share["label"], share["count"]) for share in figures(language="en")["productsByPlace"]
    ]
    assert place_by_name("Ninh Bình", level=PlaceLevel.PROVINCE).name in [
        share["label"] for share in figures()["productsByPlace"]
    ]


@pytest.mark.parametrize("day", ["", "yesterday", "2020-13-01", "2021-02-29", "31/12/2020", "10000-01-01"])
def test_what_is_no_day_is_refused(day):
    assert codes(STATISTICS, {"asOf": day}) == ["BAD_USER_INPUT"]
    assert codes(f'{{ programmeStatistics(asOf: "{day}") {{ productCount }} }}') == ["GRAPHQL_VALIDATION_FAILED"]


def test_three_statements_do_at_most():
    for day in ("2020-12-31", TODAY):
        with statements() as ran:
            figures(day)
        assert len(ran) <= 3
