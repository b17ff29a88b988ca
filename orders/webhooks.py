"""What the bank tells by itself: POST /webhooks/bank, signed with BANK_WEBHOOK_SECRET."""

import hmac
import json
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from orders.commands.payments.statements import MOST_LINES, booked_of
from orders.commands.payments.transfers import take_transfers
from orders.commands.refusals import StatementInvalid


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


urlpatterns = [path("webhooks/bank", bank)]
