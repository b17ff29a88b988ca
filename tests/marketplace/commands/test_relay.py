import logging
import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from marketplace.commands import outbox, relay
from marketplace.commands.outbox import publish
from marketplace.commands.relay import MAX_ATTEMPTS, Numbered, deliver_due_events, prune_outbox, retry_failed_events
from marketplace.events import ImageStored, ProductPaused, ProductPublished
from marketplace.models import IdempotencyKey, OutboxEvent
from tests.marketplace.commands import subscribers

HERE = "tests.marketplace.commands.subscribers"


@pytest.fixture
def subscriptions(settings, monkeypatch):
    """The table in use; change it at will."""
    settings.EVENT_SUBSCRIPTIONS = f"{HERE}.SUBSCRIPTIONS"
    monkeypatch.setattr(outbox, "_kick_relay", lambda: None)
    table = dict(subscribers.SUBSCRIPTIONS)
    monkeypatch.setattr(subscribers, "SUBSCRIPTIONS", table)
    subscribers.received.clear()
    return table


def happened(*events):
    for event in events:
        with transaction.atomic():
            publish(event)


def due_now():
    OutboxEvent.objects.update(next_attempt_at=timezone.now())


@pytest.mark.django_db
def test_each_event_is_delivered_once_and_marked(subscriptions):
    happened(ImageStored(image_id=1), ProductPublished(product_id=2))
    assert deliver_due_events() == 2
    assert subscribers.received == [ImageStored(image_id=1), ProductPublished(product_id=2)]
    assert deliver_due_events() == 0
    assert not OutboxEvent.objects.filter(delivered_at=None).exists()


@pytest.mark.django_db
def test_events_of_one_aggregate_keep_their_order(subscriptions):
    events = [ProductPublished(product_id=1), ProductPaused(product_id=1), ProductPublished(product_id=1)]
    happened(*events)
    assert deliver_due_events() == 3
    assert subscribers.received == events


@pytest.mark.django_db
def test_failing_event_holds_back_its_own_aggregate_only(subscriptions, caplog):
    def refuse(event):
        raise ValueError("not today")

    subscriptions[ProductPaused] = [refuse]
    happened(ProductPaused(product_id=1), ProductPublished(product_id=1), ProductPublished(product_id=2))
    began = timezone.now()
    assert deliver_due_events() == 1
    assert subscribers.received == [ProductPublished(product_id=2)]
    failing = OutboxEvent.objects.get(name="ProductPaused")
    assert (failing.attempts, failing.last_error) == (1, "ValueError: not today")
    assert timedelta(seconds=3.9) < failing.next_attempt_at - began < timedelta(seconds=9)

    subscriptions[ProductPaused] = [subscribers.receive]
    due_now()
    assert deliver_due_events() == 2
    assert subscribers.received[1:] == [ProductPaused(product_id=1), ProductPublished(product_id=1)]


@pytest.mark.django_db
def test_database_error_of_one_subscriber_does_not_touch_other_events(subscriptions):
    def write_and_fail(event):
        IdempotencyKey.objects.create(operation="x", key="x", request_digest="x")
        IdempotencyKey.objects.create(operation="x", key="x", request_digest="x")

    subscriptions[ImageStored] = [write_and_fail]
    happened(ImageStored(image_id=1), ProductPublished(product_id=1))
    assert deliver_due_events() == 1
    assert not IdempotencyKey.objects.exists(), "what the failing subscriber wrote is rolled back"
    assert OutboxEvent.objects.get(name="ImageStored").attempts == 1


@pytest.mark.django_db
def test_waits_grow_and_the_event_is_set_aside_at_last(subscriptions, caplog):
    def refuse(event):
        raise ValueError("never")

    subscriptions[ProductPaused] = [refuse]
    happened(ProductPaused(product_id=1), ProductPublished(product_id=1))
    waits = []
    for _ in range(MAX_ATTEMPTS):
        due_now()
        deliver_due_events()
        waits.append(OutboxEvent.objects.get(name="ProductPaused").next_attempt_at - timezone.now())
    assert waits[0] < timedelta(seconds=7)
    assert waits[5] > 10 * waits[0]
    assert max(waits) < timedelta(hours=1, minutes=13)
    assert OutboxEvent.objects.get(name="ProductPaused").failed_at is not None
    assert [record.levelno for record in caplog.records if "is set aside" in record.message] == [logging.ERROR]
    due_now()
    deliver_due_events()
    assert subscribers.received == [ProductPublished(product_id=1)], "its followers go on"

    subscriptions[ProductPaused] = [subscribers.receive]
    assert retry_failed_events() == 1
    assert deliver_due_events() == 1


@pytest.mark.django_db
def test_event_that_no_class_knows_is_a_failure_and_not_a_crash(subscriptions):
    OutboxEvent.objects.create(name="Forgotten", aggregate="toy", aggregate_id=1, payload={})
    assert deliver_due_events() == 0
    assert OutboxEvent.objects.get().attempts == 1


