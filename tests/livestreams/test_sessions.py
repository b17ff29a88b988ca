"""A session from its plan to its replay: who may, when, and what stands in the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.models import ProductGroup
from livestreams.commands import channels, hosts, participants, running, scheduling
from livestreams.commands.keeping import purge_old_livestreams
from livestreams.errors import (
    AlcoholNotAllowed,
    HostNotVerified,
    LineupEmpty,
    RulesNotAccepted,
    ShopCannotSell,
    WrongState,
)
from livestreams.models import Host, Livestream, LivestreamStatus
from livestreams.queries import blockers
from livestreams.rules import RULES_VERSION
from livestreams.states import MOVES, OPEN
from marketplace.errors import Conflict, Duplicate, Invalid, NotFound, PermissionDenied, Required, Several, told
from sellers.models import Role, Seller, SellerStatus
from tests.catalog.factories import make_member, make_officer, make_place, make_seller
from tests.livestreams.people import Session, Unchanged, kinds, live_session
from tests.marketplace.people import make_user
from tests.orders.people import make_goods

pytestmark = pytest.mark.django_db


def plan(**fields):
    return scheduling.Plan(**{"title_vi": "Phiên mới", "starts_at": timezone.now() + timedelta(hours=1), **fields})


def test_staff_may_plan_a_session_and_strangers_may_not():
    seller = make_seller()
    made = scheduling.schedule_livestream(actor=make_member(seller, Role.STAFF), seller_id=seller.pk, plan=plan())
    assert made.status == LivestreamStatus.PLANNED and made.slug.startswith("phien-moi-")
    with Unchanged(), pytest.raises(NotFound):
        scheduling.schedule_livestream(actor=make_user(), seller_id=seller.pk, plan=plan())


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"title_vi": " "}, Required),
        ({"title_vi": "x" * 121}, Invalid),
        ({"starts_at": None}, Required),
        ({"starts_at": timezone.now() - timedelta(days=1)}, Invalid),
        ({"starts_at": timezone.now() + timedelta(days=900)}, Invalid),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(fields, error):
    seller = make_seller()
    owner = make_member(seller)
    with Unchanged(), pytest.raises(error):
        scheduling.schedule_livestream(actor=owner, seller_id=seller.pk, plan=plan(**fields))


def test_an_edit_leaves_what_is_not_named_and_ends_with_the_session():
    session, _variant = live_session(title_en="Fair")
    scheduling.edit_livestream(actor=session.owner, livestream_id=session.pk, plan=scheduling.Plan(about="Mới"))
    assert (session.row.about, session.row.title_en) == ("Mới", "Fair")
    running.end_livestream(actor=session.owner, livestream_id=session.pk)
    with Unchanged(), pytest.raises(WrongState):
        scheduling.edit_livestream(actor=session.owner, livestream_id=session.pk, plan=plan())


def test_the_gate_names_all_that_is_missing_and_nothing_starts():
    session = Session()
    session.host(is_verified=False)
    with Unchanged(), pytest.raises(Several) as refused:
        session.start()
    assert {type(error) for error in told(refused.value)} == {HostNotVerified, LineupEmpty}
    assert session.row.status == LivestreamStatus.PLANNED


def test_a_host_who_has_not_joined_holds_the_start_up():
    session = Session()
    session.goods()
    session.host()
    named = hosts.add_host(actor=session.owner, livestream_id=session.pk, role="GUEST", name="Khách")
    found = {type(error) for error in blockers(session.row, timezone.now())}
    assert found == {HostNotVerified, RulesNotAccepted}
    hosts.remove_host(actor=session.owner, host_id=named.pk)
    assert session.start().row.is_live


def test_other_rules_than_the_present_ones_are_not_enough():
    session = Session()
    session.goods()
    host = session.host()
    Host.objects.filter(pk=host.pk).update(rules_version=RULES_VERSION - 1)
    with Unchanged(), pytest.raises(RulesNotAccepted):
        session.start()


def test_a_shop_that_does_not_sell_cannot_go_live():
    session = Session()
    session.goods()
    session.host()
    Seller.objects.filter(pk=session.seller.pk).update(papers_valid_until=timezone.now() - timedelta(days=2))
    with Unchanged(), pytest.raises(ShopCannotSell):
        session.start()
    Seller.objects.filter(pk=session.seller.pk).update(papers_valid_until=None, status=SellerStatus.SUSPENDED)
    with pytest.raises(ShopCannotSell):
        session.start()


def test_alcohol_is_for_adults_alone():
    session = Session()
    variant = make_goods(seller=session.seller)
    ProductGroup.objects.filter(pk=variant.product.group_id).update(is_alcohol=True)
    with Unchanged(), pytest.raises(AlcoholNotAllowed):
        session.add(variant)
    edit = scheduling.Plan(is_for_adults=True)
    scheduling.edit_livestream(actor=session.owner, livestream_id=session.pk, plan=edit)
    session.add(variant)
    session.host()
    with pytest.raises(AlcoholNotAllowed):
        session.deal(variant)
    edit = scheduling.Plan(is_for_adults=False)
    scheduling.edit_livestream(actor=session.owner, livestream_id=session.pk, plan=edit)
    with Unchanged(), pytest.raises(AlcoholNotAllowed):
        session.start()


def test_from_rehearsal_to_replay():
    session = Session()
    session.goods()
    session.host()
    running.rehearse_livestream(actor=session.owner, livestream_id=session.pk)
    session.start()
    running.say_in_livestream(actor=session.owner, livestream_id=session.pk, text="Chào cả nhà")
    running.end_livestream(actor=session.owner, livestream_id=session.pk)
    address = "https://youtu.be/abcdefghijk"
    running.publish_replay(actor=session.owner, livestream_id=session.pk, url=address, platform="YOUTUBE")
    assert session.row.status == LivestreamStatus.REPLAY and session.row.replay_url == address
    assert session.row.started_at <= session.row.ended_at
    assert kinds(session) == ["STATUS", "STATUS", "NOTICE", "STATUS", "STATUS"]


def test_what_the_table_does_not_know_does_not_happen():
    session, _variant = live_session()
    with Unchanged(), pytest.raises(WrongState):
        session.start()
    with Unchanged(), pytest.raises(WrongState):
        running.cancel_livestream(actor=session.owner, livestream_id=session.pk, reason="x")
    assert set(MOVES) == set(LivestreamStatus) and all(to in MOVES for moves in MOVES.values() for to in moves)
    assert {status for status in MOVES if LivestreamStatus.CANCELLED in MOVES[status]} < OPEN


def test_a_member_of_a_guest_shop_does_not_start_it():
    session = Session()
    other = make_seller()
    member = make_member(other)
    participants.invite_to_livestream(actor=session.owner, livestream_id=session.pk, seller_ids=[other.pk])
    participants.join_livestream(actor=member, livestream_id=session.pk, seller_id=other.pk)
    with Unchanged(), pytest.raises(NotFound):
        running.start_livestream(actor=member, livestream_id=session.pk)


def test_a_shop_brings_goods_once_it_has_said_yes_and_takes_them_away_again():
    session = Session()
    other = make_seller()
    member, variant = make_member(other), make_goods(seller=other)
    with Unchanged(), pytest.raises(NotFound):
        participants.join_livestream(actor=member, livestream_id=session.pk, seller_id=other.pk)
    participants.invite_to_livestream(actor=session.owner, livestream_id=session.pk, seller_ids=[other.pk])
    with Unchanged(), pytest.raises(NotFound):
        session.add(variant, actor=member)
    participants.join_livestream(actor=member, livestream_id=session.pk, seller_id=other.pk)
    with Unchanged(), pytest.raises(NotFound):
        session.add(variant)  # another shop's goods are not the organiser's to show
    session.add(variant, actor=member)
    participants.leave_livestream(actor=member, livestream_id=session.pk, seller_id=other.pk)
    assert not session.row.lineup.exists() and not session.row.participations.exists()


def test_a_code_makes_one_host():
    session = Session()
    named = hosts.add_host(actor=session.owner, livestream_id=session.pk, role="OFFICIAL", name="Anh Nam")
    user = make_user()
    with Unchanged(), pytest.raises(Conflict):
        hosts.join_as_host(actor=user, code=named.code, rules_version=RULES_VERSION + 1)
    hosts.join_as_host(actor=user, code=named.code.lower(), rules_version=RULES_VERSION)
    for actor, code in ((make_user(), named.code), (user, "NOBODYS")):
        with Unchanged(), pytest.raises(NotFound):
            hosts.join_as_host(actor=actor, code=code, rules_version=RULES_VERSION)
    second = hosts.add_host(actor=session.owner, livestream_id=session.pk, role="GUEST", name="Anh Nam")
    with Unchanged(), pytest.raises(Duplicate):
        hosts.join_as_host(actor=user, code=second.code, rules_version=RULES_VERSION)


def test_who_may_verify_a_host():
    session = Session()
    host = session.host(is_verified=False)
    for actor, error in (
        (session.owner, PermissionDenied),
        (make_officer(make_place()), NotFound),
    ):
        with Unchanged(), pytest.raises(error):
            hosts.verify_host(actor=actor, host_id=host.pk, document_kind="Căn cước")
    hosts.verify_host(actor=session.officer, host_id=host.pk, document_kind="Căn cước")
    # It is of the person: another session of theirs needs no second look.
    other = Session()
    other.goods()
    other.host(host.user, is_verified=False)
    assert other.start().row.is_live


@pytest.mark.parametrize(
    ("platform", "url"),
    [
        ("FACEBOOK", "http://www.facebook.com/shop/live/1"),
        ("FACEBOOK", "https://www.facebook.com.example.com/shop"),
        ("FACEBOOK", "https://www.facebook.com/"),
        ("YOUTUBE", "https://www.tiktok.com/@shop/live"),
        ("TIKTOK", "https://user@www.tiktok.com/@shop/live"),
        ("ZALO", "https://zalo.me:444/x"),
        ("OWN", "javascript:alert(1)"),
        ("OWN", "https://[x"),
        ("OWN", "https://example.com/a b"),
    ],
)
def test_an_address_of_another_platform_is_refused(platform, url):
    session = Session()
    with Unchanged(), pytest.raises(Invalid):
        session.channel(url, platform)
    assert not session.row.channels.exists()


def test_channels_come_and_go():
    session = Session()
    channel = session.channel()
    with Unchanged(), pytest.raises(Duplicate):
        session.channel()
    channels.remove_channel(actor=session.owner, channel_id=channel.pk)
    assert not session.row.channels.exists()


def test_a_session_that_nobody_ends_is_ended_by_the_clock():
    begun = timezone.now() - timedelta(hours=13)
    late, _goods = live_session(now=begun, starts_at=begun + timedelta(hours=12, minutes=30))
    young, _goods = live_session()
    assert running.end_forgotten() == 1
    assert late.row.status == LivestreamStatus.ENDED and young.row.is_live
    assert running.end_forgotten() == 0


def test_the_record_is_kept_for_its_term_and_then_goes(settings):
    session, variant = live_session()
    session.running_deal(variant)
    running.end_livestream(actor=session.owner, livestream_id=session.pk)
    planned = Session()
    later = timezone.now() + timedelta(days=2 * 365)
    assert purge_old_livestreams(now=later) == 0
    settings.LIVESTREAM_KEPT_YEARS = 1
    assert purge_old_livestreams(now=later) == 1
    assert list(Livestream.objects.all()) == [planned.row]
