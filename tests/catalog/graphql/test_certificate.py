from datetime import date

import pytest

from catalog.models import Certificate, Listing
from marketplace.graphql.ids import global_id
from tests.shop import NOW, ask, codes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

NUMBER = "MH-36-140-3-2023"
WHOLE = """query ($number: String!) { certificate(number: $number) {
    __typename id number stars decision level issuedBy issuedOn expiresOn status revokedOn revocationReason
    revocationDecision isIllustrative product { slug name stars } } }"""
STATUS = "query ($number: String!) { certificate(number: $number) { status } }"


def certificate(number=NUMBER):
    return ask(WHOLE, {"number": number})["certificate"]


def status_on(number, year, month, day):
    return ask(STATUS, {"number": number}, now=NOW.replace(year=year, month=month, day=day))["certificate"]["status"]


def test_every_field_says_what_is_registered():
    assert certificate() == {
        "__typename": "Certificate",
        "id": global_id("Certificate", Certificate.objects.get(number=NUMBER).pk),
        "number": NUMBER,
        "stars": 3,
        "decision": "2926/QĐ-UBND (minh họa)",
        "level": "DISTRICT",
        "issuedBy": "UBND huyện Vụ Bản",
        "issuedOn": "2023-12-15",
        "expiresOn": "2026-12-14",
        "status": "IN_FORCE",
        "revokedOn": None,
        "revocationReason": "",
        "revocationDecision": "",
        "isIllustrative": True,
        "product": {"slug": "tra-hoa-cuc-non-coi", "name": "Trà hoa cúc Non Côi", "stars": 3},
    }


def test_the_status_is_that_of_the_day():
    days = [(2023, 12, 14), (2023, 12, 15), (2026, 12, 14), (2026, 12, 15)]
    assert [status_on(NUMBER, *day) for day in days] == ["UPCOMING", "IN_FORCE", "IN_FORCE", "EXPIRED"]


def test_a_revoked_one_says_since_when_and_why():
    revoked = Certificate.objects.exclude(revoked_on=None).order_by("pk").first()
    found = certificate(revoked.number)
    assert (found["status"], found["revokedOn"]) == ("REVOKED", str(revoked.revoked_on))
    assert found["revocationReason"] == revoked.revocation_reason != ""
    assert found["revocationDecision"] == revoked.revocation_decision != ""
    assert revoked.revoked_on == date(2021, 11, 20)
    assert [status_on(revoked.number, 2021, 11, day) for day in (19, 20)] == ["IN_FORCE", "REVOKED"]


def test_an_expired_one_stays_to_be_checked():
    expired = Certificate.objects.filter(expires_on__lt=NOW.date(), revoked_on=None).first()
    assert certificate(expired.number)["status"] == "EXPIRED"


def test_it_stays_when_its_product_leaves():
    Listing.objects.filter(product__certificates__number=NUMBER).delete()
    found = certificate()
    assert (found["number"], found["product"]) == (NUMBER, None)


@pytest.mark.parametrize("number", ["", "no such number", NUMBER.lower(), f" {NUMBER}", "%", "x" * 50_000, "😀"])
def test_a_number_that_nobody_gave_is_null(number):
    assert certificate(number) is None


@pytest.mark.parametrize("number", [None, 5, ["MH"], {}])
def test_what_is_no_text_is_refused(number):
    assert codes(WHOLE, {"number": number}) == ["BAD_USER_INPUT"]


def test_a_question_without_a_number_is_refused():
    assert codes("{ certificate { id } }") == ["GRAPHQL_VALIDATION_FAILED"]
