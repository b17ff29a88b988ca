"""Two connections with one token: a row lock decides, and one of them wins."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from marketplace.commands.sign_in.tokens import issue_tokens, refresh_token
from marketplace.errors import DomainError
from marketplace.models import RefreshToken, Session
from tests.marketplace.people import make_session

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def at_once(token, *keys):
    """Both wait for the session that this connection holds locked, and go on together."""
    answers = []

    def ask(key):
        try:
            answers.append(refresh_token(token=token, idempotency_key=key, now=NOW).refresh)
        except DomainError as error:
            answers.append(str(error.code))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[key]) for key in keys]
    with transaction.atomic():
        Session.objects.select_for_update().get()
        for thread in threads:
            thread.start()
        wait_for_blocked_connections(len(threads))
    for thread in threads:
        thread.join()
    return answers


def wait_for_blocked_connections(count):
    pause = threading.Event()
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] >= count:
                return
        pause.wait(0.02)
    raise AssertionError("the requests did not wait")


@pytest.mark.parametrize("keys", [(None, None), ("k1", "k2"), ("k1", None)])
def test_one_of_two_exchanges_at_once_wins(keys):
    token = issue_tokens(session=make_session(now=NOW), now=NOW).refresh
    answers = at_once(token, *keys)
    assert answers.count("CONFLICT") == 1
    assert RefreshToken.objects.filter(used_at__isnull=True).count() == 1
    assert Session.objects.get().ended_at is None


def test_the_same_request_sent_twice_at_once_gets_one_answer():
    token = issue_tokens(session=make_session(now=NOW), now=NOW).refresh
    one, other = at_once(token, "k1", "k1")
    assert one == other
    assert RefreshToken.objects.count() == 2
