"""Desks of office and shops: queues with a form at each row, which comes back to the page with what happened."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from storefront.addresses import Pages, Query, address
from storefront.forms import Outcome, send, typed

TYPED = ("viec", "id", "noi-dung", "ly-do", "key")


@dataclass(frozen=True, slots=True)
class Deed:
    """One form. `row` and `said` are the API's names of what it is done to and of what is typed."""

    document: str
    row: str
    said: str = ""
    place: str = ""  # the part of the page that it comes back to
    is_repeatable: bool = True


def given(request: HttpRequest) -> dict[str, str]:
    """What was typed, in the template's words."""
    found = typed(request, *TYPED)
    return {
        "deed": found["viec"],
        "row": found["id"],
        "said": found["noi-dung"].strip(),
        "ground": found["ly-do"],
    } | {"key": found["key"] or fresh_key()}


def done(request: HttpRequest, deed: Deed, values: Mapping[str, str], **more: Any) -> Outcome:
    said = {deed.said: values["said"]} if deed.said else {}
    row = {deed.row: values["row"]} if deed.row else {}
    # All forms of one view of the page share what makes a button that is pressed twice act once.
    once = {"idempotencyKey": f"{values['key']}:{values['row']}"[:200]} if deed.is_repeatable else {}
    return send(request, deed.document, **row, **said, **more, **once)


def fresh_key() -> str:
    return secrets.token_urlsafe(16)


def back(page: str, happened: str, place: str, **more: int | str) -> HttpResponseRedirect:
    """`happened` is a word of the page's list: nobody can make a link that has it say something else."""
    return HttpResponseRedirect(reverse(f"storefront:{page}", query={"xong": happened, **more}) + f"#{place}")


def further(path: str, name: str, after: str, info: Mapping[str, Any]) -> Pages:
    """Of one queue among several of a page; `name` is its own word for a cursor."""
    query: Query = {name: [str(info["endCursor"])]}
    return Pages(
        first=address(path, {}) if after else "",
        previous="",
        next=address(path, query) if info["hasNextPage"] else "",
    )


def problems_of(outcome: Outcome | None) -> list[str]:
    return [words for said in (outcome.problems if outcome else {}).values() for words in said]
