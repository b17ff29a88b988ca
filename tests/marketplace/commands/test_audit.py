from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from structlog.contextvars import bound_contextvars

from catalog.models import Certificate, Product
from marketplace.commands.audit import record, record_all
from marketplace.models import AuditEntry, Post, User
from tests.catalog.factories import make_certificate, make_place, make_product
from tests.marketplace.people import make_session
from tests.shop import statements


@pytest.fixture
def officer(db):
    return User.objects.create_user("officer@example.com")


def test_entry_tells_who_what_and_which_fields_changed(officer):
    with bound_contextvars(request_id="r-42"):
        entry = record(
            actor=officer,
            action="issue_certificate",
            subject=officer,
            before={"stars": 3, "name": "same"},
            after={"stars": 4, "name": "same", "expires_on": date(2027, 1, 2)},
        )
    entry.refresh_from_db()
    assert (entry.actor, entry.action, entry.object_type, entry.object_id) == (
        officer,
        "issue_certificate",
        "marketplace.user",
        officer.pk,
    )
    assert (entry.before, entry.after) == ({"stars": 3}, {"stars": 4, "expires_on": "2027-01-02"})
    assert entry.request_id == "r-42"


def test_what_a_command_forgot_to_hide_is_hidden(officer):
    entry = record(actor=officer, action="a", subject=officer, before={"password": "old"}, after={"password": "new"})
    entry.refresh_from_db()
    assert (entry.before, entry.after) == ({"password": "•••"}, {"password": "•••"})


def test_entry_belongs_to_the_seller_that_its_subject_hangs_on(officer):
    product = make_product()
    for subject in (product.seller, product, make_certificate(product), product.variants.get()):
        entry = record(actor=officer, action="a", subject=subject)
        assert (entry.scope_type, entry.scope_id) == ("sellers.seller", product.seller_id)
        assert entry.place_id == product.seller.place_id
    assert AuditEntry.objects.filter(object_name=product.name).count() == 1


def test_entry_about_ones_own_account_belongs_to_the_user(officer):
    for subject in (officer, make_session(officer), Post.objects.create(officer=officer, level="MINISTRY")):
        entry = record(actor=officer, action="a", subject=subject)
        assert (entry.scope_type, entry.scope_id, entry.place) == ("marketplace.user", officer.pk, None)


def test_entry_about_what_nobody_owns_belongs_to_nobody(officer):
    entry = record(actor=officer, action="a", subject=make_place())
    assert (entry.scope_type, entry.scope_id, entry.place) == ("", None, None)


@pytest.mark.parametrize("many", [2, 20])
def test_many_entries_take_three_statements_however_many(officer, many):
    products = [make_product() for _ in range(many)]
    certificates = Certificate.objects.filter(pk__in=[make_certificate(product).pk for product in products])
    fresh = [*Product.objects.order_by("pk"), *certificates.order_by("pk")]
    with statements() as ran:
        record_all(actor=officer, action="a", changes=[(subject, None, {"x": 1}) for subject in fresh])
    assert len(ran) == 3, "whose the products are, whose the certificates are, and the entries"
    sellers = list(AuditEntry.objects.order_by("pk").values_list("scope_id", flat=True))
    assert sellers == [product.seller_id for product in products] * 2


def test_system_may_be_the_actor(officer):
    assert record(actor=None, action="expire", subject=officer).actor is None


@pytest.mark.parametrize(
    "change", ["UPDATE marketplace_auditentry SET action = 'x'", "DELETE FROM marketplace_auditentry"]
)
def test_entries_cannot_be_changed_or_deleted(officer, change):
    record(actor=officer, action="a", subject=officer)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert AuditEntry.objects.get().action == "a"


def test_erasure_has_to_be_said_aloud(officer):
    record(actor=officer, action="a", subject=officer, after={"phone": "+84912345678"})
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL marketplace.audit_erasure = 'on'")
        AuditEntry.objects.update(after={})
        cursor.execute("SET LOCAL marketplace.audit_erasure = 'off'")
    assert AuditEntry.objects.get().after == {}
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.all().delete()
