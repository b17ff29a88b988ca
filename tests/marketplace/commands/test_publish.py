import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from marketplace.commands import outbox
from marketplace.commands.outbox import NotInTransaction, publish, publish_all
from marketplace.events import ImageStored
from marketplace.models import OutboxEvent


class KickRecorder:
    def __init__(self, error=None):
        self.kicks, self.error = 0, error

    def send_task(self, name, **options):
        assert (name, options["retry"]) == ("marketplace.deliver_events", False)
        self.kicks += 1
        if self.error:
            raise self.error


@pytest.fixture
def broker(monkeypatch):
    recorder = KickRecorder()
    monkeypatch.setattr(outbox, "current_app", recorder)
    monkeypatch.setattr(outbox, "_no_kick_before", 0.0)
    return recorder


@pytest.mark.django_db(transaction=True)
def test_publish_outside_a_transaction_is_refused(broker):
    with pytest.raises(NotInTransaction):
        publish(ImageStored(image_id=1))
    assert not OutboxEvent.objects.exists()
    assert broker.kicks == 0


@pytest.mark.django_db(transaction=True)
def test_event_is_a_row_of_the_same_transaction(broker):
    with transaction.atomic():
        publish(ImageStored(image_id=7))
        assert broker.kicks == 0
    row = OutboxEvent.objects.get()
    assert (row.name, row.aggregate, row.aggregate_id, row.payload) == ("ImageStored", "image", 7, {"image_id": 7})
    assert row.delivered_at is None


@pytest.mark.django_db(transaction=True)
def test_rolled_back_write_leaves_no_event(broker):
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(ImageStored(image_id=1))
        raise RuntimeError("the write failed")
    assert not OutboxEvent.objects.exists()
    assert broker.kicks == 0


@pytest.mark.django_db(transaction=True)
def test_many_events_kick_the_relay_once(broker):
    with transaction.atomic():
        publish_all([ImageStored(image_id=number) for number in range(3)])
        publish(ImageStored(image_id=9))
    assert OutboxEvent.objects.count() == 4
    assert broker.kicks == 1


@pytest.mark.django_db(transaction=True)
def test_broker_that_is_down_neither_fails_nor_delays_the_write(broker):
    broker.error = OperationalError("connection refused")
    for number in (1, 2):
        with transaction.atomic():
            publish(ImageStored(image_id=number))
    assert OutboxEvent.objects.count() == 2
    assert broker.kicks == 1, "after a failed kick it pauses instead of waiting for the broker in every request"
