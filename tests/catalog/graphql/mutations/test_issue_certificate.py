from datetime import timedelta

import pytest

from catalog.certification.validity import last_day_in_force
from catalog.models import Certificate
from marketplace.clock import today
from marketplace.graphql.ids import global_id
from tests.catalog.factories import group_named, make_product

pytestmark = pytest.mark.django_db
DAY = today() - timedelta(days=10)
ISSUE = """mutation ($input: IssueCertificateInput!) { issueCertificate(input: $input) {
    certificate { id number stars level status issuedOn expiresOn issuedBy }
    product { id stars certificate { number } }
    errors { code field message } } }"""


def given(product, /, **changed):
    fields = {
        "product": global_id("Product", product.pk),
        "number": "83-829-28780-4-2026",
        "stars": 4,
        "decision": "123/QĐ-UBND",
        "level": "PROVINCE",
        "issuedBy": "UBND tỉnh Ninh Bình",
        "issuedOn": DAY.isoformat(),
        "points": "81.5",
        "idempotencyKey": "one",
    }
    return {"input": {**fields, **changed}}


def test_the_payload_has_the_certificate_and_the_product_with_its_stars(write, officer, product):
    payload = write(officer, ISSUE, given(product))
    assert payload == {
        "certificate": {
            "id": global_id("Certificate", Certificate.objects.get().pk),
            "number": "83-829-28780-4-2026",
            "stars": 4,
            "level": "PROVINCE",
            "status": "IN_FORCE",
            "issuedOn": DAY.isoformat(),
            "expiresOn": last_day_in_force(DAY).isoformat(),
            "issuedBy": "UBND tỉnh Ninh Bình",
        },
        "product": {
            "id": global_id("Product", product.pk),
            "stars": 4,
            "certificate": {"number": "83-829-28780-4-2026"},
        },
        "errors": [],
    }


def test_the_same_request_twice_is_written_once_and_answered_twice(write, officer, product):
    first = write(officer, ISSUE, given(product))
    assert write(officer, ISSUE, given(product)) == first
    assert Certificate.objects.count() == 1


def test_a_group_can_be_named(write, officer):
    herb = make_product(group="herb-other")
    device = group_named("herb-device", edition="781")
    group = global_id("ProductGroup", device.pk)
    payload = write(officer, ISSUE, given(herb, issuedOn="2020-03-20", group=group))
    assert payload["errors"] == []
    assert Certificate.objects.get().group == device


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"product": "nonsense"}, "BAD_ID", ["product"]),
        ({"product": global_id("Seller", 1)}, "BAD_ID", ["product"]),
        ({"product": global_id("Product", 10**12)}, "NOT_FOUND", ["product"]),
        ({"group": global_id("Product", 1)}, "BAD_ID", ["group"]),
        ({"stars": 5}, "INVALID", ["level"]),
        ({"number": ""}, "REQUIRED", ["number"]),
        ({"points": "NaN"}, "INVALID", ["points"]),
        ({"idempotencyKey": ""}, "INVALID", ["idempotencyKey"]),
    ],
)
def test_a_broken_rule_is_told_and_nothing_changes(write, officer, product, changes_nothing, changed, code, field):
    with changes_nothing():
        payload = write(officer, ISSUE, given(product, **changed))
    assert (payload["certificate"], payload["product"]) == (None, None)
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]


def test_outsiders_may_not(write, outsider, product, changes_nothing):
    viewer, code = outsider
    with changes_nothing():
        payload = write(viewer, ISSUE, given(product))
    assert payload["certificate"] is None
    assert [error["code"] for error in payload["errors"]] == [code]
