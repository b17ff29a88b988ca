"""Keeps PostgreSQL's documents true, right after the commit of whatever changed."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from django.db import connection, transaction

from search.commands.pending import settle, take_pending
from search.documents import Document, documents_of, spelled, words_of_text
from search.engines.postgres.engine import PostgresEngine
from search.models import ProductDocument, ProductText
from search.text.words import words_of

ENGINE = PostgresEngine.name
BATCH = 500
LAST_POSITION = 16_383  # of a tsvector
_QUOTED = str.maketrans({"'": "''", "\\": "\\\\"})

_COLUMNS = {
    "product_id": "bigint",
    "seller_id": "bigint",
    "group_id": "bigint",
    "place_id": "bigint",
    "price_min": "bigint",
    "price_max": "bigint",
    "stars": "smallint",
    "certified_until": "date",
    "is_available": "boolean",
    "quality": "float8",
    "word_count": "smallint",
    "names": "text",
    "version": "bigint",
}
_ARRAYS = ", ".join(f"%s::{kind}[]" for kind in _COLUMNS.values()).replace("text[]", "text[]::tsvector[]")
_UPDATES = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "product_id")
_UPSERT = """
    INSERT INTO search_productdocument AS document ({columns}) SELECT * FROM unnest({arrays})
    ON CONFLICT (product_id) DO UPDATE SET {updates} WHERE document.version < excluded.version
    RETURNING product_id
"""
_WRITE = _UPSERT.format(columns=", ".join(_COLUMNS), arrays=_ARRAYS, updates=_UPDATES)
_DIFFERING = """
    SELECT wanted.product_id FROM unnest({arrays}) AS wanted ({columns})
    LEFT JOIN search_productdocument AS document USING (product_id)
    LEFT JOIN search_producttext AS text USING (product_id)
    WHERE ({stored}) IS DISTINCT FROM ({compared}) OR text.product_id IS NULL
"""
_COMPARED = [name for name in _COLUMNS if name not in ("product_id", "version")]
_FIND = _DIFFERING.format(
    arrays=_ARRAYS,
    columns=", ".join(_COLUMNS),
    stored=", ".join(f"document.{name}" for name in _COMPARED),
    compared=", ".join(f"wanted.{name}" for name in _COMPARED),
)
_WRITE_TEXTS = """
    INSERT INTO search_producttext AS old (product_id, texts)
    SELECT * FROM unnest(%s::bigint[], %s::text[]::tsvector[])
    ON CONFLICT (product_id) DO UPDATE SET texts = excluded.texts WHERE old.texts <> excluded.texts
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


@transaction.atomic
def _index_batch() -> int:
    versions = take_pending(ENGINE, BATCH)
    if not versions:
        return 0
    documents = documents_of(versions)
    gone = [pk for pk in versions if pk not in documents]
    _write([(document, versions[pk]) for pk, document in sorted(documents.items())])
    ProductDocument.objects.filter(product_id__in=gone).delete()
    ProductText.objects.filter(product_id__in=gone).delete()
    settle(ENGINE, versions)
    return len(versions)


def _write(documents: Sequence[tuple[Document, int]]) -> None:
    if not documents:
        return
    columns = zip(*(_row(document, version) for document, version in documents), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [list(column) for column in columns])
        written = {pk for (pk,) in cursor.fetchall()}
        texts = [(one.product_id, _vector([(words_of_text(one.text), "")])) for one, _ in documents]
        kept = [row for row in texts if row[0] in written]
        cursor.execute(_WRITE_TEXTS, [[pk for pk, _ in kept], [vector for _, vector in kept]])


def differing(product_ids: Collection[int]) -> list[int]:
    """Of these listed products, those whose documents do not say what the shop says; in three statements."""
    rows = [_row(document, 0) for _, document in sorted(documents_of(product_ids).items())]
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [list(column) for column in zip(*rows, strict=True)])
        return [pk for (pk,) in cursor.fetchall()]


def _row(document: Document, version: int) -> tuple[object, ...]:
    facts = document.facts
    return (
        document.product_id,
        *(facts.seller_id, facts.group_id, facts.place_id, facts.price_min, facts.price_max),
        *(facts.stars, facts.certified_until, facts.is_available, facts.quality),
        min(document.word_count, 1_000),
        names_vector(document),
        version,
    )


def names_vector(document: Document) -> str:
    belongs = [word for name in document.belongs for word in words_of(name)]
    attributes = words_of_text(document.attributes)
    return _vector([(words_of(document.name), "A"), (belongs, "B"), (attributes, "C")])


@lru_cache(maxsize=65_536)
def _lexemes(word: str) -> tuple[str, ...]:
    return tuple(f"'{spelling.translate(_QUOTED)}'" for spelling in spelled(word))


def _vector(parts: Sequence[tuple[Sequence[str], str]]) -> str:
    """As PostgreSQL reads a tsvector: every spelling of a word at the word's place."""
    lexemes = []
    position = 1
    for words, weight in parts:
        for word in words:
            lexemes += [f"{lexeme}:{position}{weight}" for lexeme in _lexemes(word)]
            position = min(position + 1, LAST_POSITION)
        position = min(position + 1, LAST_POSITION)  # no phrase reaches from one part into the next
    return " ".join(lexemes)
