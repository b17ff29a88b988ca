"""Background jobs of the sellers' room. Each calls one command."""

from celery import shared_task

from sellers.commands.members import send_invitation as invitations
from sellers.commands.papers import warn_of_expiry


@shared_task(name="sellers.send_invitation")
def send_invitation(*, invitation_id: int, **_: object) -> None:
    invitations.send_invitation(invitation_id=invitation_id)


@shared_task(name="sellers.warn_of_expiring_papers")
def warn_of_expiring_papers() -> None:
    warn_of_expiry.warn_of_expiring_papers()
