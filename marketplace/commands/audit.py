"""The audit trail: who did what to what, kept in the transaction of the deed."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from structlog.contextvars import get_contextvars

from marketplace.models import AuditEntry, User


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
    old, new = _as_json(before), _as_json(after)
    return AuditEntry.objects.create(
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
