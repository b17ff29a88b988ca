from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from structlog.contextvars import bound_contextvars

from marketplace.commands.audit import record
from marketplace.models import AuditEntry, User


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
