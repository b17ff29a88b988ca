from datetime import timedelta

import pytest

from catalog.commands.revoke_certificate import revoke_certificate
from catalog.models import Listing
from marketplace.clock import today
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, OutboxEvent
from tests.catalog.factories import make_certificate, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(product):
    return make_certificate(product, stars=4)


def revoke(actor, certificate, **changed):
    given = {
        "certificate_id": certificate.pk,
        "decision": "9/QĐ-UBND",
        "reason": "Nhãn sai.\r\nKhông khắc phục.",
        "revoked_on": today(),
    }
    return revoke_certificate(actor=actor, **{**given, **changed})


def test_it_ends_with_a_decision_a_reason_and_a_day(officer, certificate):
    revoke(officer, certificate)
    certificate.refresh_from_db()
    assert certificate.revoked_on == today()
    assert certificate.revocation_decision == "9/QĐ-UBND"
    assert certificate.revocation_reason == "Nhãn sai.\nKhông khắc phục."
    assert certificate.status_on(today()) == "REVOKED"


def test_its_stars_are_gone_at_once(officer, certificate):
    assert Listing.objects.get().stars == 4
    revoke(officer, certificate)
    listing = Listing.objects.get()
    assert (listing.stars, listing.certificate, listing.certified_until) == (0, None, None)


def test_an_earlier_one_still_in_force_gives_its_stars_again(officer, product, certificate):
    earlier = make_certificate(product, stars=3, issued_on=certificate.issued_on - timedelta(days=1))
    revoke(officer, certificate)
    listing = Listing.objects.get()
    assert (listing.stars, listing.certificate) == (3, earlier)


def test_a_coming_day_lets_the_stars_end_on_it(officer, certificate):
    revoke(officer, certificate, revoked_on=today() + timedelta(days=2))
    listing = Listing.objects.get()
    assert (listing.stars, listing.certified_until) == (4, today() + timedelta(days=1))


def test_one_that_has_not_begun_can_be_revoked_from_its_first_day(officer, product):
    coming = make_certificate(product, issued_on=today() + timedelta(days=5))
    revoke(officer, coming, revoked_on=coming.issued_on)
    coming.refresh_from_db()
    assert coming.status_on(coming.issued_on) == "REVOKED"


def test_it_is_told_and_recorded(officer, product, certificate):
    revoke(officer, certificate)
    event = OutboxEvent.objects.get()
    assert (event.name, event.aggregate_id) == ("CertificateRevoked", product.pk)
    assert event.payload == {"product_id": product.pk, "certificate_id": certificate.pk}
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id) == (officer, "revoke_certificate", certificate.pk)
    assert entry.before == {"revoked_on": None, "revocation_decision": "", "revocation_reason": ""}
    assert entry.after["revoked_on"] == today().isoformat()


def test_other_products_keep_their_stars(officer, certificate):
    other = make_product()
    make_certificate(other, stars=5)
    revoke(officer, certificate)
    assert Listing.objects.get(product=other).stars == 5


REFUSED = {
    "an unknown certificate": ({"certificate_id": 10**12}, "NOT_FOUND", ["certificate"]),
    "no decision": ({"decision": " "}, "REQUIRED", ["decision"]),
    "no reason": ({"reason": "\n\n"}, "REQUIRED", ["reason"]),
    "an endless reason": ({"reason": "x" * 2001}, "INVALID", ["reason"]),
    "a NUL in the reason": ({"reason": "a\0b"}, "INVALID", ["reason"]),
    "a day before its issue": (
        {"revoked_on": today() - timedelta(days=31)},
        "CERTIFICATE_NOT_IN_FORCE",
        ["revokedOn"],
    ),
    "a day after its end": (
        {"revoked_on": today() + timedelta(days=1200)},
        "CERTIFICATE_NOT_IN_FORCE",
        ["revokedOn"],
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_rule_is_named_and_nothing_changes(officer, certificate, changes_nothing, case):
    changed, code, field = REFUSED[case]
    with changes_nothing(), pytest.raises(DomainError) as refused:
        revoke(officer, certificate, **changed)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_it_is_revoked_once(officer, certificate, changes_nothing):
    revoke(officer, certificate)
    with changes_nothing(), pytest.raises(DomainError) as refused:
        revoke(officer, certificate, decision="another")
    assert refused.value.code == "CONFLICT"


def test_outsiders_may_not(outsider, certificate, changes_nothing):
    actor, code = outsider
    with changes_nothing(), pytest.raises(DomainError) as refused:
        revoke(actor, certificate)
    assert refused.value.code == code
