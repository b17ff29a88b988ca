"""Warnings 30 and 7 days ahead, and on expiry: each once, whatever the job does."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from config.celery import app
from sellers.commands.papers.warn_of_expiry import warn_of_expiring_papers
from sellers.models import Paper, PaperKind, SellerStatus
from tests.sellers.people import TODAY, add_paper, approved, events, make_application
from tests.sellers.races import at_once

pytestmark = pytest.mark.django_db
TOLD = ("PaperExpiring", "PaperExpired")


def licence(days):
    """Of an approved shop, with so many days left."""
    application = make_application()
    add_paper(application, PaperKind.OTHER, expires_on=TODAY + timedelta(days=days))
    approved(application)
    return Paper.objects.get(seller=application.seller_id, kind=PaperKind.OTHER)


def told(paper=None):
    found = events(*TOLD)
    return [(name, payload.get("days_left")) for name, payload in found if paper is None or _is_of(payload, paper)]


def _is_of(payload, paper):
    return payload["paper_id"] == paper.pk


def run(day):
    return warn_of_expiring_papers(day=TODAY + timedelta(days=day))


def test_every_day_of_the_last_weeks():
    paper = licence(40)
    for day in range(60):
        run(day)
    assert told() == [("PaperExpiring", 30), ("PaperExpiring", 7), ("PaperExpired", None)]
    assert events("PaperExpired")[0][1] == {
        "seller_id": paper.seller_id,
        "paper_id": paper.pk,
        "kind": "OTHER",
        "expires_on": str(TODAY + timedelta(days=40)),
    }


def test_the_job_twice_a_day_warns_once():
    licence(30)
    assert [run(0), run(0), run(1)] == [1, 0, 0]
    assert told() == [("PaperExpiring", 30)]


@pytest.mark.parametrize(
    ("days_run", "warned"),
    [
        ([12], [("PaperExpiring", 28)]),
        ([10, 35], [("PaperExpiring", 30), ("PaperExpiring", 5)]),
        ([36], [("PaperExpiring", 4)]),
        ([36, 41], [("PaperExpiring", 4), ("PaperExpired", None)]),
        ([100, 101], [("PaperExpired", None)]),
        ([40], [("PaperExpiring", 0)]),
        ([9], []),
    ],
)
def test_days_that_were_missed(days_run, warned):
    licence(40)
    for day in days_run:
        run(day)
    assert told() == warned


def test_who_renewed_in_time_is_left_alone():
    paper = licence(20)
    Paper.objects.filter(pk=paper.pk).update(replaced_at="2026-11-25T00:00Z")
    assert run(0) == 0


@pytest.mark.parametrize("status", [SellerStatus.APPLYING, SellerStatus.CLOSED])
def test_shops_that_cannot_sell_anyway_are_left_alone(status):
    paper = licence(20)
    paper.seller.status = status
    paper.seller.save()
    assert run(0) == 0


def test_papers_that_wait_are_no_licence_yet():
    add_paper(make_application(), PaperKind.OTHER, expires_on=TODAY + timedelta(days=3))
    assert run(0) == 0


def test_many_papers_take_a_few_statements(django_assert_max_num_queries):
    for _ in range(5):
        licence(20)
    with django_assert_max_num_queries(8):
        assert run(0) == 5
    assert len(told()) == 5


def test_the_job_is_on_the_timetable():
    entry = app.conf.beat_schedule["warn of expiring papers"]
    assert entry["task"] == "sellers.warn_of_expiring_papers"
    assert {6, 20} <= entry["schedule"].hour


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_warn_once():
    licence(20)
    warned = at_once(lambda: run(0), lambda: run(0))
    assert sorted(warned) == [0, 1]
    assert len(told()) == 1
    assert not connection.in_atomic_block and transaction.get_autocommit()
