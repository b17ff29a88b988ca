import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.demo.load import load_demo
from catalog.demo.logins import LOGINS
from catalog.demo.scale import scale_to
from marketplace.place_data import BadRow as BadPlaceRow
from marketplace.tables import BadRow


class Command(BaseCommand):
    help = "Loads the demo catalogue (146 products of 80 producers). May be run again: it adds only what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale", type=int, metavar="N", help="then top up to N made-up products, for benchmarks"
        )

    def handle(self, *args: Any, scale: int | None = None, **options: Any) -> None:
        start = time.monotonic()
        try:
            loaded = load_demo(tell=self._tell)
        except (BadRow, BadPlaceRow) as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        self._tell(
            f"Added {loaded.sellers} sellers, {loaded.products} products and {loaded.certificates} certificates "
            f"in {time.monotonic() - start:.1f} s"
        )
        if scale is not None:
            self._scale_to(scale)
        for login in LOGINS:
            self._tell(f"Sign in as {login.role}: {login.email} / {login.password}")

    def _scale_to(self, total: int) -> None:
        start = time.monotonic()
        added = scale_to(total=total, tell=self._tell)
        self._tell(f"Added {len(added):,} made-up products in {time.monotonic() - start:.1f} s")

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
