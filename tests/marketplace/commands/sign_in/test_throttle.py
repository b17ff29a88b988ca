"""Waits grow with each try, and time forgives."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from marketplace.commands.sign_in.throttle import Policy, RateLimited, count_try, take_back
from marketplace.models import Throttle

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
POLICY = Policy("test", 3, timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10))
LAN, MAI = (POLICY, "lan"), (POLICY, "mai")


def after(**time):
    return NOW + timedelta(**time)


def wait_at(now, *tries):
    """The seconds that one has to wait, None when the try is counted."""
    try:
        count_try(tries or [LAN], now)
    except RateLimited as error:
        return error.retry_after
    return None


@pytest.mark.django_db
def test_after_the_free_tries_each_doubles_the_wait_up_to_the_longest():
    assert [wait_at(NOW) for _ in range(4)] == [None, None, None, 5]
    now, waits = NOW, []
    for _ in range(6):
        wait = wait_at(now)
        waits.append(wait)
        now += timedelta(seconds=wait)
        assert wait_at(now) is None
    assert waits == [5, 10, 20, 40, 60, 60]


@pytest.mark.django_db
def test_a_refused_try_counts_nothing():
    for _ in range(3):
        count_try([LAN], NOW)
    before = list(Throttle.objects.values())
    for _ in range(5):
        assert wait_at(after(seconds=1), LAN, MAI) == 4
    assert list(Throttle.objects.values()) == before


@pytest.mark.django_db
def test_time_forgives_one_try_after_another():
    for _ in range(3):
        count_try([LAN], NOW)
    assert [wait_at(after(minutes=10)) for _ in range(2)] == [None, 5]
    assert [wait_at(after(hours=9)) for _ in range(4)] == [None, None, None, 5]


@pytest.mark.django_db
def test_a_success_is_forgotten_or_taken_back():
    for _ in range(3):
        count_try([LAN, MAI], NOW)
    take_back([MAI], forgiven=[LAN])
    assert [wait_at(NOW, LAN) for _ in range(4)] == [None, None, None, 5]
    assert [wait_at(NOW, MAI) for _ in range(2)] == [None, 5]


@pytest.mark.django_db
def test_a_success_does_not_end_the_wait_that_failures_have_earned():
    for _ in range(3):
        count_try([LAN], NOW)
    count_try([LAN], after(seconds=5))
    take_back([LAN])
    assert wait_at(after(seconds=6)) == 9


@pytest.mark.django_db
def test_one_of_two_that_is_blocked_blocks_both():
    for _ in range(3):
        count_try([LAN], NOW)
    assert wait_at(NOW, MAI, LAN) == 5
    assert [wait_at(NOW, MAI) for _ in range(3)] == [None, None, None]


@pytest.mark.django_db
def test_a_try_that_began_earlier_and_comes_later_does_not_wait():
    count_try([LAN], after(seconds=1))
    assert wait_at(NOW) is None


@pytest.mark.django_db
def test_nobody_is_named_in_the_table():
    count_try([LAN], NOW)
    assert "lan" not in Throttle.objects.get().key


@pytest.mark.django_db(transaction=True)
def test_of_twelve_tries_at_once_only_the_free_ones_come_through():
    waits = []
    start = threading.Barrier(12)

    def attempt():
        try:
            start.wait()
            waits.append(wait_at(NOW, LAN, MAI))
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits, key=str) == [5] * 9 + [None] * 3
    assert list(Throttle.objects.values_list("level", flat=True)) == [3, 3]
