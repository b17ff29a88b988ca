import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.demo.load import load_demo
from catalog.demo.logins import LOGINS
from marketplace.errors import DomainError


class Command(BaseCommand):
    help = "Loads the demo catalogue (146 products of 80 producers). May be run again: it adds only what is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        start = time.monotonic()
        try:
            loaded = load_demo(tell=self._tell)
        except DomainError as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        self._tell(
            f"Added {loaded.sellers} sellers, {loaded.products} products and {loaded.certificates} certificates "
            f"in {time.monotonic() - start:.1f} s"
        )
        for login in LOGINS:
            self._tell(f"Sign in as {login.role}: {login.email} / {login.password}")

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
