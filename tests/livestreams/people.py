"""A session with its shops, hosts and goods, made by the commands that make it."""

from datetime import timedelta

from django.utils import timezone

from livestreams.commands import channels, deals, hosts, lineup, running, scheduling
from livestreams.models import (
    Complaint,
    DealTake,
    Host,
    HostIdentity,
    LineupItem,
    LiveDeal,
    Livestream,
    LivestreamEvent,
    SalesLink,
)
from livestreams.rules import RULES_VERSION
from marketplace.models import AuditEntry
from tests.catalog.factories import make_member, make_officer, make_place, make_seller
from tests.marketplace.people import make_user
from tests.orders.people import make_goods


class Session:
    """Planned, unless told otherwise: `officer` looks after the shop of `owner`."""

    def __init__(self, **plan):
        self.place = make_place()
        self.seller = make_seller(place=self.place)
        self.owner = make_member(self.seller)
        self.officer = make_officer(self.place)
        given = {"title_vi": "Phiên chợ Nam Định", "starts_at": timezone.now() + timedelta(days=1), **plan}
        self.pk = scheduling.schedule_livestream(
            actor=self.owner, seller_id=self.seller.pk, plan=scheduling.Plan(**given)
        ).pk

    @property
    def row(self):
        return Livestream.objects.get(pk=self.pk)

    def goods(self, **fields):
        """A variant on sale in the line-up."""
        variant = make_goods(seller=self.seller, **fields)
        self.add(variant)
        return variant

    def add(self, variant, actor=None, **fields):
        return lineup.add_to_lineup(
            actor=actor or self.owner, livestream_id=self.pk, product_id=variant.product_id, **fields
        )

    def item_of(self, variant):
        return LineupItem.objects.get(livestream=self.pk, product=variant.product_id)

    def host(self, user=None, *, role="SELLER", is_verified=True):
        """Named, joined with the rules accepted, and verified."""
        user = user or make_user()
        made = hosts.add_host(actor=self.owner, livestream_id=self.pk, role=role, name="Cô Lan")
        hosts.join_as_host(actor=user, code=made.code, rules_version=RULES_VERSION)
        if is_verified:
            hosts.verify_host(actor=self.officer, host_id=made.pk, document_kind="Căn cước")
        return Host.objects.get(pk=made.pk)

    def channel(self, url="https://www.facebook.com/shop/live/1", platform="FACEBOOK"):
        return channels.add_channel(actor=self.owner, livestream_id=self.pk, platform=platform, url=url)

    def start(self, now=None):
        running.start_livestream(actor=self.owner, livestream_id=self.pk, now=now)
        return self

    def deal(self, variant, *, price=40_000, quota=5, per_buyer=2, length=600):
        terms = deals.Terms(price=price, quota=quota, per_buyer=per_buyer, length_seconds=length)
        item = self.item_of(variant)
        return deals.add_deal(actor=self.owner, item_id=item.pk, variant_id=variant.pk, terms=terms)

    def running_deal(self, variant, **terms):
        deal = self.deal(variant, **terms)
        return deals.start_deal(actor=self.owner, deal_id=deal.pk)


def live_session(*, left=50, now=None, **plan):
    """With one product; its variant."""
    session = Session(**plan)
    variant = session.goods(left=left)
    session.host()
    session.start(now)
    return session, variant


KINDS = (Livestream, Host, HostIdentity, LineupItem, LiveDeal, DealTake, LivestreamEvent, Complaint, SalesLink)


class Unchanged:
    """`with Unchanged():` around what must be refused."""

    def __enter__(self):
        self.before = traces()

    def __exit__(self, *raised):
        if raised == (None, None, None):
            assert traces() == self.before
        return False


def traces():
    rows = {kind.__name__: list(kind.objects.order_by("pk").values()) for kind in KINDS}
    return rows | {"audit": AuditEntry.objects.count()}


def kinds(session):
    """Of its events, in their order; the numbers are without a gap."""
    events = list(session.row.events.order_by("sequence"))
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert session.row.sequence == len(events)
    return [str(event.kind) for event in events]
