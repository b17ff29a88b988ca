"""Keeps the documents true: what changed is noted by triggers, and taken up here right after the commit."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from search.documents import Document, documents_of, spelled, words_of_text
from search.models import PendingProduct, ProductDocument
from search.text.lexicon import words_of_name

BATCH = 500
_QUOTED = str.maketrans({"'": "''", "\\": "\\\\"})

_WRITE = """
    INSERT INTO search_productdocument AS document (product_id, names, texts, name_folded, word_count, version)
    SELECT * FROM unnest(
        %s::bigint[], %s::text[]::tsvector[], %s::text[]::tsvector[], %s::text[], %s::int[], %s::bigint[]
    )
    ON CONFLICT (product_id) DO UPDATE SET
        names = excluded.names, texts = excluded.texts, name_folded = excluded.name_folded,
        word_count = excluded.word_count, version = excluded.version
    WHERE document.version < excluded.version
"""


def index_pending(*, most: int = 1_000_000) -> int:
    """Writes the documents of what is pending; says how many products it took up.

    Any number of these may run at once: each takes other rows. One that is killed leaves its rows pending.
    """
    done = 0
    while done < most:
        taken = _index_batch()
        done += taken
        if taken < BATCH:
            break
    return done


def note_all() -> int:
    """Makes every product pending again, those without a listing too: for a rebuild."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO search_pendingproduct (product_id, version, since)
            SELECT id, nextval('search_version'), now()
            FROM (
                SELECT product_id FROM catalog_listing UNION SELECT product_id FROM search_productdocument
            ) AS known (id)
            ORDER BY id
            ON CONFLICT (product_id) DO UPDATE SET version = excluded.version, since = excluded.since
            """
        )
        return int(cursor.rowcount)


def oldest_pending_seconds() -> float:
    """How far the index is behind; 0 when it is not."""
    oldest = PendingProduct.objects.order_by("since").values_list("since", flat=True).first()
    return 0.0 if oldest is None else max(0.0, (timezone.now() - oldest) / timedelta(seconds=1))


@transaction.atomic
def _index_batch() -> int:
    # Whoever changes one of these products meanwhile waits for us, and notes it anew.
    pending = list(
        PendingProduct.objects.select_for_update(skip_locked=True)
        .order_by("version")[:BATCH]
        .values_list("product_id", "version")
    )
    if not pending:
        return 0
    versions = dict(pending)
    documents = documents_of(versions)
    _write([(document, versions[pk]) for pk, document in documents.items()])
    ProductDocument.objects.filter(product_id__in=[pk for pk in versions if pk not in documents]).delete()
    PendingProduct.objects.filter(product_id__in=versions).delete()
    return len(pending)


def _write(documents: Sequence[tuple[Document, int]]) -> None:
    if not documents:
        return
    columns = zip(*(_row(document, version) for document, version in documents), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [list(column) for column in columns])


def _row(document: Document, version: int) -> tuple[int, str, str, str, int, int]:
    return (
        document.product_id,
        names_vector(document),
        _vector([(words_of_text(document.text), "")]),
        document.name_folded,
        min(document.word_count, 1_000),
        version,
    )


def names_vector(document: Document) -> str:
    belongs = [word for name in document.belongs for word in words_of_name(name)]
    attributes = words_of_text(document.attributes)
    return _vector([(words_of_name(document.name), "A"), (belongs, "B"), (attributes, "C")])


def _vector(parts: Sequence[tuple[Sequence[str], str]]) -> str:
    """As PostgreSQL reads a tsvector: every spelling of a word at the word's place."""
    lexemes = []
    position = 1
    for words, weight in parts:
        for spellings in spelled(words):
            lexemes += [f"'{spelling.translate(_QUOTED)}':{position}{weight}" for spelling in spellings]
            position = min(position + 1, 16_383)
        position = min(position + 1, 16_383)  # no phrase reaches from one part into the next
    return " ".join(lexemes)
