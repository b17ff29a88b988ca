"""manage.py search_verify: does each index say what the shop says? Mends what differs, unless told not to."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.commands.elastic.verifying import ElasticIndex
from search.commands.verify import Index, PostgresIndex, verify_index
from search.engines.protocol import EngineDown


class Command(BaseCommand):
    help = "Compares the search indexes with the shop, and mends what differs. Safe on a running shop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-repair", action="store_true", help="Only look: ends with an error where it differs")

    def handle(self, *args: Any, **options: Any) -> None:
        self._verify("PostgreSQL", PostgresIndex(), options["no_repair"])
        if settings.ELASTICSEARCH_URL:
            try:
                self._verify("Elasticsearch", ElasticIndex(), options["no_repair"])
            except EngineDown as error:
                raise CommandError(f"Elasticsearch: {error}") from error

    def _verify(self, name: str, index: Index, looks_only: bool) -> None:
        found = verify_index(index, repairs=not looks_only, tell=self.stdout.write)
        wrong = len(found.wrong) + len(found.left)
        if wrong and looks_only:
            some = [*found.wrong, *found.left][:20]
            raise CommandError(f"{name}: {wrong:,} of {found.checked:,} products differ: {some}")
        mended = " and were mended" if wrong else ""
        self.stdout.write(f"{name}: {wrong:,} of {found.checked:,} products differed{mended}.")
