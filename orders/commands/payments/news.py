"""What the cards' provider tells by itself. It says that something changed; what it is now, the provider is asked."""

from datetime import datetime, timedelta

from django.utils import timezone

from orders.commands.payments.card_refunds import confirm_refund
from orders.commands.payments.cards import confirm_payment
from orders.gateways.protocol import GatewayRefused, News
from orders.models import CardEvent, CardIntent, Payment

KEPT = timedelta(days=30)  # Stripe sends again for three


def take_news(news: News, *, now: datetime | None = None) -> bool:
    """False for what was dealt with before, and for what is none of ours.

    It is noted once it is dealt with: who dies on it is told again. Raises GatewayDown.
    """
    now = now or timezone.now()
    if CardEvent.objects.filter(reference=news.reference).exists():
        return False
    try:
        is_ours = _dealt_with(news, now)
    except GatewayRefused:  # of another account: the provider does not know it by our key
        is_ours = False
    CardEvent.objects.get_or_create(reference=news.reference, defaults={"kind": news.kind[:80], "taken_at": now})
    return is_ours


def _dealt_with(news: News, now: datetime) -> bool:
    if news.refund:
        return confirm_refund(reference=news.refund, now=now)
    if not news.intent:
        return False
    known = CardIntent.objects.filter(reference=news.intent).values_list("payment_id", flat=True).first()
    payment_id = known or Payment.objects.filter(purpose=news.purpose).values_list("pk", flat=True).first()
    return (
        payment_id is not None and confirm_payment(payment_id=payment_id, reference=news.intent, now=now) is not None
    )


def purge_old_news(*, now: datetime | None = None) -> int:
    return CardEvent.objects.filter(taken_at__lt=(now or timezone.now()) - KEPT).delete()[0]