@pytest.mark.django_db
def test_a_subscriber_may_be_told_the_events_number_which_stays_the_same(subscriptions):
    told = []
    subscriptions[ImageStored] = [Numbered(lambda event, number: told.append((event, number)))]
    happened(ImageStored(image_id=1))
    assert deliver_due_events() == 1
    OutboxEvent.objects.update(delivered_at=None)
    assert deliver_due_events() == 1
    assert told == [(ImageStored(image_id=1), OutboxEvent.objects.get().pk)] * 2


@pytest.mark.django_db
def test_event_without_subscribers_is_done(subscriptions):
    del subscriptions[ImageStored]
    happened(ImageStored(image_id=1))
    assert deliver_due_events() == 1


@pytest.mark.django_db
def test_task_gets_the_fields_as_keyword_arguments(subscriptions, monkeypatch):
    sent = []
    monkeypatch.setattr(
        relay.current_app, "send_task", lambda name, **options: sent.append((name, options["kwargs"]))
    )
    subscriptions[ImageStored] = ["some.task"]
    happened(ImageStored(image_id=5))
    assert deliver_due_events() == 1
    assert sent == [("some.task", {"image_id": 5})]


@pytest.mark.django_db
def test_broker_that_is_down_delays_and_never_loses(subscriptions, monkeypatch):
    def refuse(*_, **__):
        raise OperationalError("connection refused")

    monkeypatch.setattr(relay.current_app, "send_task", refuse)
    subscriptions[ImageStored] = ["some.task"]
    happened(ProductPublished(product_id=1), ImageStored(image_id=5))
    for _ in range(MAX_ATTEMPTS + 1):
        deliver_due_events()
    waiting = OutboxEvent.objects.get(delivered_at=None)
    assert (waiting.name, waiting.attempts, waiting.failed_at) == ("ImageStored", 0, None)
    assert subscribers.received == [ProductPublished(product_id=1)], "what was delivered before stays delivered"

    subscriptions[ImageStored] = [subscribers.receive]
    assert deliver_due_events() == 1


@pytest.mark.django_db
def test_delivered_events_are_pruned_after_a_week_and_others_kept(subscriptions):
    happened(ImageStored(image_id=1), ImageStored(image_id=2), ImageStored(image_id=3))
    old = timezone.now() - timedelta(days=8)
    OutboxEvent.objects.filter(aggregate_id=1).update(delivered_at=old)
    OutboxEvent.objects.filter(aggregate_id=2).update(failed_at=old)
    assert prune_outbox() == 1
    assert set(OutboxEvent.objects.values_list("aggregate_id", flat=True)) == {2, 3}


@pytest.mark.django_db(transaction=True)
def test_follower_waits_while_another_relay_holds_the_first(subscriptions):
    """Two connections: while one relay is inside the first event's subscriber, the other must find nothing."""
    inside, go_on = threading.Event(), threading.Event()
    order = []

    def slow(event):
        order.append("first begins")
        inside.set()
        assert go_on.wait(10)
        order.append("first ends")

    subscriptions[ProductPublished] = [slow]
    subscriptions[ProductPaused] = [lambda event: order.append("second")]
    happened(ProductPublished(product_id=1), ProductPaused(product_id=1), ImageStored(image_id=9))
    other = in_thread(deliver_due_events)
    assert inside.wait(10)
    deliver_due_events()
    assert order == ["first begins"]
    go_on.set()
    other.join()
    deliver_due_events()
    assert order == ["first begins", "first ends", "second"]
    assert subscribers.received == [ImageStored(image_id=9)]


@pytest.mark.django_db(transaction=True)
def test_two_relays_share_the_work_without_delivering_twice(subscriptions):
    events = [
        event(product_id=product_id)
        for _ in range(4)
        for product_id in range(30)
        for event in (ProductPublished, ProductPaused)
    ]
    with transaction.atomic():
        outbox.publish_all(events)
    relays = [in_thread(deliver_due_events) for _ in range(2)]
    for one in relays:
        one.join()
    deliver_due_events()
    assert len(subscribers.received) == len(events)
    for product_id in range(30):
        own = [event for event in subscribers.received if event.product_id == product_id]
        assert own == [event for event in events if event.product_id == product_id]


@pytest.mark.django_db(transaction=True)
def test_event_of_a_killed_relay_is_delivered_by_the_next(subscriptions):
    happened(ImageStored(image_id=1))
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    script = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        f"settings.EVENT_SUBSCRIPTIONS = '{HERE}.DEADLY_SUBSCRIPTIONS'\n"
        "from marketplace.commands.relay import deliver_due_events\n"
        "deliver_due_events()\n"
    )
    killed = subprocess.run([sys.executable, "-c", script], env={**os.environ, "DATABASE_URL": url}, timeout=60)
    assert killed.returncode == 9
    assert OutboxEvent.objects.get().delivered_at is None
    assert wait_until(deliver_due_events) == 1
    assert subscribers.received == [ImageStored(image_id=1)]


def in_thread(function):
    def run():
        try:
            function()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def wait_until(function, seconds=10):
    """PostgreSQL needs a moment to notice that a client is gone."""
    pause = threading.Event()
    for _ in range(seconds * 20):
        if result := function():
            return result
        pause.wait(0.05)
    return None
