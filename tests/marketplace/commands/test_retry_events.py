"""Administrators give events that were set aside another chance."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.commands.retry_events import retry_events
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, OutboxEvent, User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


def event(**fields):
    return OutboxEvent.objects.create(
        name="ProductPaused", aggregate="product", aggregate_id=1, payload={"product_id": 1}, **fields
    )


@pytest.fixture
def administrator():
    return User.objects.create_superuser("admin@ocop.example", "secret-0")


def rows():
    return list(OutboxEvent.objects.order_by("pk").values_list("pk", "attempts", "failed_at"))


def test_one_is_taken_up_again_and_the_trail_says_what_had_failed(administrator):
    failed, other = (event(attempts=12, failed_at=NOW, last_error="ValueError: never") for _ in range(2))
    assert retry_events(actor=administrator, event_id=failed.pk, now=NOW) == 1
    assert rows() == [(failed.pk, 0, None), (other.pk, 12, NOW)]
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id) == (administrator, "retry_event", failed.pk)
    assert entry.before["last_error"] == "ValueError: never"


def test_all_are_taken_up_again_and_nothing_else_is_touched(administrator):
    event(attempts=12, failed_at=NOW)
    event(attempts=12, failed_at=NOW)
    waiting, done = event(attempts=3), event(delivered_at=NOW)
    assert retry_events(actor=administrator, now=NOW) == 2
    assert AuditEntry.objects.count() == 2
    waiting.refresh_from_db()
    assert waiting.attempts == 3
    done.refresh_from_db()
    assert done.delivered_at == NOW
    assert retry_events(actor=administrator, now=NOW) == 0


@pytest.mark.parametrize("state", [{}, {"delivered_at": NOW}])
def test_what_is_not_set_aside_is_not_found(administrator, state):
    unfailed = event(**state)
    before = rows()
    with pytest.raises(DomainError) as refused:
        retry_events(actor=administrator, event_id=unfailed.pk)
    assert refused.value.code == "NOT_FOUND"
    assert rows() == before
    assert not AuditEntry.objects.exists()


def test_others_are_refused():
    failed = event(failed_at=NOW, attempts=12)
    officer = User.objects.create_user("officer@ocop.example", is_staff=True)
    before = rows()
    for actor, code in ((officer, "PERMISSION_DENIED"), (AnonymousUser(), "UNAUTHENTICATED")):
        with pytest.raises(DomainError) as refused:
            retry_events(actor=actor, event_id=failed.pk)
        assert refused.value.code == code
    assert rows() == before
    assert not AuditEntry.objects.exists()
