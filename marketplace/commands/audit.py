"""The audit trail: who did what to what, kept in the transaction of the deed."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from structlog.contextvars import get_contextvars

from marketplace.models import AuditEntry, User

Fields = Mapping[str, Any]
Change = tuple[models.Model, Fields | None, Fields | None]  # what, before, after


def record(
    *,
    actor: User | None,
    action: str,
    subject: models.Model,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Adds an entry. `action` is the command's name (issue_certificate); only fields that differ are kept.

    `actor` None: the system itself, for example a nightly job. The database refuses to change or delete entries.
    """
    entry = _entry(actor, action, subject, before, after)
    entry.save(force_insert=True)
    return entry


def record_all(*, actor: User | None, action: str, changes: Sequence[Change]) -> None:
    """Like `record` for many subjects, in one statement."""
    AuditEntry.objects.bulk_create(
        [_entry(actor, action, subject, before, after) for subject, before, after in changes], batch_size=1_000
    )


def _entry(
    actor: User | None, action: str, subject: models.Model, before: Fields | None, after: Fields | None
) -> AuditEntry:
    old, new = _as_json(before), _as_json(after)
    return AuditEntry(
        actor=actor,
        action=action,
        object_type=subject._meta.label_lower,
        object_id=subject.pk,
        before=_differing(old, new),
        after=_differing(new, old),
        request_id=str(get_contextvars().get("request_id", ""))[:64],
    )


def _as_json(fields: Mapping[str, Any] | None) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(fields or {}, cls=DjangoJSONEncoder))
    return plain


def _differing(fields: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in others or others[name] != value}
