"""Money back to cards. A refund is one idempotency key at the provider: however often it is sent, it goes once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from marketplace.commands.audit import record
from orders.commands.payments.refunds import mark_sent
from orders.gateways.choice import card_gateway
from orders.gateways.protocol import GatewayDown, GatewayRefused, Returned
from orders.models import CardIntent, PaymentMethod, Refund, RefundStatus

BATCH = 100
FIRST_WAIT = timedelta(minutes=2)  # above the longest call: meanwhile nobody else sends it
LONGEST_WAIT = timedelta(hours=6)
PREFIX = "refund-"


def send_refunds(*, now: datetime | None = None) -> int:
    """Those that are due; says how many went."""
    now = now or timezone.now()
    is_due = Q(next_try_at=None) | Q(next_try_at__lte=now)
    due = Refund.objects.filter(is_due, status=RefundStatus.PENDING, payment__method=PaymentMethod.CARD)
    sent = 0
    for pk in list(due.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        try:
            sent += send_refund(refund_id=pk, now=now)
        except GatewayDown:
            break
    return sent


def send_refund(*, refund_id: int, now: datetime | None = None) -> bool:
    """False where it did not go, or where somebody else is at it. A refusal is an officer's to look into.

    Raises GatewayDown: the next try is later, and later each time.
    """
    now, gateway = now or timezone.now(), card_gateway()
    refund = _claimed(refund_id, now)
    if refund is None:
        return False
    key = f"{PREFIX}{refund.pk}"
    try:
        intent = CardIntent.objects.get(payment=refund.payment_id).reference
        done = gateway.refund(intent=intent, key=key, amount=refund.amount, is_first=refund.tries == 1)
    except (GatewayRefused, CardIntent.DoesNotExist) as error:
        done = Returned(reference="", key=key, status=RefundStatus.FAILED, reason=str(error))
    return _noted(refund.pk, done, now)


def confirm_refund(*, reference: str, now: datetime | None = None) -> bool:
    """What the provider says of a refund of ours, whoever asks. Raises GatewayDown, GatewayRefused."""
    done = card_gateway().look_up_refund(reference)
    number = done.key.removeprefix(PREFIX)
    is_ours = done.key.startswith(PREFIX) and number.isascii() and number.isdigit() and len(number) < 19
    return is_ours and _noted(int(number), done, now or timezone.now())


@transaction.atomic
def _claimed(refund_id: int, now: datetime) -> Refund | None:
    """The next try is put off before this one begins: a process that dies on it leaves it to a later one."""
    wanted = Refund.objects.select_for_update(of=["self"], skip_locked=True)
    refund = wanted.filter(pk=refund_id, payment__method=PaymentMethod.CARD, status=RefundStatus.PENDING).first()
    if refund is None or (refund.next_try_at is not None and refund.next_try_at > now):
        return None
    refund.next_try_at = now + min(FIRST_WAIT * 2 ** min(refund.tries, 16), LONGEST_WAIT)
    refund.tries += 1
    refund.save(update_fields=["tries", "next_try_at"])
    return refund


@transaction.atomic
def _noted(refund_id: int, done: Returned, now: datetime) -> bool:
    """News that come late change nothing: what is sent can still come back, what an officer has sent is theirs."""
    refund = Refund.objects.select_for_update().filter(pk=refund_id).first()
    if refund is None or refund.sent_by_id is not None:
        return False
    if done.status == RefundStatus.SENT and refund.status == RefundStatus.PENDING:
        mark_sent(refund, None, done.reference, "send_refund", now)
        return True
    is_this = refund.status == RefundStatus.PENDING or refund.reference == done.reference
    if done.status == RefundStatus.FAILED and refund.status != RefundStatus.FAILED and is_this:
        before = {"status": refund.status}
        refund.status, refund.reference, refund.sent_at = RefundStatus.FAILED, done.reference, None
        refund.failure = done.reason[:300]
        refund.save()
        after = {"status": refund.status, "failure": refund.failure}
        record(actor=None, action="send_refund", subject=refund, before=before, after=after)
    return False
