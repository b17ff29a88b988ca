"""Commands on connections of their own, at the same time: what row locks decide is decided for real."""

import threading
from contextlib import contextmanager

from django.db import connection, transaction

from marketplace.errors import DomainError

# Of this database alone: other test processes have theirs on the same server. (pg_stat_activity would be read once a
# transaction.)
BLOCKED = """SELECT count(DISTINCT waiting.pid) FROM pg_locks AS waiting JOIN pg_locks AS held USING (pid)
    WHERE NOT waiting.granted
    AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())"""


@contextmanager
def held(rows):
    """Holds the rows of a queryset locked on this connection, until the end of the block."""
    with transaction.atomic():
        list(rows.select_for_update())
        yield


class Others:
    """`start` runs a call on another connection; `answers` waits for all: their results, or a refusal's code."""

    def __init__(self):
        self.threads = []
        self.results = []

    def start(self, call, **given):
        number = len(self.threads)
        self.results.append(None)

        def run():
            try:
                self.results[number] = call(**given)
            except DomainError as error:
                self.results[number] = str(error.code)
            finally:
                connection.close()

        self.threads.append(threading.Thread(target=run))
        self.threads[-1].start()

    def wait_until_blocked(self):
        pause = threading.Event()
        for _ in range(500):
            with connection.cursor() as cursor:
                cursor.execute(BLOCKED)
                if cursor.fetchone()[0] >= len(self.threads):
                    return
            pause.wait(0.02)
        raise AssertionError("the others did not wait")

    def answers(self):
        for thread in self.threads:
            thread.join()
        return self.results
