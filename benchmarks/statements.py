"""Counts the SQL statements of whole requests: DATABASE_URL=… python -m benchmarks.statements

In one process, through all middleware; prints them as JSON. What a request needs once only is asked before.
"""

import json
import os
import sys
from typing import Any

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.requests import PAGE, QUERIES


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    django.setup()
    page, _ = _asked("list", {"first": 50})
    edges = page["products"]["edges"]
    slugs = [edge["node"]["slug"] for edge in edges]
    cursors = iter([edge["cursor"] for edge in edges])  # none twice: a kept answer would need no statement
    _asked("detail", {"slug": slugs[0]})
    counts = {
        f"list of {size}": _asked("list", {"first": size, "after": next(cursors)})[1] for size in (10, PAGE, 100)
    }
    counts["detail"] = max(_asked("detail", {"slug": slug})[1] for slug in slugs[1:])
    counts["tree"] = _asked("tree", {"number": "none"})[1] - 1  # without the certificate that goes along
    print(json.dumps(counts))
    return 0


def _asked(name: str, variables: dict[str, Any]) -> tuple[dict[str, Any], int]:
    with CaptureQueriesContext(connection) as captured:
        response = Client(SERVER_NAME="127.0.0.1").post(
            "/graphql/", {"query": QUERIES[name], "variables": variables}, content_type="application/json"
        )
    answer = response.json()
    if response.status_code != 200 or "errors" in answer:
        raise SystemExit(f"{name}: {response.status_code} {answer}")
    return answer["data"], len(captured)


if __name__ == "__main__":
    sys.exit(main())
