"""The way of an application: each step is kept, audited and told in one place."""

from datetime import datetime

from marketplace.commands.audit import record
from marketplace.commands.outbox import publish
from marketplace.events import SellerEvent
from marketplace.models import User
from sellers.commands.locks import touch
from sellers.models import Application, ApplicationStatus, ApplicationStep, StepKind


def take_step(
    application: Application,
    *,
    actor: User,
    action: str,
    status: ApplicationStatus,
    event: SellerEvent,
    now: datetime,
    reason: str = "",
) -> None:
    """Moves a locked application on. Other fields that were set on it are saved with it."""
    before = {"status": application.status, "reason": application.reason}
    application.status, application.reason = status, reason
    touch(application, "status", "reason", "submitted_at", "decided_at", "decided_by")
    ApplicationStep.objects.create(
        application=application, kind=StepKind(status), actor=actor, text=reason, created_at=now
    )
    after = {"status": application.status, "reason": reason}
    record(actor=actor, action=action, subject=application, before=before, after=after)
    publish(event)
