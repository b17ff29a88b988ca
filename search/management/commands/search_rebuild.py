"""manage.py search_rebuild: writes every document anew, while the shop goes on searching the old ones."""

from typing import Any

from django.core.management.base import BaseCommand

from search.commands.index import BATCH, ENGINE, index_pending
from search.commands.pending import note_all


class Command(BaseCommand):
    help = "Writes the search documents of all products anew. Safe on a running shop."

    def handle(self, *args: Any, **options: Any) -> None:
        total = note_all(ENGINE)
        done = 0
        while taken := index_pending(most=BATCH):
            done += taken
            self.stdout.write(f"{done:,} of {total:,}")
