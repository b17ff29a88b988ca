"""manage.py load_places: the country's administrative units, with what became of them on 2025-07-01."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.commands.places import load_places
from marketplace.errors import NotFound
from marketplace.place_data import BadRow


class Command(BaseCommand):
    help = "Loads provinces, districts and communes, old and new. Repeatable; a bad row stops it and changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only", metavar="CODES", help="province codes, for example 36,37 (old and new ones)")

    def handle(self, *args: Any, only: str | None = None, **options: Any) -> None:
        began = time.perf_counter()
        provinces = {code.strip() for code in only.split(",")} if only else None
        try:
            loaded = load_places(provinces=provinces, told=self._tell)
        except (BadRow, NotFound) as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        seconds = time.perf_counter() - began
        self._tell(
            f"{loaded.places:,} places, {loaded.successions:,} successions and {loaded.covers:,} covers "
            f"in {seconds:.1f} s"
        )

    def _tell(self, step: str) -> None:
        self.stdout.write(step)
