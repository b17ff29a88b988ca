"""What is done to an account's rows when it goes. Called within the transaction that locked its user."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils.translation import gettext as _

from marketplace.audit_masks import MASK
from marketplace.commands.audit import record
from marketplace.commands.authority import current_posts
from marketplace.models import OneTimeCode, User
from marketplace.personal_data import Fate, personal_data

# Entries stay, with the names of the fields: that something was changed is the office's, what it was is the person's.
_REDACT = """
    UPDATE marketplace_auditentry SET
        before = coalesce((SELECT jsonb_object_agg(key, %(mask)s) FROM jsonb_object_keys(before) AS key), '{}'),
        after = coalesce((SELECT jsonb_object_agg(key, %(mask)s) FROM jsonb_object_keys(after) AS key), '{}'),
        object_name = ''
"""
_OF_SUBJECT = " WHERE object_type = %(type)s AND object_id = ANY(%(ids)s)"
_OF_SCOPE = " WHERE scope_type = %(type)s AND scope_id = ANY(%(ids)s)"


def erased(user: User, *, by: User | None, now: datetime) -> User:
    """The account as an empty shell, so that books and trail have a number to point at."""
    table = personal_data()
    for eraser in table.erasers:
        eraser(user)
    for holding in table.holdings:
        if holding.fate == Fate.DELETED:
            holding.rows_of(user).delete()
        elif holding.path == "pk":  # the account itself, in one statement: no row may be half empty
            holding.rows_of(user).update(
                **holding.blank, erasure_due_at=None, erased_at=now, password=make_password(None)
            )
        elif holding.fate == Fate.BLANKED:
            holding.rows_of(user).update(**holding.blank)
    user.refresh_from_db()
    record(actor=by, action="erase_account", subject=user, after={"erased_at": now})
    return user


def redact_trail(kind: str, ids: list[int], *, is_scope: bool = False) -> None:
    """Takes the values out of what the trail says of these subjects, or of all that hangs on these owners."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL marketplace.audit_erasure = 'on'")
        cursor.execute(_REDACT + (_OF_SCOPE if is_scope else _OF_SUBJECT), {"mask": MASK, "type": kind, "ids": ids})
        cursor.execute("SET LOCAL marketplace.audit_erasure = 'off'")


def forget_contacts(user: User) -> None:
    """Codes that went to the person's address or number before there was an account, the trail, and the office."""
    OneTimeCode.objects.filter(recipient__in=[value for value in (user.email, user.phone) if value]).delete()
    redact_trail("marketplace.user", [user.pk])
    user.groups.clear()
    user.user_permissions.clear()


def needs_officer(user: User) -> str | None:
    if user.is_superuser:
        return _("An administrator's rights have to be taken away first.")
    if current_posts(user).exists():
        return _("Your post in the office has to end first.")
    return None
