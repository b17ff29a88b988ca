"""Files about money: statements for sellers, and for officers what the bank and the tax office want."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.spreadsheets.writing import lines
from marketplace.access.sessions import sign_in_by_token
from marketplace.access.tokens import TokenExpired
from marketplace.commands.authority import Actor
from marketplace.downloads import PRIVATE_HEADERS
from marketplace.errors import NotFound, PermissionDenied, Unauthenticated
from marketplace.graphql.http.languages import language_of
from orders.commands.payouts.reading import read_tax_report, readable_payout, take_bank_file
from orders.printing.statements import statement_pdf
from orders.statements import StatementLine, statement_lines
from sellers.banks import banks

Cells = Iterable[Sequence[int | str]]
CSV, PDF = "text/csv; charset=utf-8", "application/pdf"


@require_safe
def money_file(
    request: HttpRequest, *, name: str, kind: str, content: Callable[..., bytes], **wanted: int
) -> HttpResponse:
    """By an access token or the site's cookie. What is not the viewer's is not there."""
    try:
        sign_in_by_token(request)
        with translation.override(language_of(request.headers.get("Accept-Language", ""))):
            body = content(request.user, **wanted)
    except (Unauthenticated, TokenExpired):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer", **PRIVATE_HEADERS})
    except (NotFound, PermissionDenied) as error:
        raise Http404 from error
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers={**PRIVATE_HEADERS, **disposition})


def _csv(rows: Cells) -> bytes:
    return b"".join(lines(rows))


def statement_csv(actor: Actor, payout_id: int) -> bytes:
    payout = readable_payout(actor=actor, payout_id=payout_id)
    head = [_("Day"), _("What"), _("Order number"), _("Gross"), _("Commission"), _("VAT"), _("Income tax"), _("Net")]
    return _csv([head, *map(_cells, statement_lines(payout)), [_("Paid out"), *[""] * 6, payout.amount]])


def _cells(line: StatementLine) -> list[int | str]:
    day = timezone.localtime(line.happened_at, timezone.get_default_timezone()).date()
    words: list[int | str] = [f"{day:%Y-%m-%d}", str(line.kind.label), line.order_number]
    return [*words, line.gross, line.commission, line.vat, line.pit, line.net]


def statement_sheet(actor: Actor, payout_id: int) -> bytes:
    payout = readable_payout(actor=actor, payout_id=payout_id)
    return statement_pdf(payout, statement_lines(payout))


def bank_file(actor: Actor, batch_id: int) -> bytes:
    """Columns are named for machines, in no language."""
    rows: list[Sequence[int | str]] = [("purpose", "bank_bin", "bank", "account_number", "holder", "amount")]
    for payout in take_bank_file(actor=actor, batch_id=batch_id):
        bank = banks().get(payout.bank_bin)
        name = "" if bank is None else bank.code
        rows.append((payout.purpose, payout.bank_bin, name, payout.account_number, payout.holder, payout.amount))
    return _csv(rows)


def tax_sheet(actor: Actor, year: int, month: int) -> bytes:
    head = [
        *(_("Seller"), _("Legal name"), _("Tax code"), _("Revenue"), _("VAT"), _("Income tax")),
        *(
            _("Revenue taken back"),
            _("VAT taken back"),
            _("Income tax taken back"),
            _("VAT due"),
            _("Income tax due"),
        ),
    ]
    rows: list[Sequence[int | str]] = [head]
    for one in read_tax_report(actor=actor, year=year, month=month):
        seller, back = one.seller, (one.reversed_revenue, one.reversed_vat, one.reversed_pit)
        words = (seller.name, seller.legal_name, seller.tax_code)
        due = (one.vat - one.reversed_vat, one.pit - one.reversed_pit)
        rows.append([*words, one.revenue, one.vat, one.pit, *back, *due])
    return _csv(rows)


def _file(address: str, name: str, kind: str, content: Callable[..., bytes]) -> Any:
    return path(f"files/{address}", money_file, {"name": name, "kind": kind, "content": content})


urlpatterns = [
    _file("payouts/<int:payout_id>/statement.csv", "statement.csv", CSV, statement_csv),
    _file("payouts/<int:payout_id>/statement.pdf", "statement.pdf", PDF, statement_sheet),
    _file("payout-batches/<int:batch_id>/bank.csv", "bank.csv", CSV, bank_file),
    _file("tax/<int:year>-<int:month>.csv", "tax.csv", CSV, tax_sheet),
]
