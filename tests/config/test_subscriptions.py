from config.celery import app
from config.subscriptions import SUBSCRIPTIONS


def test_every_subscribed_task_exists():
    app.loader.import_default_modules()
    names = {name for subscribers in SUBSCRIPTIONS.values() for name in subscribers if isinstance(name, str)}
    assert names <= set(app.tasks)


def test_every_scheduled_task_exists():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
