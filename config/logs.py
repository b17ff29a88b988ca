"""Logs are JSON, one object a line, on standard error; every line made during a request carries its id."""

from typing import Any

import orjson
import structlog


def _without_noise(logger: Any, name: str, entry: Any) -> Any:
    """Celery attaches the arguments of a task, which may be personal; uvicorn its message in colours."""
    for key in ("data", "color_message"):
        entry.pop(key, None)
    return entry


_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    _without_noise,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    structlog.processors.EventRenamer("message"),
]


def _as_json(entry: Any, **options: Any) -> str:
    return orjson.dumps(entry, default=str).decode()


def json_formatter() -> structlog.stdlib.ProcessorFormatter:
    """For logging.config, also by name in the configuration files of the servers."""
    return structlog.stdlib.ProcessorFormatter(
        processor=structlog.processors.JSONRenderer(serializer=_as_json),
        foreign_pre_chain=_shared,
    )


def configured(level: str) -> dict[str, Any]:
    """Sets structlog up, and returns Django's LOGGING for the same output."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "config.logs.json_formatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # the access line says as much of a request that was refused
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            # a task every two seconds would fill the log; failures are still told
            "celery.beat": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            # a line for each request to the index would drown all others; what fails is told
            "elastic_transport": {"level": "WARNING"},
            # what fails is told by our own gateway
            "stripe": {"level": "WARNING"},
            # Django's own configuration would print a second, plain line
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
        },
    }
