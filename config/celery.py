"""The Celery application: worker and beat start from here, with DJANGO_SETTINGS_MODULE set."""

from celery import Celery

app = Celery("marketplace")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Delivery is also asked for after each commit; the beat is what makes it certain.
app.conf.beat_schedule = {
    "deliver events": {"task": "marketplace.deliver_events", "schedule": 2.0, "options": {"expires": 2}},
    "prune the outbox": {"task": "marketplace.prune_outbox", "schedule": 3600.0, "options": {"expires": 3600}},
    "purge idempotency keys": {
        "task": "marketplace.purge_idempotency_keys",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
}
