"""Deeds at the same moment, each on a connection of its own."""

import threading

from django.db import connection

from marketplace.errors import DomainError


def at_once(*deeds):
    """What each answered: its value, or the code of its refusal. All set off together."""
    start, answers = threading.Barrier(len(deeds)), [None] * len(deeds)

    def do(number, deed):
        try:
            start.wait(timeout=20)
            answers[number] = deed()
        except DomainError as error:
            answers[number] = str(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=numbered) for numbered in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
