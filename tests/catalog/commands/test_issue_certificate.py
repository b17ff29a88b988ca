from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission

from catalog.certification.validity import last_day_in_force
from catalog.commands.issue_certificate import issue_certificate
from catalog.models import Certificate, CertificateLevel, Listing, ProductStatus
from marketplace.clock import today
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, OutboxEvent, User
from tests.catalog.factories import group_named, make_certificate, make_product

pytestmark = pytest.mark.django_db
DAY = today() - timedelta(days=100)
LAST_DAY = last_day_in_force(DAY)


def issue(actor, product, **changed):
    given = {
        "product_id": product.pk,
        "number": "83-829-28780-3-2026",
        "stars": 4,
        "decision": "123/QĐ-UBND",
        "level": CertificateLevel.PROVINCE,
        "issued_by": "UBND tỉnh Ninh Bình",
        "issued_on": DAY,
    }
    return issue_certificate(actor=actor, **{**given, **changed})


def test_a_certificate_is_registered_for_36_months(officer, product):
    certificate = issue(officer, product, points=Decimal("81.5"))
    certificate.refresh_from_db()
    assert (certificate.issued_on, certificate.expires_on) == (DAY, LAST_DAY)
    assert (certificate.stars, certificate.points, certificate.level) == (4, Decimal("81.5"), "PROVINCE")
    assert (certificate.product, certificate.group) == (product, product.group)
    assert not certificate.is_illustrative


def test_shoppers_see_its_stars_at_once(officer, product):
    certificate = issue(officer, product)
    listing = Listing.objects.get(product=product)
    assert (listing.stars, listing.certificate, listing.certified_until) == (4, certificate, LAST_DAY)


@pytest.mark.parametrize(("status", "is_approved"), [(ProductStatus.DRAFT, True), (ProductStatus.TAKEN_DOWN, False)])
def test_what_an_officer_certifies_needs_no_other_officer_to_go_on_sale(officer, status, is_approved):
    draft = make_product(status=status)
    issue(officer, draft)
    draft.refresh_from_db()
    assert (draft.approved_at is not None, draft.status) == (is_approved, status)


def test_it_is_told_and_recorded_in_the_same_transaction(officer, product):
    certificate = issue(officer, product)
    event = OutboxEvent.objects.get()
    assert (event.name, event.aggregate, event.aggregate_id) == ("CertificateIssued", "product", product.pk)
    assert event.payload == {
        "product_id": product.pk,
        "certificate_id": certificate.pk,
        "stars": 4,
        "expires_on": LAST_DAY.isoformat(),
    }
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id) == (officer, "issue_certificate", certificate.pk)
    assert (entry.before, entry.after["number"], entry.after["stars"]) == ({}, "83-829-28780-3-2026", 4)


def test_texts_are_kept_in_one_spelling(officer, product):
    certificate = issue(officer, product, number="  A  1 ", issued_by="UBND ti\u0309nh Ninh Bi\u0300nh\n")
    assert (certificate.number, certificate.issued_by) == ("A 1", "UBND tỉnh Ninh Bình")


def test_a_draft_may_be_certified_and_stays_unlisted(officer):
    draft = make_product(status=ProductStatus.DRAFT)
    issue(officer, draft)
    assert draft.certificates.count() == 1
    assert not Listing.objects.filter(product=draft).exists()


def test_of_two_certificates_in_force_the_later_one_gives_the_stars(officer, product):
    make_certificate(product, stars=3, issued_on=DAY - timedelta(days=1))
    issue(officer, product)
    assert Listing.objects.get(product=product).stars == 4


def test_an_old_one_is_registered_without_stars_of_today(officer, product):
    issue(officer, product, issued_on=date(2020, 3, 20))
    assert Listing.objects.get(product=product).stars == 0


def test_a_coming_one_gives_no_stars_before_its_day(officer, product):
    issue(officer, product, issued_on=today() + timedelta(days=1))
    assert Listing.objects.get(product=product).stars == 0


def test_the_group_is_that_of_the_edition_of_the_day(officer, product):
    old = issue(officer, product, issued_on=date(2020, 3, 20))
    older = issue(officer, product, issued_on=date(2018, 12, 28), number="older")
    assert old.group == older.group == group_named("food-grain", edition="781")


