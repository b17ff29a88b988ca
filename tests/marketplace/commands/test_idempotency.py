import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from marketplace.commands.idempotency import IdempotencyKeyReused, answered_once, purge_old_keys
from marketplace.errors import Conflict, ErrorCode, Invalid
from marketplace.models import IdempotencyKey, User


@pytest.fixture
def buyer(db):
    return User.objects.create_user("buyer@example.com")


class Write:
    """Counts how often it is made."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return {"order": self.times}


def ask(write, *, actor=None, key="k-1", operation="placeOrder", request=None):
    return answered_once(
        actor=actor,
        operation=operation,
        key=key,
        request=request or {"cart": "a", "on": date(2026, 1, 2)},
        respond=write,
    )


def test_same_key_and_request_replays_the_answer(buyer):
    write = Write()
    assert [ask(write, actor=buyer) for _ in range(3)] == [{"order": 1}] * 3
    assert write.times == 1


@pytest.mark.django_db
def test_order_of_the_fields_does_not_matter():
    write = Write()
    ask(write, request={"a": 1, "b": {"c": 2, "d": 3}})
    assert ask(write, request={"b": {"d": 3, "c": 2}, "a": 1}) == {"order": 1}


def test_same_key_with_another_request_is_refused(buyer):
    write = Write()
    ask(write, actor=buyer)
    with pytest.raises(IdempotencyKeyReused) as refusal:
        ask(write, actor=buyer, request={"cart": "b"})
    assert (refusal.value.code, refusal.value.field) == (ErrorCode.IDEMPOTENCY_KEY_REUSED, ["idempotencyKey"])
    assert write.times == 1


def test_keys_belong_to_a_person_and_an_operation(buyer):
    write, other = Write(), User.objects.create_user("other@example.com")
    ask(write, actor=buyer)
    ask(write, actor=other)
    ask(write, actor=None)
    ask(write, actor=buyer, operation="cancelOrder")
    assert write.times == 4


def test_failure_leaves_no_key(buyer):
    def refuse():
        User.objects.create_user("half-done@example.com")
        raise Conflict

    with pytest.raises(Conflict):
        ask(refuse, actor=buyer)
    assert not IdempotencyKey.objects.exists()
    assert not User.objects.filter(email="half-done@example.com").exists()
    assert ask(Write(), actor=buyer) == {"order": 1}


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "  ", "x" * 201, "a\0b"])
def test_unusable_key_is_refused(key):
    write = Write()
    with pytest.raises(Invalid):
        ask(write, key=key)
    assert write.times == 0


@pytest.mark.django_db
def test_keys_are_purged_after_a_day():
    ask(Write(), key="old")
    ask(Write(), key="new")
    IdempotencyKey.objects.filter(key="old").update(created_at=timezone.now() - timedelta(hours=24, minutes=1))
    assert purge_old_keys() == 1
    assert IdempotencyKey.objects.get().key == "new"


def both_at_once(respond_of_first):
    """The second request starts while the first is inside its write; returns what each got."""
    inside, go_on = threading.Event(), threading.Event()
    answers, second_write = {}, Write()

    def first():
        def respond():
            inside.set()
            assert go_on.wait(10)
            return respond_of_first()

        try:
            answers["first"] = ask(respond)
        except Conflict:
            answers["first"] = "refused"
        finally:
            connection.close()

    def second():
        assert inside.wait(10)
        answers["second"] = ask(second_write)
        connection.close()

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    for thread in threads:
        thread.start()
    assert inside.wait(10)
    wait_for_blocked_connection()
    assert "second" not in answers
    go_on.set()
    for thread in threads:
        thread.join()
    return answers, second_write.times


def wait_for_blocked_connection():
    pause = threading.Event()
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        pause.wait(0.02)
    raise AssertionError("the second request did not wait")


@pytest.mark.django_db(transaction=True)
def test_second_request_at_the_same_time_waits_and_replays():
    answers, second_writes = both_at_once(lambda: {"order": "of the first"})
    assert answers == {"first": {"order": "of the first"}, "second": {"order": "of the first"}}
    assert second_writes == 0


@pytest.mark.django_db(transaction=True)
def test_second_request_writes_itself_when_the_first_fails():
    def refuse():
        raise Conflict

    answers, second_writes = both_at_once(refuse)
    assert answers == {"first": "refused", "second": {"order": 1}}
    assert second_writes == 1


@pytest.mark.django_db(transaction=True)
def test_answer_is_kept_only_with_its_write():
    with pytest.raises(RuntimeError), transaction.atomic():
        ask(Write())
        raise RuntimeError("the surrounding transaction fails")
    assert not IdempotencyKey.objects.exists()
