"""Reads of livestreams: what shoppers see, who runs one, and what still stands in its way."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from livestreams.errors import (
    AlcoholNotAllowed,
    HostNotVerified,
    LineupEmpty,
    RulesNotAccepted,
    ShopCannotSell,
)
from livestreams.models import Host, HostIdentity, Livestream
from livestreams.rules import RULES_VERSION
from livestreams.states import HIDDEN
from marketplace.clock import today
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import DomainError, NotFound
from marketplace.models import User
from sellers.models import Member
from sellers.orders import OrderStop, order_stops
from sellers.queries import access_seller
from sellers.rights import RIGHTS, Right


def shown_livestreams() -> QuerySet[Livestream]:
    return Livestream.objects.exclude(status__in=HIDDEN)


def access_livestream(
    *, actor: Actor, livestream_id: int, right: Right = Right.LIVESTREAMS, field: str = "livestream"
) -> Livestream:
    """For a member of the organising shop with the right. Raises Unauthenticated, NotFound, PermissionDenied."""
    user = signed_in(actor)
    livestream = Livestream.objects.filter(pk=livestream_id).first()
    if livestream is None:
        raise NotFound(field=[field])
    access_seller(actor=user, seller_id=livestream.seller_id, right=right, field=field)
    return livestream


def is_run_by(viewer: Actor, livestream_id: int) -> bool:
    """Hosts who have joined, and those of the shops of the session that have the right to livestreams."""
    if not isinstance(viewer, User) or not viewer.is_active:
        return False
    if Host.objects.filter(livestream=livestream_id, user=viewer).exists():
        return True
    return working_for(viewer).filter(pk=livestream_id).exists()


def working_for(user: User) -> QuerySet[Livestream]:
    """Sessions of shops for which somebody works, with the right to livestreams."""
    roles = [role for role, rights in RIGHTS.items() if Right.LIVESTREAMS in rights]
    shops = Member.objects.filter(user=user, role__in=roles).values("seller")
    takes_part = Q(pk__in=Livestream.objects.filter(participations__seller__in=shops).values("pk"))
    return Livestream.objects.filter(Q(seller__in=shops) | takes_part)


def run_livestream(*, actor: Actor, livestream_id: int, field: str = "livestream") -> Livestream:
    """For whom `is_run_by` says so. Raises Unauthenticated, NotFound."""
    user = signed_in(actor)
    livestream = Livestream.objects.filter(pk=livestream_id).first()
    if livestream is None or not is_run_by(user, livestream_id):
        raise NotFound(field=[field])
    return livestream


def sellers_of(livestream: Livestream) -> list[int]:
    """The organiser, and those who have accepted."""
    others = livestream.participations.filter(accepted_at__isnull=False).values_list("seller", flat=True)
    return [livestream.seller_id, *others.order_by("pk")]


def blockers(livestream: Livestream, now: datetime) -> list[DomainError]:
    """What stands between a session and going live; nothing when it may."""
    found: list[DomainError] = []
    hosts = list(livestream.hosts.order_by("pk"))
    if not hosts or not _are_verified(hosts):
        found.append(HostNotVerified(field=["livestream"]))
    if any(host.rules_version != RULES_VERSION for host in hosts):
        found.append(RulesNotAccepted(field=["livestream"]))
    stops = order_stops(sellers_of(livestream), day=today(now))
    found += [ShopCannotSell(OrderStop(stop).label, field=["livestream"]) for stop in dict.fromkeys(stops.values())]
    groups = list(livestream.lineup.values_list("product__group__is_alcohol", flat=True))
    if not groups:
        found.append(LineupEmpty(field=["livestream"]))
    if any(groups) and not livestream.is_for_adults:
        found.append(AlcoholNotAllowed(field=["livestream"]))
    return found


def _are_verified(hosts: Sequence[Host]) -> bool:
    users = [host.user_id for host in hosts]
    return None not in users and HostIdentity.objects.filter(pk__in=users).count() == len(users)
