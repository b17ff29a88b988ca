"""Orders that are paid by card, at a Stripe of the tests' own."""

import pytest
import stripe as sdk

from orders.commands.payments.cards import confirm_payment
from orders.models import CardCharge, CardIntent, PaymentMethod, Refund
from orders.models import Payment as PaymentRow
from tests.orders.people import placed
from tests.stripe_fake import StripeFake
from tests.stripe_fake.server import SECRET_KEY, WEBHOOK_SECRET

PUBLISHABLE_KEY = "pk_test_of_the_fake"


@pytest.fixture
def fake(settings, monkeypatch):
    monkeypatch.setattr(sdk.HTTPClient, "INITIAL_DELAY", 0.01)
    with StripeFake() as running:
        settings.CARD_GATEWAY = "orders.gateways.stripe_api.StripeGateway"
        settings.STRIPE_SECRET_KEY, settings.STRIPE_PUBLISHABLE_KEY = SECRET_KEY, PUBLISHABLE_KEY
        settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE = WEBHOOK_SECRET, running.base
        settings.STRIPE_TIMEOUT, settings.STRIPE_RETRIES = (0.5, 0.5), 1
        yield running


def by_card(*goods, **fields):
    return placed(*goods, payment_method=PaymentMethod.CARD, **fields)


def confirm(order, **fields):
    return confirm_payment(payment_id=order.payment.pk, **fields)


def intent_of(order):
    return CardIntent.objects.get(payment__order=order).reference


def bought(fake, *goods, **fields):
    """Paid, and known to be."""
    order = by_card(*goods, **fields)
    fake.pay(confirm(order).reference)
    confirm(order)
    return order


def booked(order):
    """Where its money stands: the payment, its charges, its refunds, and its parts."""
    payment = PaymentRow.objects.get(order=order)
    charges = CardCharge.objects.filter(intent__payment=payment).order_by("pk")
    return {
        "payment": (payment.status, payment.received, payment.refunded),
        "charges": list(charges.values_list("amount", "outcome")),
        "refunds": list(
            Refund.objects.filter(payment=payment).order_by("pk").values_list("reason", "amount", "status")
        ),
        "parts": list(order.parts.order_by("pk").values_list("status", flat=True)),
    }


PAID = {"payment": ("PAID", 50_000, 0), "charges": [(50_000, "EXACT")], "refunds": [], "parts": ["PLACED"]}
AWAITED = {"payment": ("PENDING", 0, 0), "charges": [], "refunds": [], "parts": ["UNPAID"]}
LAPSED = {"payment": ("CLOSED", 0, 0), "charges": [], "refunds": [], "parts": ["CANCELLED"]}
