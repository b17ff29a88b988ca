"""Stored values of notices as people read them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marketplace.contacts import ContactKind


def contact_label(kind: str) -> str:
    return _("phone number") if kind == ContactKind.PHONE else _("email address")


def day_label(day: str) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT")
