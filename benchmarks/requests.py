"""What is asked, as bytes on the wire. Each function gives requests without end."""

import itertools
import random
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import orjson

from benchmarks.databases import Catalogue, Position

QUERIES = {path.stem: path.read_text() for path in (Path(__file__).parent / "queries").glob("*.graphql")}
PAGE = 24
_numbers = itertools.count(1)  # of all requests of this run: no two ask for the same


def fresh_lists(catalogue: Catalogue) -> Iterator[bytes]:
    """A page from anywhere in the catalogue, never the same variables again: no cache can have the answer."""
    for moment, product, _ in _anywhere(catalogue):
        yield posted("list", {"first": PAGE, "after": cursor(moment, product)})


def same_list(catalogue: Catalogue) -> Iterator[bytes]:
    return itertools.repeat(posted("list", {"first": PAGE}))


def details(catalogue: Catalogue) -> Iterator[bytes]:
    """Of any product. It asks for the quantity in stock, which is never cached."""
    for _, _, slug in _anywhere(catalogue):
        yield posted("detail", {"slug": slug})


def fresh_trees(catalogue: Catalogue) -> Iterator[bytes]:
    """The tree takes no variable, so a certificate's number goes along: one small statement more, and no cache."""
    return (posted("tree", {"number": f"none-{number}"}) for number in _numbers)


def floor_lists(catalogue: Catalogue) -> Iterator[bytes]:
    for moment, product, _ in _anywhere(catalogue):
        yield got("/list", moment=moment.isoformat(), product=str(product))


def floor_details(catalogue: Catalogue) -> Iterator[bytes]:
    for _, _, slug in _anywhere(catalogue):
        yield got("/detail", slug=slug)


def posted(name: str, variables: dict[str, object]) -> bytes:
    body = orjson.dumps({"query": QUERIES[name], "variables": variables})
    head = "POST /graphql/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept-Language: vi\r\n"
    return f"{head}Accept: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def got(path: str, **asked: str) -> bytes:
    return f"GET {path}?{urlencode(asked)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def cursor(moment: datetime, product: int) -> str:
    """A position among the newest, as the API writes it."""
    return urlsafe_b64encode(orjson.dumps(["NEWEST", moment.astimezone(UTC).isoformat(), product])).decode()


def _anywhere(catalogue: Catalogue) -> Iterator[Position]:
    lots = random.Random(catalogue.size)
    for number in _numbers:
        moment, product, slug = lots.choice(catalogue.positions)
        yield moment + timedelta(microseconds=number), product, slug
