"""The office's group of programme officers: what they may see and do."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

OFFICERS = "Cán bộ OCOP"
# By app and model; deeds go through commands, which ask for these same permissions.
GRANTED = {
    ("catalog", "product"): ("view", "change"),
    ("catalog", "certificate"): ("view", "add", "change"),
    ("catalog", "media"): ("view", "add"),
    ("catalog", "variant"): ("view",),
    ("catalog", "label"): ("view",),
    ("catalog", "productgroup"): ("view",),
    ("catalog", "taxonomy"): ("view",),
    ("sellers", "seller"): ("view",),
    ("marketplace", "place"): ("view",),
    ("marketplace", "image"): ("view",),
    ("marketplace", "outboxevent"): ("view",),
    ("marketplace", "auditentry"): ("view",),
}


@transaction.atomic
def ensure_officers() -> Group:
    """The group, made or completed. What an administrator granted beyond this stays."""
    group, _created = Group.objects.get_or_create(name=OFFICERS)
    wanted = Q(pk__in=[])
    for (app, model), deeds in GRANTED.items():
        names = [f"{deed}_{model}" for deed in deeds]
        wanted |= Q(content_type__app_label=app, content_type__model=model, codename__in=names)
    group.permissions.add(*Permission.objects.filter(wanted))
    return group
