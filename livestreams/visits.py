"""Visits of links, noted without a word about who: one line in the shared store, which a job counts."""

import json
import re
from datetime import date

from marketplace.shared_store import shared_store

LINES = "livestreams:visits"
# Programs that say so. Apps of Facebook and Zalo name themselves in what their people browse with, so those are none.
_PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|facebookexternalhit|facebot|facebookcatalog|whatsapp|telegram|skypeuri|preview"
    r"|embedly|headless|curl|wget|python|okhttp|go-http|java/|axios|node-fetch|monitor|lighthouse",
    re.IGNORECASE,
)


def is_program(user_agent: str) -> bool:
    return not user_agent or _PROGRAMS.search(user_agent) is not None


def note_visit(link_id: int, day: date) -> None:
    """Lost while the store is down: a statistic, which no visitor waits for."""
    line = json.dumps([link_id, day.isoformat()])
    shared_store().ask(lambda store: store.rpush(LINES, line), None)
