from datetime import datetime

from django.db import transaction
from django.utils import timezone

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.texts import required_paragraphs
from sellers.commands.locks import application_of, locked_seller, refuse_own
from sellers.models import ApplicationStep, StepKind
from sellers.queries import supervised_seller


@transaction.atomic
def comment_on_application(
    *, actor: Actor, seller_id: int, text: str, now: datetime | None = None
) -> ApplicationStep:
    """For every office whose post reaches the shop: a commune reports so to its province. Applicants see none.

    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid.
    """
    text = required_paragraphs(text, field="text", longest=2000)
    supervised_seller(actor=actor, seller_id=seller_id, permission="sellers.view_application")
    officer = signed_in(actor)
    refuse_own(officer, seller_id)
    application = application_of(locked_seller(seller_id))
    step = ApplicationStep.objects.create(
        application=application, kind=StepKind.COMMENT, actor=officer, text=text, created_at=now or timezone.now()
    )
    record(actor=officer, action="comment_on_application", subject=application, after={"comment": text})
    return step
