from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.commands.taxonomies import load_taxonomies
from marketplace.tables import BadRow


class Command(BaseCommand):
    help = "Loads the editions of the OCOP product groups, their mapping and their attributes. May be run again."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_taxonomies()
        except BadRow as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{loaded.taxonomies} taxonomies, {loaded.groups} groups, "
            f"{loaded.mappings} mappings, {loaded.attributes} attributes"
        )
