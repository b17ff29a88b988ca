"""Background jobs of the ground. Each calls one command."""

from celery import shared_task

from marketplace.commands import idempotency, images, relay
from marketplace.commands.notices import prune, send_mails
from marketplace.commands.personal_data import erasure
from marketplace.commands.sign_in import purging, sending


@shared_task(name="marketplace.deliver_events")
def deliver_events() -> None:
    relay.deliver_due_events()


@shared_task(name="marketplace.prune_outbox")
def prune_outbox() -> None:
    relay.prune_outbox()


@shared_task(name="marketplace.purge_idempotency_keys")
def purge_idempotency_keys() -> None:
    idempotency.purge_old_keys()


@shared_task(name="marketplace.make_renditions")
def make_renditions(*, image_id: int, **_: object) -> None:
    images.make_renditions(image_id=image_id)


@shared_task(name="marketplace.send_code")
def send_code(*, code_id: int, **_: object) -> None:
    sending.send_code(code_id=code_id)


@shared_task(name="marketplace.purge_sign_ins")
def purge_sign_ins() -> None:
    purging.purge_sign_ins()


@shared_task(name="marketplace.send_mails")
def send_notice_mails() -> None:
    send_mails.send_mails()


@shared_task(name="marketplace.prune_notifications")
def prune_notifications() -> None:
    send_mails.give_up_lost_mails()
    prune.prune_notifications()


@shared_task(name="marketplace.erase_due_accounts")
def erase_due_accounts() -> None:
    """A task for each, so that one that fails holds back no other."""
    for user_id in erasure.due_accounts():
        erase_due_account.delay(user_id=user_id)


@shared_task(name="marketplace.erase_due_account")
def erase_due_account(*, user_id: int) -> None:
    erasure.erase_due_account(user_id=user_id)
