"""What waits for those who look after the money: transfers, refunds, payouts, and cash of carriers."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from storefront.addresses import Reader
from storefront.answers import answer
from storefront.desks import Deed, back, done, fresh_key, further, given, problems_of
from storefront.forms import Outcome, form_page, send, sign_in_first
from storefront.money_words import CASH, COUNTED, DONE, PLACES, REFUNDS

PAGE = 20
MOST_BYTES = 1_000_000  # of a statement: 2,000 lines are a quarter of that
DEEDS = {
    "khop": Deed("match-bank-transfer", "transfer", "purpose", "chuyen-khoan"),
    "ghi": Deed("settle-bank-transfer", "transfer", "note", "chuyen-khoan"),
    "hoan": Deed("record-refund", "refund", "reference", "hoan-tien"),
    "lap": Deed("draw-up-payouts", "", "", "chi-tra"),
    "chi": Deed("record-payout-sent", "payout", "reference", "chi-tra"),
    "chi-hong": Deed("record-payout-failed", "payout", "reason", "chi-tra"),
    "khop-thu": Deed("match-cod-remittance", "remittance", "number", "thu-ho"),
    "ghi-thu": Deed("settle-cod-remittance", "remittance", "note", "thu-ho"),
}
FILES = {
    "sao-ke": ("import-bank-statement", "chuyen-khoan"),
    "bang-ke": ("import-cod-remittance", "thu-ho"),
}
# Of each queue: the word for its cursor in the address, the document's variable, and its field.
QUEUES = {
    "chuyen-khoan": ("sau-chuyen", "transfers", "bankTransfers"),
    "hoan-tien": ("sau-hoan", "refunds", "refunds"),
    "chi-tra": ("sau-chi", "payouts", "payouts"),
    "thu-ho": ("sau-thu", "cash", "codRemittances"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def office_money(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    if request.method != "POST":
        return _shown(request)
    values = given(request)
    if values["deed"] in FILES:
        return _with_file(request, values)
    deed = DEEDS.get(values["deed"])
    if deed is None:
        raise Http404(_("There is no such step."))
    outcome = done(request, deed, values)
    if not outcome.is_good:
        return _shown(request, outcome, values)
    return back("office-money", _happened(values["deed"], outcome), deed.place)


def _with_file(request: HttpRequest, values: Mapping[str, str]) -> HttpResponse:
    document, place = FILES[values["deed"]]
    text = _text_of(request)
    outcome = Outcome({}, {"csv": [_("Choose a CSV file in UTF-8, of 1 MB at most.")]})
    if text is not None:
        outcome = send(request, document, csv=text)
    if not outcome.is_good:
        return _shown(request, outcome, values)
    counts = {"lay": outcome.payload["takenCount"], "cho": outcome.payload["waitingCount"]}
    return back("office-money", values["deed"], place, **counts)


def _text_of(request: HttpRequest) -> str | None:
    file = request.FILES.get("tep")
    if file is None or file.size is None or file.size > MOST_BYTES:
        return None
    try:
        text: str = file.read().decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        return None
    return text


def _happened(deed: str, outcome: Outcome) -> str:
    """A match says what it came to."""
    matched = outcome.payload.get("bankTransfer") or outcome.payload.get("codRemittance") or {}
    return f"{deed}.{matched['outcome']}" if "outcome" in matched else deed


def _shown(
    request: HttpRequest, outcome: Outcome | None = None, values: Mapping[str, str] | None = None
) -> HttpResponse:
    reader = Reader(request.GET)
    after = {place: reader.word(word) for place, (word, _variable, _field) in QUEUES.items()}
    asked = {variable: after[place] or None for place, (_word, variable, _field) in QUEUES.items()}
    found = answer(request, "office-money", size=PAGE, **asked)
    if found["bankTransfers"] is None:
        raise Http404(_("This page is for those who look after the money."))
    data = {
        "queues": [(place, PLACES[place], found[field]["totalCount"]) for place, (_w, _v, field) in QUEUES.items()],
        "transfers": found["bankTransfers"]["nodes"],
        "refunds": [{**one, "why": REFUNDS[one["reason"]]} for one in found["refunds"]["nodes"]],
        "payouts": found["payouts"]["nodes"],
        "sent": found["sent"]["nodes"],
        "batches": found["payoutBatches"]["nodes"],
        "cash": [_of_carrier(one) for one in found["codRemittances"]["nodes"]],
        "pages_of": {
            variable: further(request.path, word, after[place], found[field]["pageInfo"])
            for place, (word, variable, field) in QUEUES.items()
        },
        "happened": _said(reader),
        "problems": problems_of(outcome),
        "key": fresh_key(),
    }
    return form_page(request, "office-money.html", data, values=values, outcome=outcome)


def _of_carrier(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "what": CASH[row["outcome"]], "is_counted": row["outcome"] in COUNTED}


def _said(reader: Reader) -> str:
    happened = reader.word("xong", allowed=DONE)
    words = str(DONE.get(happened, ""))
    if happened not in FILES:
        return words
    counts = {name: reader.word(name) for name in ("lay", "cho")}
    is_told = all(count.isascii() and count.isdigit() for count in counts.values())
    return words % {"taken": counts["lay"], "waiting": counts["cho"]} if is_told else ""
