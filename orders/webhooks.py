"""What others tell by themselves: bank and cards, signed; carriers, at an address that is the secret."""

import hmac
import json
import logging
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from orders.carriers.ghn import numbers_of, told_by_webhook
from orders.commands.delivery.tracking import find_parcel, take_said
from orders.commands.payments.news import take_news
from orders.commands.payments.statements import MOST_LINES, booked_of
from orders.commands.payments.transfers import take_transfers
from orders.commands.refusals import StatementInvalid
from orders.gateways.choice import card_gateway
from orders.gateways.protocol import GatewayDown, SignatureWrong
from orders.models import Carrier

logger = logging.getLogger(__name__)


@csrf_exempt  # no browser sends it; the signature is the proof
@require_POST
def bank(request: HttpRequest) -> HttpResponse:
    """{"transfers": [{"reference", "amount", "booked_at", "purpose", "payer"}]}; X-Signature: HMAC-SHA256 in hex.

    All or nothing is read; what was taken before is passed over, so that it may be sent again until it is answered.
    """
    if not settings.BANK_WEBHOOK_SECRET:
        raise Http404
    signed = hmac.new(settings.BANK_WEBHOOK_SECRET.encode(), request.body, sha256).hexdigest()
    if not hmac.compare_digest(signed.encode(), request.headers.get("X-Signature", "").encode()):
        return JsonResponse({"error": "signature"}, status=403)
    try:
        lines = json.loads(request.body)["transfers"]
        if not isinstance(lines, list) or len(lines) > MOST_LINES:
            raise TypeError(lines)
        booked = [booked_of(dict(line), number) for number, line in enumerate(lines, start=1)]
    except (ValueError, KeyError, TypeError, StatementInvalid):
        return JsonResponse({"error": "body"}, status=400)
    return JsonResponse({"taken": len(take_transfers(booked))})


@csrf_exempt  # no browser sends it; it signs nothing, so its address holds the proof
@require_POST
def ghn(request: HttpRequest) -> HttpResponse:
    """As Giao Hàng Nhanh sends it, ten times in a minute until it is answered with 200.

    So is what we do not know: it would not be known the tenth time either. The key is in the query: no log has it.
    """
    key = request.GET.get("key", "")
    if not settings.GHN_WEBHOOK_SECRET or not hmac.compare_digest(settings.GHN_WEBHOOK_SECRET.encode(), key.encode()):
        raise Http404
    try:
        body = dict(json.loads(request.body))
    except (ValueError, TypeError):
        return JsonResponse({"error": "body"}, status=400)
    said, (code, number) = told_by_webhook(body), numbers_of(body)
    parcel = find_parcel(Carrier.GHN, tracking_number=code, number=number)
    if said is None or parcel is None or not code:
        logger.info("GHN speaks of what is not known here: %s %s", code, number)
        return JsonResponse({"taken": False})
    return JsonResponse({"taken": take_said(shipment_id=parcel, said=said, tracking_number=code)})


@csrf_exempt
@require_POST
def stripe(request: HttpRequest) -> HttpResponse:
    """200 for all that is signed, also for what we do not know. 503: Stripe sends it again."""
    if not settings.CARD_GATEWAY or not settings.STRIPE_WEBHOOK_SECRET:
        raise Http404
    try:
        news = card_gateway().heard(request.body, request.headers.get("Stripe-Signature", ""))
        return JsonResponse({"taken": take_news(news)})
    except SignatureWrong:
        return JsonResponse({"error": "signature"}, status=403)
    except GatewayDown:
        return JsonResponse({"error": "down"}, status=503)


urlpatterns = [
    path("webhooks/bank", bank),
    path("webhooks/stripe", stripe),
    path("webhooks/ghn", ghn),
]
