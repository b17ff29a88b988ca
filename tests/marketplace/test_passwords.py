"""Hashing in a bounded number of workers."""

import threading

import pytest
from django.contrib.auth.hashers import BasePasswordHasher

from marketplace.passwords import HashWorkers, TooBusy


class Gate(BasePasswordHasher):
    """A hash that stays at work until it is let go."""

    algorithm = "gate"
    open = threading.Event()
    running = threading.Semaphore(0)
    lock, now, most = threading.Lock(), 0, 0

    def encode(self, password, salt):
        with Gate.lock:
            Gate.now += 1
            Gate.most = max(Gate.most, Gate.now)
        Gate.running.release()
        assert Gate.open.wait(10)
        with Gate.lock:
            Gate.now -= 1
        return "gate$hash"


@pytest.fixture
def gate(settings):
    settings.PASSWORD_HASHERS = ["tests.marketplace.test_passwords.Gate"]
    return Gate


def test_who_comes_beyond_the_queue_is_turned_away_at_once(gate):
    workers, answers = HashWorkers(workers=2, waiting=3), []

    def hash_one():
        with workers.place() as place:
            answers.append(place.hashed("x"))

    threads = [threading.Thread(target=hash_one) for _ in range(5)]
    for thread in threads:
        thread.start()
    for _ in range(2):
        assert gate.running.acquire(timeout=10)
    while workers._places._value:
        threading.Event().wait(0.01)
    with pytest.raises(TooBusy) as refused, workers.place():
        raise AssertionError("there was a place")
    assert refused.value.retry_after == 1
    gate.open.set()
    for thread in threads:
        thread.join()
    assert answers == ["gate$hash"] * 5
    assert gate.most == 2
    with workers.place() as place:
        assert place.hashed("x") == "gate$hash"


def test_a_failure_frees_its_place():
    workers = HashWorkers(workers=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), workers.place():
            raise ZeroDivisionError
    with workers.place() as place:
        assert place.verdict("x", place.hashed("x")) == (True, False)
