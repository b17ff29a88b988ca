"""Hashing in a bounded number of workers."""

import threading

import pytest

from marketplace.passwords import HashWorkers, TooBusy


class Gate:
    """Work that stays at work until it is let go."""

    def __init__(self):
        self.open = threading.Event()
        self.running = threading.Semaphore(0)
        self.most, self._now, self._lock = 0, 0, threading.Lock()

    def work(self):
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        self.running.release()
        assert self.open.wait(10)
        with self._lock:
            self._now -= 1
        return "done"


def test_work_beyond_the_queue_is_turned_away_at_once():
    workers, gate, answers = HashWorkers(workers=2, waiting=3), Gate(), []
    threads = [threading.Thread(target=lambda: answers.append(workers.run(gate.work))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for _ in range(2):
        assert gate.running.acquire(timeout=10)
    while workers._places._value:
        threading.Event().wait(0.01)
    with pytest.raises(TooBusy) as refused:
        workers.run(gate.work)
    assert refused.value.retry_after == 1
    gate.open.set()
    for thread in threads:
        thread.join()
    assert answers == ["done"] * 5
    assert gate.most == 2
    assert workers.run(gate.work) == "done"


def test_a_failure_frees_its_place():
    workers = HashWorkers(workers=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            workers.run(lambda: 1 / 0)
    assert workers.run(lambda: 1) == 1
