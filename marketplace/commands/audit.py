"""The audit trail: who did what to what, kept in the transaction of the deed."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from structlog.contextvars import get_contextvars

from marketplace.audit_masks import masked_fields
from marketplace.audit_scopes import Scope, scope_of, scopes_of
from marketplace.models import AuditEntry, User

Fields = Mapping[str, Any]
Change = tuple[models.Model, Fields | None, Fields | None]  # what, before, after
LONGEST_NAME = 200


def record(
    *,
    actor: User | None,
    action: str,
    subject: models.Model,
    before: Fields | None = None,
    after: Fields | None = None,
) -> AuditEntry:
    """Adds an entry. `action` is the command's name (issue_certificate); only fields that differ are kept.

    `actor` None: the system itself, for example a nightly job. Secrets, hashes and account numbers are masked. The
    database refuses to change or delete entries. Whose trail it is: see `audit_scopes`.
    """
    entry = _entry(actor, action, scope_of(subject), (subject, before, after))
    entry.save(force_insert=True)
    return entry


def record_all(*, actor: User | None, action: str, changes: Sequence[Change]) -> None:
    """Like `record` for many subjects, in one statement, and one more for each kind of subject."""
    scopes = scopes_of([subject for subject, _before, _after in changes])
    entries = [_entry(actor, action, scope, change) for scope, change in zip(scopes, changes, strict=True)]
    AuditEntry.objects.bulk_create(entries, batch_size=1_000)


def _entry(actor: User | None, action: str, scope: Scope, change: Change) -> AuditEntry:
    subject, before, after = change
    old, new = _as_json(before), _as_json(after)
    return AuditEntry(
        actor=actor,
        action=action,
        object_type=subject._meta.label_lower,
        object_id=subject.pk,
        object_name=_name_of(subject),
        scope_type=scope.type,
        scope_id=scope.id,
        place_id=scope.place_id,
        before=masked_fields(_differing(old, new)),
        after=masked_fields(_differing(new, old)),
        request_id=str(get_contextvars().get("request_id", ""))[:64],
    )


def _name_of(subject: models.Model) -> str:
    """What people call it, where it has a name. People's own names stay out: they have their accounts for that."""
    return str(getattr(subject, "name", ""))[:LONGEST_NAME]


def _as_json(fields: Mapping[str, Any] | None) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(fields or {}, cls=DjangoJSONEncoder))
    return plain


def _differing(fields: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in others or others[name] != value}
