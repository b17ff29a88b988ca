"""Statements of the bank account as CSV: reference, booked_at, amount, purpose, payer."""

import csv
import io
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from marketplace.commands.authority import Actor, authorised_officer
from orders.commands.payments.refunds import PERMISSION
from orders.commands.payments.transfers import Booked, take_transfers
from orders.commands.refusals import StatementInvalid
from orders.models import BankTransfer

Line = TypeVar("Line")
MOST_LINES = 2_000
MOST_AMOUNT = 10**15  # đồng
NEEDED = ("reference", "booked_at", "amount")


def import_statement(*, actor: Actor, text: str, now: datetime | None = None) -> Sequence[BankTransfer]:
    """Those that were not known yet.

    Raises Unauthenticated, PermissionDenied, StatementInvalid: then nothing was taken.
    """
    officer = authorised_officer(actor, PERMISSION)
    return take_transfers(read_lines(text, NEEDED, booked_of), officer=officer, now=now)


def read_lines(
    text: str, needed: Collection[str], line_of: Callable[[Mapping[str, object], int], Line]
) -> list[Line]:
    """Of a CSV file with these columns; `line_of` takes a row and its number. Raises StatementInvalid."""
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    try:
        if missing := [name for name in needed if name not in (rows.fieldnames or ())]:
            message = _("These columns are missing: %(names)s")
            raise StatementInvalid(message % {"names": ", ".join(missing)}, field=["csv"])
        lines = [line_of(row, number) for number, row in enumerate(rows, start=2)]
    except csv.Error as error:
        raise StatementInvalid(str(error), field=["csv"]) from error
    if len(lines) > MOST_LINES:
        message = _("A statement has %(most)d lines at most.")
        raise StatementInvalid(message % {"most": MOST_LINES}, field=["csv"])
    return lines


def read_amount(said: str) -> int | None:
    """Whole đồng above zero, written with digits alone."""
    is_money = said.isascii() and said.isdigit() and len(said) <= 15
    return int(said) if is_money and 0 < int(said) < MOST_AMOUNT else None


def booked_of(row: Mapping[str, object], number: int) -> Booked:
    """Of a line of a file, or of a webhook. Raises StatementInvalid."""
    said = {name: str(value or "").strip() for name, value in row.items() if isinstance(name, str)}
    amount, at = read_amount(said.get("amount", "")), _time(said.get("booked_at", ""))
    reference = said.get("reference", "")
    is_known = 0 < len(reference) <= 80 and "\0" not in "".join(said.values())
    if at is None or amount is None or not is_known:
        message = _("Line %(number)d cannot be read: it needs a reference, a time, and an amount in whole đồng.")
        raise StatementInvalid(message % {"number": number}, field=["csv", str(number)])
    return Booked(reference, amount, at, said.get("purpose", ""), said.get("payer", ""))


def _time(text: str) -> datetime | None:
    """A time without a zone is Vietnam's."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return timezone.make_aware(found) if found is not None and timezone.is_naive(found) else found