def test_where_the_mapping_leaves_a_choice_the_group_must_be_given(officer, changes_nothing):
    herb = make_product(group="herb-other")
    given = {"issued_on": date(2020, 3, 20)}
    with changes_nothing(), pytest.raises(DomainError) as refused:
        issue(officer, herb, **given)
    assert (refused.value.code, refused.value.field) == ("INVALID", ["group"])
    device = group_named("herb-device", edition="781")
    assert issue(officer, herb, **given, group_id=device.pk).group == device


def test_a_group_of_another_edition_is_refused(officer, product, changes_nothing):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        issue(officer, product, group_id=group_named("food-grain", edition="781").pk)
    assert (refused.value.code, refused.value.field) == ("INVALID", ["group"])


REFUSED = {
    "an unknown product": ({"product_id": 10**12}, "NOT_FOUND", ["product"]),
    "no number": ({"number": " \n"}, "REQUIRED", ["number"]),
    "a long number": ({"number": "9" * 61}, "INVALID", ["number"]),
    "a NUL in the decision": ({"decision": "12\0"}, "INVALID", ["decision"]),
    "no issuer": ({"issued_by": ""}, "REQUIRED", ["issuedBy"]),
    "two stars": ({"stars": 2}, "INVALID", ["stars"]),
    "no stars": ({"stars": 0}, "INVALID", ["stars"]),
    "six stars": ({"stars": 6}, "INVALID", ["stars"]),
    "five stars by a province": ({"stars": 5}, "INVALID", ["level"]),
    "a ministry for four": ({"level": CertificateLevel.MINISTRY}, "INVALID", ["level"]),
    "a district for four": (
        {"level": CertificateLevel.DISTRICT, "issued_on": date(2024, 1, 5)},
        "INVALID",
        ["level"],
    ),
    "a district today": ({"stars": 3, "level": CertificateLevel.DISTRICT}, "INVALID", ["level"]),
    "a province for three in the districts' time": (
        {"stars": 3, "issued_on": date(2025, 6, 30)},
        "INVALID",
        ["level"],
    ),
    "a day before the programme": ({"issued_on": date(2018, 5, 6)}, "INVALID", ["issuedOn"]),
    "a day far ahead": ({"issued_on": today() + timedelta(days=400)}, "INVALID", ["issuedOn"]),
    "too few points": ({"points": Decimal("69.9")}, "INVALID", ["points"]),
    "over 100 points": ({"points": Decimal("100.5")}, "INVALID", ["points"]),
    "no number of points": ({"points": Decimal("NaN")}, "INVALID", ["points"]),
    "points of two decimals": ({"points": Decimal("80.25")}, "INVALID", ["points"]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_rule_is_named_and_nothing_changes(officer, product, changes_nothing, case):
    changed, code, field = REFUSED[case]
    with changes_nothing(), pytest.raises(DomainError) as refused:
        issue(officer, product, **changed)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_number_is_given_once(officer, product, changes_nothing):
    issue(officer, product)
    other = make_product()
    with changes_nothing(), pytest.raises(DomainError) as refused:
        issue(officer, other)
    assert (refused.value.code, refused.value.field) == ("DUPLICATE", ["number"])


def test_three_stars_of_a_district_in_its_time(officer, product):
    certificate = issue(officer, product, stars=3, level=CertificateLevel.DISTRICT, issued_on=date(2025, 6, 30))
    assert certificate.level == "DISTRICT"


def test_outsiders_may_not(outsider, product, changes_nothing):
    actor, code = outsider
    with changes_nothing(), pytest.raises(DomainError) as refused:
        issue(actor, product)
    assert refused.value.code == code


def test_someone_with_the_permission_who_is_no_staff_may_not(product):
    user = User.objects.create_user("member@example.com")
    user.user_permissions.add(Permission.objects.get(codename="add_certificate"))
    with pytest.raises(DomainError) as refused:
        issue(user, product)
    assert refused.value.code == "PERMISSION_DENIED"
    assert not Certificate.objects.exists()


def test_an_administrator_may(product):
    assert issue(User.objects.create_superuser("admin@example.com"), product).pk
