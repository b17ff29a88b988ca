"""Background jobs of livestreams. Each calls one command."""

from celery import shared_task

from livestreams.commands import deals, keeping, running, visits


@shared_task(name="livestreams.end_forgotten")
def end_forgotten() -> None:
    running.end_forgotten()


@shared_task(name="livestreams.tell_ended_deals")
def tell_ended_deals() -> None:
    deals.tell_ended_deals()


@shared_task(name="livestreams.purge_old_livestreams")
def purge_old_livestreams() -> None:
    keeping.purge_old_livestreams()


@shared_task(name="livestreams.count_visits")
def count_visits() -> None:
    visits.count_visits()
