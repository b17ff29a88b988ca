"""Cards and payouts by Stripe, in đồng, which it knows without decimals (docs.stripe.com/currencies).

Stripe keeps what it first answered under an idempotency key, failures of its own too. Under such a key it would fail
for ever: then, and only then, the next key of the same row is taken.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import stripe
from django.conf import settings

from orders.gateways.protocol import GatewayDown, GatewayRefused, Intent, News, Returned, SignatureWrong
from orders.models import CardStatus, RefundStatus

logger = logging.getLogger(__name__)
MOST_KEYS = 4
STATUSES = {
    "requires_payment_method": CardStatus.NEEDS_CARD,
    "requires_confirmation": CardStatus.NEEDS_CARD,
    "requires_action": CardStatus.NEEDS_ACTION,
    "succeeded": CardStatus.SUCCEEDED,
    "canceled": CardStatus.CANCELLED,
}
LOST = ("failed", "canceled")  # of a refund
stripe.enable_telemetry = False


@cache
def client(key: str, base: str) -> stripe.StripeClient:
    """One a process: it keeps its connections. Retries wait longer each time, with jitter, under the same key."""
    return stripe.StripeClient(
        key,
        base_addresses={"api": base},
        http_client=stripe.RequestsClient(timeout=settings.STRIPE_TIMEOUT),
        max_network_retries=settings.STRIPE_RETRIES,
    )


class StripeGateway:
    def __init__(self) -> None:
        self._client = client(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE)

    def open(self, *, purpose: str, amount: int) -> Intent:
        with _in_our_words():
            for key in _keys(purpose):
                try:
                    made = self._client.v1.payment_intents.create(
                        {
                            "amount": amount,
                            "currency": "vnd",
                            "allowed_payment_method_types": ["card"],
                            "metadata": {"purpose": purpose},
                        },
                        {"idempotency_key": key},
                    )
                    # Nobody has the secret of one that was made by a call that failed: it cannot be paid.
                    return self.look_up(made.id) if _was_kept(made) else _intent(made)
                except stripe.APIError as error:
                    if not _failed_for_good(error):
                        raise
        raise GatewayDown(f"Stripe keeps failing for {purpose}.")

    def look_up(self, reference: str) -> Intent:
        with _in_our_words():
            return _intent(self._client.v1.payment_intents.retrieve(reference))

    def cancel(self, reference: str) -> Intent:
        """Stripe refuses where money has come, or is on its way."""
        try:
            with _in_our_words():
                return _intent(self._client.v1.payment_intents.cancel(reference))
        except GatewayRefused:
            return self.look_up(reference)

    def refund(self, *, intent: str, key: str, amount: int, is_first: bool) -> Returned:
        """Keys are kept for a day: what was asked for before is looked for first."""
        with _in_our_words():
            if not is_first and (known := self._refund_under(intent, key)) is not None:
                return known
            for numbered in _keys(key):
                try:
                    made = self._client.v1.refunds.create(
                        {"payment_intent": intent, "amount": amount, "metadata": {"key": key}},
                        {"idempotency_key": numbered},
                    )
                    return _returned(made)
                except stripe.APIError as error:
                    if not _failed_for_good(error):
                        raise
                    if (known := self._refund_under(intent, key)) is not None:
                        return known
        raise GatewayDown(f"Stripe keeps failing for {key}.")

    def _refund_under(self, intent: str, key: str) -> Returned | None:
        listed = self._client.v1.refunds.list({"payment_intent": intent, "limit": 100})
        found = (_returned(one) for one in listed.auto_paging_iter())
        return next((one for one in found if one.key == key), None)

    def look_up_refund(self, reference: str) -> Returned:
        with _in_our_words():
            return _returned(self._client.v1.refunds.retrieve(reference))

    def transfer(self, *, destination: str, purpose: str, amount: int, is_first: bool) -> str:
        """As `refund`: what was asked for before is looked for first, by its transfer group."""
        with _in_our_words():
            if not is_first and (known := self._transfer_for(purpose)) is not None:
                return known
            for key in _keys(purpose):
                try:
                    made = self._client.v1.transfers.create(
                        {
                            "amount": amount,
                            "currency": "vnd",
                            "destination": destination,
                            "transfer_group": purpose,
                            "metadata": {"purpose": purpose},
                        },
                        {"idempotency_key": key},
                    )
                    return made.id
                except stripe.APIError as error:
                    if not _failed_for_good(error):
                        raise
                    if (known := self._transfer_for(purpose)) is not None:
                        return known
        raise GatewayDown(f"Stripe keeps failing for {purpose}.")

    def _transfer_for(self, purpose: str) -> str | None:
        listed = self._client.v1.transfers.list({"transfer_group": purpose, "limit": 100})
        found = (one for one in listed.auto_paging_iter() if _noted(one.metadata, "purpose") == purpose)
        return next((one.id for one in found), None)

    def heard(self, body: bytes, signature: str) -> News:
        try:
            event = self._client.construct_event(body, signature, settings.STRIPE_WEBHOOK_SECRET)
        except (ValueError, stripe.SignatureVerificationError) as error:
            raise SignatureWrong from error
        subject = event.data.object.to_dict()
        kind, reference = subject.get("object"), str(subject.get("id") or "")
        if kind == "payment_intent":
            return News(event.id, event.type, intent=reference, purpose=_noted(subject.get("metadata"), "purpose"))
        return News(event.id, event.type, refund=reference if kind == "refund" else "")


def _keys(key: str) -> Iterator[str]:
    yield key
    yield from (f"{key}-{number}" for number in range(2, MOST_KEYS + 1))


def _was_kept(made: stripe.PaymentIntent) -> bool:
    """The answer of the first time: what has happened since is not in it."""
    return made.last_response is not None and _is_replayed(made.last_response.headers or {})


def _failed_for_good(error: stripe.StripeError) -> bool:
    return (error.http_status or 0) >= 500 and _is_replayed(error.headers or {})


def _is_replayed(headers: object) -> bool:
    return isinstance(headers, Mapping) and headers.get("Idempotent-Replayed") == "true"


def _intent(found: stripe.PaymentIntent) -> Intent:
    charge = found.latest_charge
    return Intent(
        reference=found.id,
        status=STATUSES.get(found.status, CardStatus.PROCESSING),
        purpose=_noted(found.metadata, "purpose"),
        secret=found.client_secret or "",
        charge=str(getattr(charge, "id", charge) or found.id) if found.status == "succeeded" else "",
        received=found.amount_received,
    )


def _returned(found: stripe.Refund) -> Returned:
    """Pending is sent: Stripe tells if it comes back."""
    is_lost = found.status in LOST
    return Returned(
        reference=found.id,
        key=_noted(found.metadata, "key"),
        status=RefundStatus.FAILED if is_lost else RefundStatus.SENT,
        reason=(found.failure_reason or str(found.status)) if is_lost else "",
    )


def _noted(metadata: Any, name: str) -> str:
    """What we had Stripe keep with it; "" for what others made."""
    return str(metadata[name]) if metadata and name in metadata else ""


@contextmanager
def _in_our_words() -> Iterator[None]:
    """A key that comes with other words tells of a version of ours in between: what it did is looked for later."""
    try:
        yield
    except (stripe.InvalidRequestError, stripe.CardError) as error:
        raise GatewayRefused(str(error.user_message or error.code)) from error
    except stripe.StripeError as error:
        logger.warning("Stripe did not answer: %s (%s)", error, type(error).__name__)
        raise GatewayDown(str(error)) from error
