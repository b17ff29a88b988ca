import json
import logging
import sys

import structlog
from structlog.contextvars import bound_contextvars

from config.logs import configured, json_formatter


def _line(message: str, *, extra: dict[str, object] | None = None, **record: object) -> dict[str, object]:
    made = logging.LogRecord("shop", logging.WARNING, __file__, 1, message, None, **({"exc_info": None} | record))
    vars(made).update(extra or {})
    return json.loads(json_formatter().format(made))


def test_line_is_one_json_object_with_the_request_it_belongs_to() -> None:
    with bound_contextvars(request_id="abc-123-def"):
        line = _line("nước mắm\nhết hàng", extra={"status": 503})
    assert line["message"] == "nước mắm\nhết hàng"
    assert line["request_id"] == "abc-123-def"
    assert line["status"] == 503
    assert line["level"] == "warning"
    assert line["logger"] == "shop"
    assert str(line["timestamp"]).endswith("Z")


def test_exception_is_told_with_its_trace_but_without_local_values() -> None:
    password = "not for the log"
    try:
        raise ValueError("broken")
    except ValueError:
        line = _line("failed", exc_info=sys.exc_info())
    assert "ValueError: broken" in str(line["exception"])
    assert password not in str(line)


def test_arguments_of_tasks_are_left_out() -> None:
    assert "data" not in _line("Task received", extra={"data": {"args": "('lan@example.com',)"}})


def test_value_that_json_does_not_know_is_written_as_text() -> None:
    assert _line("odd", extra={"thing": {1}})["thing"] == "{1}"


def test_structlog_writes_the_same_lines() -> None:
    logging_settings = configured("INFO")
    assert logging_settings["formatters"]["json"]["()"] == "config.logs.json_formatter"
    assert structlog.is_configured()
