"""Writes that may be sent twice: the same key and request get the first answer again."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode, Invalid
from marketplace.models import IdempotencyKey, User

KEPT = timedelta(hours=24)
LONGEST_KEY = 200


class IdempotencyKeyReused(DomainError):
    code = ErrorCode.IDEMPOTENCY_KEY_REUSED
    default_message = _("This idempotency key was used for another request before.")


def answered_once(
    *,
    actor: User | AnonymousUser | None,
    operation: str,
    key: str,
    request: Mapping[str, Any],
    respond: Callable[[], Any],
) -> Any:
    """Calls `respond`, which makes the write and returns its answer as JSON values; or replays that answer.

    All in one transaction: when `respond` raises, nothing is kept and the key is free again. A second request
    that comes meanwhile waits for the first, then replays it. Keys belong to the actor (all anonymous people
    share theirs, so clients must make them unguessable). Raises IdempotencyKeyReused when the key came with
    another request, Invalid for a key that is empty or over 200 characters.
    """
    _check(key)
    digest = _digest(request)
    with transaction.atomic():
        # The unique constraint is the lock: inserting waits while another transaction holds the same key.
        stored, is_first = IdempotencyKey.objects.get_or_create(
            user=actor if isinstance(actor, User) else None,
            operation=operation,
            key=key,
            defaults={"request_digest": digest},
        )
        if is_first:
            stored.response = respond()
            stored.save(update_fields=["response"])
        elif stored.request_digest != digest:
            raise IdempotencyKeyReused(field=["idempotencyKey"])
        return stored.response


def purge_old_keys(*, now: datetime | None = None) -> int:
    return IdempotencyKey.objects.filter(created_at__lt=(now or timezone.now()) - KEPT).delete()[0]


def _check(key: str) -> None:
    if not key.strip() or len(key) > LONGEST_KEY or "\0" in key:
        raise Invalid(_("An idempotency key has 1 to 200 characters."), field=["idempotencyKey"])


def _digest(request: Mapping[str, Any]) -> str:
    canonical = json.dumps(request, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
