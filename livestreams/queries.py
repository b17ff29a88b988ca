"""Reads of livestreams: what shoppers see, who runs one, and what still stands in its way."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from livestreams.errors import (
    AlcoholNotAllowed,
    HostNotVerified,
    LineupEmpty,
    RulesNotAccepted,
    ShopCannotSell,
)
from livestreams.models import Host, HostIdentity, LineupItem, Livestream, LivestreamSeller
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
    return _sellers_of([livestream])[livestream.pk]


def blockers(livestream: Livestream, now: datetime) -> list[DomainError]:
    """What stands between a session and going live; nothing when it may."""
    return blockers_of([livestream], now)[livestream.pk]


def blockers_of(livestreams: Sequence[Livestream], now: datetime) -> dict[int, list[DomainError]]:
    """Of many, in as many statements as of one."""
    sellers = _sellers_of(livestreams)
    stops = order_stops(sorted({pk for pks in sellers.values() for pk in pks}), day=today(now))
    hosts: dict[int, list[Host]] = {one.pk: [] for one in livestreams}
    for host in Host.objects.filter(livestream__in=hosts).order_by("pk"):
        hosts[host.livestream_id].append(host)
    users = {host.user_id for found in hosts.values() for host in found if host.user_id is not None}
    verified = set(HostIdentity.objects.filter(pk__in=users).values_list("pk", flat=True))
    is_alcohol: dict[int, list[bool]] = {one.pk: [] for one in livestreams}
    shown = LineupItem.objects.filter(livestream__in=hosts).values_list("livestream", "product__group__is_alcohol")
    for pk, is_it in shown:
        is_alcohol[pk].append(is_it)
    found: dict[int, list[DomainError]] = {}
    for one in livestreams:
        stopped = dict.fromkeys(stops[pk] for pk in sellers[one.pk] if pk in stops)
        found[one.pk] = [
            *_of_hosts(hosts[one.pk], verified),
            *(ShopCannotSell(OrderStop(stop).label, field=["livestream"]) for stop in stopped),
            *_of_lineup(is_alcohol[one.pk], is_for_adults=one.is_for_adults),
        ]
    return found


def _of_hosts(hosts: Sequence[Host], verified: Collection[int]) -> list[DomainError]:
    found: list[DomainError] = []
    if not hosts or any(host.user_id not in verified for host in hosts):
        found.append(HostNotVerified(field=["livestream"]))
    if any(host.rules_version != RULES_VERSION for host in hosts):
        found.append(RulesNotAccepted(field=["livestream"]))
    return found


def _of_lineup(is_alcohol: Sequence[bool], *, is_for_adults: bool) -> list[DomainError]:
    if not is_alcohol:
        return [LineupEmpty(field=["livestream"])]
    return [AlcoholNotAllowed(field=["livestream"])] if any(is_alcohol) and not is_for_adults else []


def _sellers_of(livestreams: Sequence[Livestream]) -> dict[int, list[int]]:
    found = {one.pk: [one.seller_id] for one in livestreams}
    accepted = LivestreamSeller.objects.filter(livestream__in=found, accepted_at__isnull=False).order_by("pk")
    for livestream, seller in accepted.values_list("livestream", "seller"):
        found[livestream].append(seller)
    return found
