"""manage.py search_verify: does the index say what the shop says? Mends what differs, unless told not to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.commands.verify import verify_index


class Command(BaseCommand):
    help = "Compares the search index with the shop, and mends what differs. Safe on a running shop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-repair", action="store_true", help="Only look: ends with an error where it differs")

    def handle(self, *args: Any, **options: Any) -> None:
        looks_only = options["no_repair"]
        found = verify_index(repairs=not looks_only, tell=self.stdout.write)
        wrong = len(found.wrong) + len(found.left)
        if wrong and looks_only:
            raise CommandError(f"{wrong:,} of {found.checked:,} products differ: {[*found.wrong, *found.left][:20]}")
        self.stdout.write(f"{wrong:,} of {found.checked:,} products differed{' and were mended' if wrong else ''}.")
