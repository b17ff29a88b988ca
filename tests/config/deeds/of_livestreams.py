"""The deeds of those who run livestreams, and of the officers who look after them."""

from datetime import timedelta

from django.utils import timezone

from livestreams.commands import lineup, links, participants, running
from livestreams.commands.supervision import complain_about_livestream
from livestreams.rules import RULES_VERSION
from marketplace.graphql.ids import global_id
from tests.catalog.factories import make_member, make_seller
from tests.config.deeds.rows import Deed, row
from tests.livestreams.people import Session, live_session
from tests.marketplace.people import make_user
from tests.orders.people import make_goods
from tests.sellers.graphql.asking import file
from tests.sellers.people import NOW, picture

TERMS = {"price": 40_000, "quota": 5, "perBuyer": 2, "lengthSeconds": 600}


def of(session, actor=None, **input):
    return Deed(actor or session.owner, {"livestream": global_id("Livestream", session.pk), **input})


def of_item(session, variant, /, **input):
    item = global_id("LineupItem", session.item_of(variant).pk)
    return Deed(session.owner, {"item": item, **input})


def of_deal(session, deal, /, **input):
    return Deed(session.owner, {"deal": global_id("LiveDeal", deal.pk), **input})


def invited():
    session, other = Session(), make_seller()
    participants.invite_to_livestream(actor=session.owner, livestream_id=session.pk, seller_ids=[other.pk])
    return of(session, make_member(other), seller=global_id("Seller", other.pk))


def planned():
    session = Session()
    return session, session.goods(left=50)


@row
def schedule_livestream():
    seller = make_seller()
    starts_at = (timezone.now() + timedelta(days=1)).isoformat()
    input = {"seller": global_id("Seller", seller.pk), "titleVi": "Phiên mới", "startsAt": starts_at}
    return Deed(make_member(seller), input)


@row
def edit_livestream():
    return of(Session(), titleVi="Tên khác")


@row
def set_livestream_cover():
    return of(Session(), file=file(picture()), alt="Ruộng")


@row
def invite_to_livestream():
    return of(Session(), sellers=[global_id("Seller", make_seller().pk)])


@row
def join_livestream():
    return invited()


@row
def leave_livestream():
    return invited()


@row
def add_host():
    return of(Session(), role="GUEST", name="Anh Nam")


@row
def remove_host():
    session = Session()
    return Deed(session.owner, {"host": global_id("LivestreamHost", session.host().pk)})


@row
def join_as_host():
    host = Session().host()
    return Deed(host.user, {"code": host.code, "rulesVersion": RULES_VERSION})


@row
def verify_host():
    session = Session()
    host = global_id("LivestreamHost", session.host(is_verified=False).pk)
    return Deed(session.officer, {"host": host, "documentKind": "Căn cước"})


@row
def add_channel():
    return of(Session(), platform="OWN", url="https://example.com/live")


@row
def remove_channel():
    session = Session()
    return Deed(session.owner, {"channel": global_id("LivestreamChannel", session.channel().pk)})


@row
def rehearse_livestream():
    return of(Session())


@row
def start_livestream():
    session, _goods = planned()
    session.host()
    return of(session)


@row
def end_livestream():
    return of(live_session(now=NOW)[0])


@row
def publish_replay():
    session, _goods = live_session()
    running.end_livestream(actor=session.owner, livestream_id=session.pk)
    return of(session, platform="OWN", url="https://example.com/replay")


@row
def cancel_livestream():
    return of(Session(), reason="Mưa bão")


@row
def say_in_livestream():
    return of(live_session()[0], text="Chào cả nhà")


@row
def warn_livestream():
    session, _goods = live_session()
    return of(session, session.officer, reason="Nói quá")


@row
def take_down_livestream():
    session, _goods = live_session(now=NOW)
    return of(session, session.officer, reason="Hàng giả")


@row
def settle_complaint():
    session, _goods = live_session()
    made = complain_about_livestream(actor=make_user(), livestream_id=session.pk, ground="PRICE", note="x")
    return Deed(session.officer, {"complaint": global_id("LivestreamComplaint", made.pk), "answer": "Đã nhắc"})


@row
def add_to_lineup():
    session = Session()
    return of(session, product=global_id("Product", make_goods(seller=session.seller).product_id))


@row
def edit_lineup_item():
    return of_item(*planned(), code="B1")


@row
def remove_from_lineup():
    return of_item(*planned())


@row
def order_lineup():
    session, goods = planned()
    return of(session, items=[global_id("LineupItem", session.item_of(goods).pk)])


@row
def pin_lineup_item():
    return of_item(*live_session())


@row
def unpin_lineup_item():
    session, goods = live_session()
    lineup.pin_lineup_item(actor=session.owner, item_id=session.item_of(goods).pk)
    return of(session)


@row
def add_deal():
    session, goods = planned()
    return of_item(session, goods, variant=global_id("Variant", goods.pk), **TERMS)


@row
def edit_deal():
    session, goods = planned()
    return of_deal(session, session.deal(goods), **{**TERMS, "quota": 7})


@row
def remove_deal():
    session, goods = planned()
    return of_deal(session, session.deal(goods))


@row
def start_deal():
    session, goods = live_session()
    return of_deal(session, session.deal(goods))


@row
def stop_deal():
    session, goods = live_session()
    return of_deal(session, session.running_deal(goods))


@row
def create_sales_link():
    return of(Session())


@row
def revoke_sales_link():
    session = Session()
    link = links.create_sales_link(actor=session.owner, livestream_id=session.pk, terms=links.LinkTerms())
    return Deed(session.owner, {"link": global_id("SalesLink", link.pk)})
