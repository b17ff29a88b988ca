"""manage.py load_carrier_places FILE: what a carrier calls our communes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.errors import Invalid
from orders.commands.delivery.places import COLUMNS, load_carrier_places
from orders.models import Carrier


class Command(BaseCommand):
    help = f"Loads a carrier's districts and wards from a CSV file ({', '.join(COLUMNS)}). Repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--carrier", default=Carrier.GHN.value, choices=[Carrier.GHN.value])

    def handle(self, *args: Any, file: Path, carrier: str, **options: Any) -> None:
        try:
            count = load_carrier_places(carrier=Carrier(carrier), text=file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, Invalid) as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.stdout.write(f"{count:,} communes are known to {carrier}")
