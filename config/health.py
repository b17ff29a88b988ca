"""/healthz says that the process answers; /readyz that it can reach the database and the broker.

Answered before every other middleware: a probe comes over plain HTTP and by an address that no shopper uses.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import redis
from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connections
from django.http import HttpRequest, HttpResponse, JsonResponse

TIME_LIMIT = 2.0  # seconds for all probes together

logger = logging.getLogger(__name__)
# A probe that hangs keeps its thread; when all hang, further probes wait here in vain and are told so in time.
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="probe")


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return _uncached(JsonResponse({"process": "ok"}))
        if request.path_info == "/readyz":
            return _uncached(_readiness())
        return self._get_response(request)


def _readiness() -> JsonResponse:
    probes = {"database": _threads.submit(_ask_database), "broker": _threads.submit(_ask_broker)}
    deadline = time.monotonic() + TIME_LIMIT
    answers = {}
    for name, probe in probes.items():
        try:
            probe.result(timeout=max(0, deadline - time.monotonic()))
            answers[name] = "ok"
        except TimeoutError:
            answers[name] = f"no answer within {TIME_LIMIT:.0f} s"
        except (DatabaseError, redis.RedisError) as error:
            logger.warning("%s is not ready", name, exc_info=error)  # the answer is public: it does not say where
            answers[name] = "failed"
    return JsonResponse(answers, status=200 if set(answers.values()) == {"ok"} else 503)


def _ask_database() -> None:
    connection = connections["default"]  # this thread's own
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        connection.close()


def _ask_broker() -> None:
    limits = {"socket_timeout": TIME_LIMIT, "socket_connect_timeout": TIME_LIMIT}
    with redis.Redis.from_url(settings.REDIS_URL, **limits) as broker:
        broker.ping()


def _uncached(response: JsonResponse) -> JsonResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
