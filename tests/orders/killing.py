"""A process that is killed (SIGKILL) before or after its nth commit or call to Stripe. Nothing gets to clean up."""

import multiprocessing
import os
import signal

import stripe
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from orders.gateways import stripe_api


def killed_at(point, deed, *given):
    """Runs the deed in a process of its own that dies there; whether it did, or the deed has fewer such points."""
    connection.close()
    process = multiprocessing.get_context("fork").Process(target=_doomed, args=(point, deed, given))
    process.start()
    process.join(120)
    assert process.exitcode in (0, -signal.SIGKILL), f"point {point}: exit {process.exitcode}"
    return process.exitcode != 0


def _doomed(point, deed, given):
    left = iter(range(point, -1, -1))

    def here():
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(done):
        def surrounded(*arguments, **named):
            here()
            answer = done(*arguments, **named)
            here()
            return answer

        return surrounded

    connections.close_all()
    stripe_api.client.cache_clear()
    stripe.RequestsClient.request = around(stripe.RequestsClient.request)
    BaseDatabaseWrapper.commit = around(BaseDatabaseWrapper.commit)
    deed(*given)
    connections.close_all()
