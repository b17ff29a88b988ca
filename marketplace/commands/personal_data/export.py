"""A person's data, for themselves: one archive, made when it is fetched and stored nowhere."""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.sign_in.throttle import Policy, count_try
from marketplace.errors import NotFound
from marketplace.models import User
from marketplace.personal_data import Files, Holding, personal_data

LIFETIME = timedelta(minutes=10)
EXPORTS = Policy("exports", 5, timedelta(minutes=10), timedelta(hours=6), timedelta(hours=2))
_SALT = "marketplace.personal_data"
_PIECE = 100_000  # bytes


@dataclass(frozen=True, slots=True)
class Download:
    token: str
    expires_at: datetime


def request_export(*, actor: Actor, include_files: bool = True, now: datetime | None = None) -> Download:
    """A token for one's own archive, good for ten minutes beside one's own sign-in.

    Raises Unauthenticated, RateLimited.
    """
    user = signed_in(actor)
    now = now or timezone.now()
    count_try([(EXPORTS, f"#{user.pk}")], now)
    with transaction.atomic():
        record(actor=user, action="export_personal_data", subject=user, after={"requested_at": now})
    return Download(signing.dumps([user.pk, include_files], salt=_SALT), now + LIFETIME)


def read_export(*, actor: Actor, token: str) -> Iterator[bytes]:
    """The archive as it is made: `data.json`, and the files. Raises Unauthenticated; NotFound for a token of others,
    or of old."""
    user = signed_in(actor)
    try:
        owner, include_files = signing.loads(token, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature as error:
        raise NotFound from error
    if owner != user.pk:
        raise NotFound
    return _archive(user, personal_data().files if include_files else ())


class _Pipe(io.RawIOBase):
    """Where the archive is written to, and taken from piece by piece: however large, it is never held whole."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _archive(user: User, sources: Sequence[Files]) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("data.json", "w") as data:
            for part in _json_of(user):
                data.write(part.encode())
                yield pipe.taken()
        for source in sources:
            for name, content in source(user):
                with content, archive.open(name, "w") as copy:
                    while piece := content.read(_PIECE):
                        copy.write(piece)
                        yield pipe.taken()
    yield pipe.taken()


def _json_of(user: User) -> Iterator[str]:
    """List by list and row by row: a busy shop's trail is long."""
    lead = "{"
    for holding in personal_data().holdings:
        if holding.name:
            yield f"{lead}\n{json.dumps(holding.name)}: ["
            yield from _rows(holding, user)
            yield "\n]"
            lead = ","
    yield "\n}\n"


def _rows(holding: Holding, user: User) -> Iterator[str]:
    lead = "\n"
    for row in holding.rows_of(user).values(*holding.fields).iterator(chunk_size=1_000):
        yield lead + json.dumps(_plain(row), cls=DjangoJSONEncoder, ensure_ascii=False)
        lead = ",\n"


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "")}
