"""Stored values of notices as people read them."""

from django.utils.translation import gettext as _

from marketplace.contacts import ContactKind


def contact_label(kind: str) -> str:
    return _("phone number") if kind == ContactKind.PHONE else _("email address")
