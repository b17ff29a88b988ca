"""The floor: what the same answers cost without a framework.

A bare WSGI application: one hand-written prepared statement, a dict literal for each row, orjson. It leaves out all
that a real API has to do (parsing, validating, limits, languages, errors, logs), so nobody gets below it uncached.
"""

import os
import threading
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import orjson
import psycopg
from psycopg.types.json import set_json_loads

SQL = {path.stem: path.read_text() for path in (Path(__file__).parent / "sql").glob("*.sql")}
SIZE = 24
# As in the project's settings: the plan of a prepared statement is kept.
SESSION = "-c plan_cache_mode=force_generic_plan -c timezone=UTC"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
HEADERS = ("Content-Type", "application/json")

set_json_loads(orjson.loads)
_of_thread = threading.local()

Row = tuple[Any, ...]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    answer = {"/list": product_list, "/detail": product_detail}[environ["PATH_INFO"]]
    body = orjson.dumps({"data": answer(dict(parse_qsl(environ["QUERY_STRING"])))})
    start_response("200 OK", [HEADERS, ("Content-Length", str(len(body)))])
    return [body]


def product_list(asked: dict[str, str]) -> dict[str, Any]:
    position = {"moment": asked["moment"], "product": int(asked["product"])}
    rows = _rows(SQL["list"], position)
    edges = [{"cursor": _cursor(row[20], row[0]), "node": _listed(row)} for row in rows[:SIZE]]
    page = {"hasNextPage": len(rows) > SIZE, "endCursor": edges[-1]["cursor"] if edges else None}
    return {"products": {"edges": edges, "pageInfo": page}}


def product_detail(asked: dict[str, str]) -> dict[str, Any]:
    rows = _rows(SQL["detail"], {"slug": asked["slug"]})
    return {"product": _detailed(rows[0]) if rows else None}


def _rows(sql: str, values: dict[str, Any]) -> list[Row]:
    connection = getattr(_of_thread, "connection", None)
    if connection is None:
        address = os.environ["DATABASE_URL"]
        connection = psycopg.connect(address, autocommit=True, prepare_threshold=0, options=SESSION)
        _of_thread.connection = connection
    return connection.execute(sql, {**values, "today": datetime.now(VIETNAM).date()}).fetchall()


def _listed(row: Row) -> dict[str, Any]:
    return {
        "id": _id("Product", row[0]),
        "slug": row[1],
        "name": row[2],
        "summary": row[3],
        "stars": row[4],
        "isAvailable": row[5],
        "price": {"min": {"amount": row[6], "currency": "VND"}, "max": {"amount": row[7]}},
        "rating": {"average": float(row[8]) if row[9] else None, "count": row[9]},
        "thumbnail": _image(row[10:15], 320) if row[10] else None,
        "seller": {"id": _id("Seller", row[15]), "name": row[16]},
        "group": {"name": row[17]},
        "place": {"fullName": row[18]} if row[18] else None,
        "certificate": {"number": row[19]} if row[19] else None,
    }


def _detailed(row: Row) -> dict[str, Any]:
    return {
        "id": _id("Product", row[0]),
        **dict(
            zip(("slug", "name", "summary", "description", "story", "stars", "isAvailable"), row[1:8], strict=True)
        ),
        "publishedAt": row[8].isoformat(),
        "price": {"min": _price(row[9]), "max": {"amount": row[10]}, "compareAt": _amount(row[11])},
        "rating": {"average": float(row[12]) if row[13] else None, "count": row[13]},
        "media": [_image(picture, 640) for picture in row[14] or ()],
        "variants": [_variant(variant) for variant in row[15] or ()],
        "attributes": row[16] or [],
        "label": dict(zip(LABEL, row[17:27], strict=True)),
        "certificate": _certificate(row[27:33]) if row[27] else None,
        "seller": {
            "id": _id("Seller", row[33]),
            **dict(
                zip(
                    ("slug", "name", "legalName", "legalForm", "taxCode", "address", "phone"), row[34:41], strict=True
                )
            ),
            "place": {"fullName": row[41]},
        },
        "group": {**_group(row[42:45]), "parent": _group(row[45:48]) if row[45] else None},
        "place": {"id": _id("Place", row[48]), "fullName": row[49]} if row[48] else None,
    }


LABEL = (
    *("responsibleParty", "responsibleAddress", "origin", "netQuantity", "ingredients", "usage", "storage"),
    *("warnings", "shelfLifeDays", "declarationNumber"),
)


def _variant(values: Row) -> dict[str, Any]:
    return {
        "id": _id("Variant", values[0]),
        "sku": values[1],
        "name": values[2],
        "price": _price(values[3]),
        "compareAtPrice": _amount(values[4]),
        **dict(zip(("quantityAvailable", "weightGrams", "gtin"), values[5:8], strict=True)),
    }


def _certificate(values: Row) -> dict[str, Any]:
    named = zip(("number", "stars", "decision", "issuedBy", "issuedOn", "expiresOn"), values, strict=True)
    return {
        **{name: value.isoformat() if type(value) is date else value for name, value in named},
        "status": "IN_FORCE",
    }


def _group(values: Row) -> dict[str, Any]:
    return {"id": _id("ProductGroup", values[0]), "slug": values[1], "name": values[2]}


def _image(values: Row, wanted: int) -> dict[str, Any]:
    digest, width, height, renditions, alt = values
    found = min((each for each in renditions["webp"] if each >= wanted), default=max(renditions["webp"]))
    return {
        "url": f"/media/images/{digest[:2]}/{digest}/{found}.webp",
        "width": found,
        "height": max(1, round(found * height / width)),
        "alt": alt,
    }


def _price(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "VND"}


def _amount(amount: int | None) -> dict[str, Any] | None:
    return None if amount is None else {"amount": amount}


def _id(kind: str, key: int) -> str:
    return b64encode(f"{kind}:{key}".encode()).decode()


def _cursor(moment: datetime, product: int) -> str:
    return urlsafe_b64encode(orjson.dumps(["NEWEST", moment.astimezone(UTC).isoformat(), product])).decode()
