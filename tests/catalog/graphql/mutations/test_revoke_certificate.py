import pytest

from marketplace.clock import today
from marketplace.graphql.ids import global_id
from marketplace.models import AuditEntry
from tests.catalog.factories import make_certificate

pytestmark = pytest.mark.django_db
REVOKE = """mutation ($input: RevokeCertificateInput!) { revokeCertificate(input: $input) {
    certificate { number status revokedOn revocationReason revocationDecision }
    product { stars certificate { number } } errors { code field } } }"""


@pytest.fixture
def certificate(product):
    return make_certificate(product, stars=4)


def given(certificate, /, **changed):
    fields = {
        "certificate": global_id("Certificate", certificate.pk),
        "decision": "9/QĐ-UBND",
        "reason": "Nhãn sai",
        "revokedOn": today().isoformat(),
        "idempotencyKey": "one",
    }
    return {"input": {**fields, **changed}}


def test_the_payload_has_the_certificate_and_the_product_without_its_stars(write, officer, certificate):
    assert write(officer, REVOKE, given(certificate)) == {
        "certificate": {
            "number": certificate.number,
            "status": "REVOKED",
            "revokedOn": today().isoformat(),
            "revocationReason": "Nhãn sai",
            "revocationDecision": "9/QĐ-UBND",
        },
        "product": {"stars": None, "certificate": None},
        "errors": [],
    }


def test_the_same_request_twice_is_written_once_and_answered_twice(write, officer, certificate):
    first = write(officer, REVOKE, given(certificate))
    assert write(officer, REVOKE, given(certificate)) == first
    assert AuditEntry.objects.count() == 1


def test_another_request_for_the_same_certificate_is_a_conflict(write, officer, certificate, changes_nothing):
    write(officer, REVOKE, given(certificate))
    with changes_nothing():
        payload = write(officer, REVOKE, given(certificate, idempotencyKey="two"))
    assert payload["errors"] == [{"code": "CONFLICT", "field": ["certificate"]}]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"certificate": global_id("Certificate", 10**12)}, "NOT_FOUND", ["certificate"]),
        ({"certificate": global_id("Product", 1)}, "BAD_ID", ["certificate"]),
        ({"reason": ""}, "REQUIRED", ["reason"]),
        ({"revokedOn": "2019-01-01"}, "CERTIFICATE_NOT_IN_FORCE", ["revokedOn"]),
    ],
)
def test_a_broken_rule_is_told_and_nothing_changes(
    write, officer, certificate, changes_nothing, changed, code, field
):
    with changes_nothing():
        payload = write(officer, REVOKE, given(certificate, **changed))
    assert payload == {"certificate": None, "product": None, "errors": [{"code": code, "field": field}]}


def test_outsiders_may_not(write, outsider, certificate, changes_nothing):
    viewer, code = outsider
    with changes_nothing():
        payload = write(viewer, REVOKE, given(certificate))
    assert payload["certificate"] is None
    assert [error["code"] for error in payload["errors"]] == [code]
