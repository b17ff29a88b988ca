"""manage.py search_rebuild: writes every document anew, while the shop goes on searching the old ones."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.commands.elastic.keeping import rebuild_index
from search.commands.index import BATCH, ENGINE, index_pending
from search.commands.pending import note_all
from search.engines.protocol import EngineDown


class Command(BaseCommand):
    help = "Writes the search documents of all products anew. Safe on a running shop, and after being cut off."

    def handle(self, *args: Any, **options: Any) -> None:
        total = note_all(ENGINE)
        done = 0
        while taken := index_pending(most=BATCH):
            done += taken
            self.stdout.write(f"PostgreSQL: {done:,} of {total:,}")
        if settings.ELASTICSEARCH_URL:
            try:
                rebuild_index(lambda line: self.stdout.write(f"Elasticsearch: {line}"))
            except EngineDown as error:
                raise CommandError(f"Elasticsearch: {error}") from error
