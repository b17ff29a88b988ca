"""What somebody waits for goes before what takes long."""

from kombu import Connection

from config.celery import app


def test_codes_and_events_go_before_all_else(settings):
    for name in ("marketplace.deliver_events", "marketplace.send_code", "search.index_pending"):
        assert app.amqp.router.route({}, name)["queue"].name == "at-once"
    assert (
        app.amqp.router.route({}, "marketplace.make_renditions").get("queue", app.amqp.default_queue).name == "celery"
    )


def test_a_worker_looks_into_the_urgent_queue_first(settings):
    with Connection(settings.REDIS_URL, transport_options=app.conf.broker_transport_options) as broker:
        channel = broker.channel()
        for queue in ("celery", "at-once"):
            channel.basic_consume(queue, no_ack=True, callback=print, consumer_tag=queue)
        for _ in range(3):
            assert channel._queue_cycle.consume(2) == ["at-once", "celery"]
            channel._queue_cycle.rotate("at-once")
