"""What shoppers look for, noted without saying who they are: one line in the shared store, which a job counts.

A visitor is an address and a program, put through a hash with a salt that is made for the day and forgotten after
it: enough to count people, too little to know one again tomorrow. Only that hash leaves the process. Queries that
look like somebody's number or address are not noted at all.
"""

import hmac
import json
import re
import secrets
from datetime import date
from hashlib import sha256

from django.http import HttpRequest

from marketplace.access.devices import device_of
from marketplace.clock import today
from marketplace.shared_store import shared_store
from search.text.tokens import cleaned

LINES = "search:lines"
MOST_WAITING = 100_000  # lines; more are forgotten, the oldest first
SALT = "search:salt:{day}"
KEPT_FOR = 26 * 3600  # s, of what is of a day
LONGEST = 80  # characters of a query
_PERSONAL = re.compile(r"@|https?:|www\.|(?:\d[\s.\-]?){8,}")  # mails, links; numbers of people, cards, phones
_salts: dict[date, str] = {}


def noted_text(query: str) -> str:
    """As it is kept; "" for what is not."""
    text = cleaned(query).lower()
    return "" if len(text) > LONGEST or _PERSONAL.search(text) else text


def note_search(request: HttpRequest | None, *, query: str, is_found: bool) -> None:
    _note(request, query, is_found)


def note_choice(request: HttpRequest | None, *, query: str, product_id: int) -> None:
    _note(request, query, product_id)


def _note(request: HttpRequest | None, query: str, what: bool | int) -> None:
    """Nothing without a request: only people count."""
    text = noted_text(query)
    if not text or request is None:
        return
    day = today()
    salt = _salt(day)
    if salt is None:
        return
    line = json.dumps([day.isoformat(), text, what, _visitor(request, salt)], ensure_ascii=False)
    shared_store().ask(lambda store: store.rpush(LINES, line), None)


def _visitor(request: HttpRequest, salt: str) -> str:
    known = f"{device_of(request).address}\0{request.META.get('HTTP_USER_AGENT', '')}"
    return hmac.new(salt.encode(), known.encode(), sha256).hexdigest()[:20]


def _salt(day: date) -> str | None:
    """The same in all processes. None while the store is down."""
    if day not in _salts:
        name, made = SALT.format(day=day), secrets.token_hex(16)
        shared_store().ask(lambda store: store.set(name, made, nx=True, ex=KEPT_FOR), None)
        known: str | None = shared_store().ask(lambda store: store.get(name), None)
        if known is None:
            return None
        _salts.clear()
        _salts[day] = known
    return _salts[day]
