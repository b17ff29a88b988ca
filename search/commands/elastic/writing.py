"""From what is pending to documents, in one bulk a batch.

Nothing is locked while Elasticsearch is asked: versions, which it compares, keep an old document from overwriting a
later one, and a note is settled only if it is still the same.
"""

import logging
from collections.abc import Collection, Mapping
from typing import Any

from marketplace.metrics import count
from search.commands.elastic.indexes import answered
from search.commands.pending import peek, settle
from search.documents import documents_of
from search.engines.elastic.documents import source_of
from search.engines.elastic.names import index_name
from search.engines.protocol import EngineDown
from search.models import IndexedEngine
from search.queries import units_over

BATCH = 500
_BUSY = frozenset({429, 502, 503, 504})
_THERE_ALREADY = 409  # the same version or a later one
_NOT_THERE = 404

logger = logging.getLogger(__name__)


def write_batch(row: IndexedEngine) -> int:
    """Says how many products it took up. Raises EngineDown; what was not written is pending still."""
    versions = peek(row.name, BATCH)
    if not versions:
        return 0
    operations = _operations(versions)
    with answered() as elastic:
        # Those who wait for a few products see them at once; a long queue need not.
        answer = elastic.bulk(index=index_name(row.name), operations=operations, refresh=len(versions) < BATCH)
    outcome = {int(item["_id"]): item for entry in answer["items"] for item in entry.values()}
    busy = {pk for pk, item in outcome.items() if item["status"] in _BUSY}
    refused = {pk for pk, item in outcome.items() if _is_refusal(item)}
    if refused:
        _leave_out(row, refused, outcome, versions)
    settle(row.name, {pk: version for pk, version in versions.items() if pk not in busy})
    if busy:
        raise EngineDown(f"{len(busy)} of {len(versions)} documents were turned away: too busy")
    return len(versions)


def sources_of(product_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """What the index should say, of those that are listed. Two statements."""
    documents = documents_of(product_ids)
    units = units_over({one.facts.place_id for one in documents.values() if one.facts.place_id is not None})
    return {pk: source_of(document, units) for pk, document in documents.items()}


def _operations(versions: Mapping[int, int]) -> list[dict[str, Any]]:
    sources = sources_of(versions)
    operations: list[dict[str, Any]] = []
    for pk, version in versions.items():
        meta = {"_id": str(pk), "version": version, "version_type": "external"}
        operations += [{"index": meta}, sources[pk]] if pk in sources else [{"delete": meta}]
    return operations


def _is_refusal(item: Mapping[str, Any]) -> bool:
    return item["status"] >= 400 and item["status"] not in _BUSY | {_THERE_ALREADY, _NOT_THERE}


def _leave_out(
    row: IndexedEngine, refused: Collection[int], outcome: Mapping[int, Any], versions: Mapping[int, int]
) -> None:
    """Better not found than found as it was: the others go on. `search_verify` tells, and tries again."""
    for pk in sorted(refused):
        count("search_refused_documents")
        logger.error("Elasticsearch refused the document of product %d: %s", pk, outcome[pk].get("error"))
    gone = [{"delete": {"_id": str(pk), "version": versions[pk], "version_type": "external"}} for pk in refused]
    with answered() as elastic:
        elastic.bulk(index=index_name(row.name), operations=gone, refresh=True)
