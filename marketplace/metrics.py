"""Counters that operators watch, the same for all processes: kept in the shared store, told at /metrics."""

from collections.abc import Mapping

from marketplace.shared_store import shared_store

KEY = "marketplace:metrics"


def count(name: str, by: int = 1) -> None:
    shared_store().ask(lambda store: store.hincrby(KEY, name, by), 0)


def counts() -> Mapping[str, int] | None:
    """None while the store is down."""
    found = shared_store().ask(lambda store: store.hgetall(KEY), None)
    return None if found is None else {name: int(number) for name, number in found.items()}
