"""Statements of the bank account as CSV: reference, booked_at, amount, purpose, payer."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from marketplace.commands.authority import Actor, authorised_officer
from orders.commands.payments.refunds import PERMISSION
from orders.commands.payments.transfers import Booked, take_transfers
from orders.commands.refusals import StatementInvalid
from orders.models import BankTransfer

MOST_LINES = 2_000
MOST_AMOUNT = 10**15  # đồng
NEEDED = ("reference", "booked_at", "amount")


def import_statement(*, actor: Actor, text: str, now: datetime | None = None) -> Sequence[BankTransfer]:
    """Those that were not known yet.

    Raises Unauthenticated, PermissionDenied, StatementInvalid: then nothing was taken.
    """
    officer = authorised_officer(actor, PERMISSION)
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    try:
        if missing := [name for name in NEEDED if name not in (rows.fieldnames or ())]:
            message = _("These columns are missing: %(names)s")
            raise StatementInvalid(message % {"names": ", ".join(missing)}, field=["csv"])
        booked = [booked_of(row, number) for number, row in enumerate(rows, start=2)]
    except csv.Error as error:
        raise StatementInvalid(str(error), field=["csv"]) from error
    if len(booked) > MOST_LINES:
        message = _("A statement has %(most)d lines at most.")
        raise StatementInvalid(message % {"most": MOST_LINES}, field=["csv"])
    return take_transfers(booked, officer=officer, now=now)


def booked_of(row: Mapping[str, object], number: int) -> Booked:
    """Of a line of a file, or of a webhook. Raises StatementInvalid."""
    said = {name: str(value or "").strip() for name, value in row.items() if isinstance(name, str)}
    amount, at = said.get("amount", ""), _time(said.get("booked_at", ""))
    is_money = amount.isascii() and amount.isdigit() and 0 < len(amount) <= 15 and 0 < int(amount) < MOST_AMOUNT
    reference = said.get("reference", "")
    is_known = 0 < len(reference) <= 80 and "\0" not in "".join(said.values())
    if at is None or not is_money or not is_known:
        message = _("Line %(number)d cannot be read: it needs a reference, a time, and an amount in whole đồng.")
        raise StatementInvalid(message % {"number": number}, field=["csv", str(number)])
    return Booked(reference, int(amount), at, said.get("purpose", ""), said.get("payer", ""))


def _time(text: str) -> datetime | None:
    """A time without a zone is Vietnam's."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return timezone.make_aware(found) if found is not None and timezone.is_naive(found) else found
