"""What our indexes are called: several shops may share a cluster."""

from django.conf import settings


def alias_name() -> str:
    """What is searched: it stands for one index at a time."""
    return f"{settings.ELASTICSEARCH_PREFIX}-products"


def index_name(row: str) -> str:
    """Of an IndexedEngine's name."""
    return f"{alias_name()}-{row}"
