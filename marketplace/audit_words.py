"""What people call the deeds and the things of the audit trail, in their language."""

from collections.abc import Mapping

from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from marketplace.contacts import masked

Actions = Mapping[str, str | Promise]


def action_label(action: str) -> str:
    """A command that nobody has named is shown by its own name: "close_seller" as "close seller"."""
    actions: Actions = import_string(settings.AUDIT_ACTIONS)
    return str(actions.get(action, action.replace("_", " ")))


def object_label(object_type: str) -> str:
    """ "Product" of "catalog.product". The trail outlives models: what is gone is shown by its name."""
    try:
        return capfirst(str(apps.get_model(object_type)._meta.verbose_name))
    except (LookupError, ValueError):
        return object_type.rpartition(".")[2]


def actor_name(*, pk: int | None, full_name: str | None, contact: str | None) -> str:
    """Whoever has no name is known by a masked address; whoever erased their account, by a number alone."""
    if pk is None:
        return _("The system")
    if full_name:
        return full_name
    return masked(contact) if contact else _("Erased account %(number)d") % {"number": pk}
