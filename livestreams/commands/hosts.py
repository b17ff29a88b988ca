"""Who speaks in a session: named by its organiser, known by an account, verified by an officer."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from livestreams.codes import HOST_LENGTH, random_code, read_code
from livestreams.commands.locks import locked_livestream, organised
from livestreams.commands.supervision import PERMISSION
from livestreams.models import Host, HostIdentity, HostRole, Livestream
from livestreams.queries import access_livestream
from livestreams.rules import RULES_VERSION
from livestreams.states import check_open
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer, signed_in
from marketplace.errors import Conflict, Duplicate, Invalid, NotFound
from marketplace.texts import required_name, required_text
from sellers.commands.locks import refuse_own
from sellers.queries import supervised_seller

MOST_HOSTS = 20


@transaction.atomic
def add_host(*, actor: Actor, livestream_id: int, role: str, name: str, now: datetime | None = None) -> Host:
    """By the organiser, who gives the host the code. Raises Unauthenticated, NotFound, PermissionDenied, WrongState,
    Required, Invalid."""
    user, livestream = organised(actor, livestream_id)
    check_open(livestream.status)
    name = required_name(name, field="name", longest=120)
    if livestream.hosts.count() >= MOST_HOSTS:
        raise Invalid(_("A livestream has at most %(most)d hosts.") % {"most": MOST_HOSTS}, field=["livestream"])
    host = Host.objects.create(
        livestream=livestream,
        role=HostRole(role),
        name=name,
        code=random_code(HOST_LENGTH),
        added_at=now or timezone.now(),
    )
    record(actor=user, action="add_host", subject=livestream, after={"host": host.pk, "role": str(host.role)})
    return host


@transaction.atomic
def remove_host(*, actor: Actor, host_id: int) -> Livestream:
    """Raises Unauthenticated, NotFound, PermissionDenied, WrongState."""
    host = _host(host_id)
    access_livestream(actor=actor, livestream_id=host.livestream_id, field="host")
    user, livestream = organised(actor, host.livestream_id)
    check_open(livestream.status)
    if livestream.is_live and livestream.hosts.count() == 1:
        raise Invalid(_("It is live: somebody has to host it."), field=["host"])
    host.delete()
    record(actor=user, action="remove_host", subject=livestream, before={"host": host_id, "role": host.role})
    return livestream


@transaction.atomic
def join_as_host(*, actor: Actor, code: str, rules_version: int, now: datetime | None = None) -> Host:
    """By the code, with the edition of the rules that they have read; again where the rules have changed.

    Raises Unauthenticated; NotFound for codes of nobody and of others; Conflict for an edition that is not the
    present one; Duplicate for who hosts it already by another code; WrongState after the end.
    """
    user = signed_in(actor)
    found = Host.objects.filter(code=read_code(code)).first()
    if found is None:
        raise NotFound(field=["code"])
    livestream = locked_livestream(found.livestream_id, field="code")
    host = livestream.hosts.filter(pk=found.pk).first()
    if host is None or host.user_id not in (None, user.pk):
        raise NotFound(field=["code"])
    check_open(livestream.status)
    if rules_version != RULES_VERSION:
        raise Conflict(_("The rules have changed. Please read them again."), field=["rulesVersion"])
    if livestream.hosts.filter(user=user).exclude(pk=host.pk).exists():
        raise Duplicate(field=["code"])
    host.user, host.rules_version, host.rules_accepted_at = user, rules_version, now or timezone.now()
    host.save(update_fields=["user", "rules_version", "rules_accepted_at"])
    after = {"host": host.pk, "rules_version": rules_version}
    record(actor=user, action="join_as_host", subject=livestream, after=after)
    return host


@transaction.atomic
def verify_host(*, actor: Actor, host_id: int, document_kind: str, now: datetime | None = None) -> Host:
    """An officer has seen the host's document; it holds for all sessions of that person. The number is not kept.

    Raises Unauthenticated, PermissionDenied, NotFound, Required, Invalid.
    """
    officer = authorised_officer(actor, PERMISSION)
    host = _host(host_id)
    seller = host.livestream.seller
    supervised_seller(actor=officer, seller_id=seller.pk, permission=PERMISSION, field="host")
    refuse_own(officer, seller.pk, field="host")
    document_kind = required_text(document_kind, field="documentKind", longest=60)
    if host.user_id is None:
        raise Invalid(_("This host has not joined with an account yet."), field=["host"])
    if host.user_id == officer.pk:
        raise Invalid(_("Another officer has to verify you."), field=["host"])
    HostIdentity.objects.update_or_create(
        pk=host.user_id,
        defaults={"verified_at": now or timezone.now(), "verified_by": officer, "document_kind": document_kind},
    )
    after = {"host": host.pk, "document_kind": document_kind}
    record(actor=officer, action="verify_host", subject=host.livestream, after=after)
    return host


def _host(host_id: int) -> Host:
    host = Host.objects.select_related("livestream__seller").filter(pk=host_id).first()
    if host is None:
        raise NotFound(field=["host"])
    return host
