"""The Celery application: worker and beat start from here, with DJANGO_SETTINGS_MODULE set."""

import logging.config
import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import heartbeat_sent, setup_logging, task_postrun, task_prerun, worker_ready
from django.conf import settings
from structlog.contextvars import bind_contextvars, clear_contextvars

app = Celery("marketplace")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Delivery is also asked for after each commit; the beat is what makes it certain.
app.conf.beat_schedule = {
    "deliver events": {"task": "marketplace.deliver_events", "schedule": 2.0, "options": {"expires": 2}},
    # Events ask for it at once; this is for what changes without one, and for tasks that were lost.
    "index what changed": {"task": "search.index_pending", "schedule": 1.0, "options": {"expires": 2}},
    "end forgotten livestreams": {
        "task": "livestreams.end_forgotten",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 300},
    },
    # Prices go by the clock alone: this is for those who watch.
    "tell of ended deals": {"task": "livestreams.tell_ended_deals", "schedule": 5.0, "options": {"expires": 5}},
    "count visits of sales links": {
        "task": "livestreams.count_visits",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    "purge old livestreams": {
        "task": "livestreams.purge_old_livestreams",
        "schedule": crontab(hour=4, minute=10),
        "options": {"expires": 6 * 3600},
    },
    "complete delivered orders": {
        "task": "orders.complete_delivered",
        "schedule": crontab(minute=25),
        "options": {"expires": 3600},
    },
    "give unpaid pieces free": {"task": "orders.expire_unpaid", "schedule": 20.0, "options": {"expires": 20}},
    # Events ask for it at once; this is for what was put off, and for whoever died over it.
    "book and call off parcels": {"task": "orders.carry_out_due", "schedule": 20.0, "options": {"expires": 20}},
    "ask about parcels": {
        "task": "orders.ask_about_parcels",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 600},
    },
    "purge old quotes": {
        "task": "orders.purge_old_quotes",
        "schedule": crontab(hour=4, minute=20),
        "options": {"expires": 6 * 3600},
    },
    "send refunds to cards": {"task": "orders.send_refunds", "schedule": 30.0, "options": {"expires": 30}},
    "send payouts by Stripe": {"task": "orders.send_transfers", "schedule": 30.0, "options": {"expires": 30}},
    "purge old news of cards": {
        "task": "orders.purge_old_news",
        "schedule": crontab(hour=4, minute=20),
        "options": {"expires": 6 * 3600},
    },
    "pass deadlines of returns": {
        "task": "orders.pass_return_deadlines",
        "schedule": crontab(minute=20),
        "options": {"expires": 3600},
    },
    "purge old carts": {
        "task": "orders.purge_old_carts",
        "schedule": crontab(hour=4, minute=10),
        "options": {"expires": 6 * 3600},
    },
    "count what was searched": {"task": "search.take_lines", "schedule": 10.0, "options": {"expires": 10}},
    "weigh the front": {"task": "search.refresh_front", "schedule": 300.0, "options": {"expires": 300}},
    "fade what was bought together": {
        "task": "search.fade_pairs",
        "schedule": crontab(hour=3, minute=50),
        "options": {"expires": 6 * 3600},
    },
    "forget old searches": {
        "task": "search.forget_old_queries",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 6 * 3600},
    },
    "prune the outbox": {"task": "marketplace.prune_outbox", "schedule": 3600.0, "options": {"expires": 3600}},
    # Each is sent once, whichever tick takes it: a tick that comes late, or twice, does no harm.
    "send mails": {"task": "marketplace.send_mails", "schedule": 10.0, "options": {"expires": 10}},
    "send mails about orders": {"task": "orders.send_order_mails", "schedule": 10.0, "options": {"expires": 10}},
    "give up lost mails about orders": {
        "task": "orders.give_up_lost_order_mails",
        "schedule": crontab(minute=45),
        "options": {"expires": 3600},
    },
    "prune notifications": {
        "task": "marketplace.prune_notifications",
        "schedule": crontab(minute=40),
        "options": {"expires": 3600},
    },
    "purge idempotency keys": {
        "task": "marketplace.purge_idempotency_keys",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "purge sign-ins": {
        "task": "marketplace.purge_sign_ins",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 6 * 3600},
    },
    "erase due accounts": {
        "task": "marketplace.erase_due_accounts",
        "schedule": crontab(minute=50),
        "options": {"expires": 3600},
    },
    # In the waking hours: each warning goes out once, and the later runs are for a morning that was missed.
    "warn of expiring papers": {
        "task": "sellers.warn_of_expiring_papers",
        "schedule": crontab(minute=15, hour="6-20"),
        "options": {"expires": 3600},
    },
    "resume stalled imports": {
        "task": "catalog.resume_stalled_imports",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "purge old imports": {"task": "catalog.purge_old_imports", "schedule": 3600.0, "options": {"expires": 3600}},
    # At midnight in Vietnam certificates begin and end; the other hours are for a midnight that was missed. Half a
    # minute late, so that the worker's clock, too, has passed midnight.
    "refresh the listings of the day": {
        "task": "catalog.refresh_listings_of_the_day",
        "schedule": crontab(minute=0),
        "options": {"countdown": 30, "expires": 3600},
    },
}


def _log_as_the_web_does(**_: Any) -> None:
    logging.config.dictConfig(settings.LOGGING)


def _name_the_task_in_logs(task_id: str, task: Any, **_: Any) -> None:
    bind_contextvars(task=task.name, task_id=task_id)


def _forget_the_task(**_: Any) -> None:
    clear_contextvars()


def _show_life(**_: Any) -> None:
    """Touches a file every two seconds, which a health check can look at: asking the worker would cost a process."""
    sign = os.environ.get("WORKER_SIGN_OF_LIFE")
    if sign:
        Path(sign).touch()


setup_logging.connect(_log_as_the_web_does)
task_prerun.connect(_name_the_task_in_logs)
task_postrun.connect(_forget_the_task)
worker_ready.connect(_show_life)
heartbeat_sent.connect(_show_life)
