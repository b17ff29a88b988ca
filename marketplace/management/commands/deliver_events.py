"""manage.py deliver_events: what the worker does every two seconds, by hand; and a second chance for failures."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from marketplace.commands.relay import deliver_due_events, retry_failed_events


class Command(BaseCommand):
    help = "Delivers the events that are due in the outbox."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry-failed", action="store_true", help="first take up those that were set aside")

    def handle(self, *args: Any, retry_failed: bool = False, **options: Any) -> None:
        if retry_failed:
            self.stdout.write(f"{retry_failed_events()} events taken up again")
        self.stdout.write(f"{deliver_due_events()} events delivered")
