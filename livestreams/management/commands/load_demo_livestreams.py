from typing import Any

from django.core.management.base import BaseCommand

from livestreams.demo import load_demo_livestreams


class Command(BaseCommand):
    help = "Adds two livestreams to the demo, once: one to come, and one to watch again. After load_demo."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Added {load_demo_livestreams()} livestreams")
