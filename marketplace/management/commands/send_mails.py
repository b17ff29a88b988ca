"""manage.py send_mails: what the worker does every ten seconds, by hand; and a second chance for failures."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from marketplace.commands.notices.send_mails import retry_failed_mails, send_mails


class Command(BaseCommand):
    help = "Sends the mails of notices that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry-failed", action="store_true", help="first take up those that were given up")

    def handle(self, *args: Any, retry_failed: bool = False, **options: Any) -> None:
        if retry_failed:
            self.stdout.write(f"{retry_failed_mails()} mails taken up again")
        self.stdout.write(f"{send_mails()} mails sent")
