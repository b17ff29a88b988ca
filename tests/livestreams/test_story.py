"""As a seller, by the API alone: two shops, three channels, live, a pin, a deal, a link, the end, the replay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from livestreams.models import LivestreamEvent
from marketplace.graphql.ids import global_id
from tests.catalog.factories import make_member, make_officer, make_place, make_seller
from tests.livestreams.people import Session, live_session
from tests.marketplace.people import make_user
from tests.orders.people import make_goods
from tests.sellers.graphql.asking import written
from tests.shop import ask, statements

pytestmark = pytest.mark.django_db
STATE = """query ($id: ID!, $after: Int) { livestream(id: $id) { state { sequence status serverTime pinned { code }
  deals { isRunning left price { amount } variant { sku } } }
  events(after: $after) { sequence kind itemId text } } }"""
CHANNELS = {
    "FACEBOOK": "https://www.facebook.com/shop/live/1",
    "TIKTOK": "https://www.tiktok.com/@shop/live",
    "YOUTUBE": "https://www.youtube.com/watch?v=abcdefghijk",
}


def seen(source, viewer=None, **variables):
    return ask(source, variables, viewer=viewer, now=timezone.now())


def done(actor, name, answer="", /, **input):
    payload = written(actor, name, input, answer, now=timezone.now())
    assert payload["errors"] == [], (name, payload["errors"])
    return payload


def refused(actor, name, /, **input):
    return {error["code"] for error in written(actor, name, input, "", now=timezone.now())["errors"]}


def test_a_session_from_the_plan_to_the_replay():
    place = make_place()
    here, there = make_seller(place=place), make_seller()
    owner, neighbour, officer, host = make_member(here), make_member(there), make_officer(place), make_user()
    mine, theirs = make_goods(seller=here, left=50), make_goods(seller=there, left=50)
    starts_at = (timezone.now() + timedelta(days=1)).isoformat()
    shops = {"seller": global_id("Seller", here.pk), "sellers": [global_id("Seller", there.pk)]}
    made = done(owner, "scheduleLivestream", "livestream { id }", titleVi="Phiên chợ", startsAt=starts_at, **shops)
    session = {"livestream": made["livestream"]["id"]}
    done(neighbour, "joinLivestream", **session, seller=shops["sellers"][0])
    for platform, url in CHANNELS.items():
        done(owner, "addChannel", **session, platform=platform, url=url)
    assert refused(owner, "startLivestream", **session) == {"HOST_NOT_VERIFIED", "LINEUP_EMPTY"}
    named = done(owner, "addHost", "livestream { hosts { id code } }", **session, role="SELLER", name="Cô Lan")
    [card] = named["livestream"]["hosts"]
    version = seen("{ livestreamRules { version lines } }")["livestreamRules"]["version"]
    done(host, "joinAsHost", code=card["code"], rulesVersion=version)
    done(officer, "verifyHost", host=card["id"], documentKind="Căn cước")
    items = [
        done(actor, "addToLineup", "item { id code }", **session, product=global_id("Product", one.product_id))[
            "item"
        ]
        for actor, one in ((owner, mine), (neighbour, theirs))
    ]
    assert [item["code"] for item in items] == ["A1", "A2"]
    done(owner, "startLivestream", **session)
    done(host, "pinLineupItem", item=items[1]["id"])
    terms = {"price": 40_000, "quota": 20, "perBuyer": 2, "lengthSeconds": 600}
    variant = global_id("Variant", theirs.pk)
    deal = done(neighbour, "addDeal", "deal { id }", item=items[1]["id"], variant=variant, **terms)["deal"]
    done(host, "startDeal", deal=deal["id"])
    found = seen(STATE, id=session["livestream"], after=0)["livestream"]
    assert found["state"]["pinned"]["code"] == "A2" and found["state"]["status"] == "LIVE"
    [running] = found["state"]["deals"]
    assert running["isRunning"] and running["left"] == 20 and running["price"]["amount"] == 40_000
    assert [event["kind"] for event in found["events"]] == ["STATUS", "PINNED", "DEAL_STARTED"]
    assert seen(STATE, id=session["livestream"], after=2)["livestream"]["events"] == found["events"][2:]
    live = "query ($id: ID!) { node(id: $id) { ... on Variant { livePrice { price { amount } left perBuyer } } } }"
    assert seen(live, id=variant)["node"]["livePrice"] == {"price": {"amount": 40_000}, "left": 20, "perBuyer": 2}
    product = global_id("Product", theirs.product_id)
    link = done(host, "createSalesLink", "link { code url visits }", **session, products=[product])["link"]
    assert link["visits"] == 0 and link["url"].endswith(f"/l/{link['code']}")
    asked = (
        "query ($code: String!) { salesLink(code: $code) { isActive visits products { slug } livestream { slug } } }"
    )
    public = seen(asked, code=link["code"].lower())["salesLink"]
    assert public["isActive"] and public["visits"] is None and len(public["products"]) == 1
    done(owner, "endLivestream", **session)
    assert seen(live, id=variant)["node"]["livePrice"] is None
    done(owner, "publishReplay", **session, platform="YOUTUBE", url=CHANNELS["YOUTUBE"])
    replay = "query ($id: ID!) { livestream(id: $id) { status replayUrl lineup { code replaySecond } } }"
    shown = seen(replay, id=session["livestream"])["livestream"]
    assert shown["status"] == "REPLAY" and shown["lineup"][0]["replaySecond"] is None
    assert shown["lineup"][1]["replaySecond"] >= 0


INSIDE = """query ($id: ID!) { livestream(id: $id) { title statusReason isRunByViewer participants { invitedAt }
  blockers { code } hosts { code } lineup { talkingPoints deals { id } } links { totalCount } } }"""


def test_the_inside_is_for_those_who_run_it():
    session = Session()
    variant = session.goods(left=50)
    session.deal(variant)
    host = session.host()
    id = global_id("Livestream", session.pk)
    for viewer in (session.owner, host.user):
        found = seen(INSIDE, viewer, id=id)["livestream"]
        assert found["isRunByViewer"] and found["blockers"] == [] and found["links"] == {"totalCount": 0}
        assert found["hosts"] == [{"code": host.code}] and len(found["lineup"][0]["deals"]) == 1
    for viewer in (None, make_user(), make_member(make_seller()), session.officer):
        found = seen(INSIDE, viewer, id=id)["livestream"]
        assert not found["isRunByViewer"] and found["hosts"] == [{"code": None}]
        assert [found[name] for name in ("participants", "blockers", "links")] == [None] * 3
        assert found["lineup"] == [{"talkingPoints": None, "deals": []}]


def test_what_is_hidden_is_shown_to_those_who_run_it_and_to_their_office():
    session, _variant = live_session()
    id = global_id("Livestream", session.pk)
    done(session.officer, "takeDownLivestream", livestream=id, reason="Hàng giả")
    for viewer in (session.owner, session.officer):
        assert seen(INSIDE, viewer, id=id)["livestream"]["statusReason"] == "Hàng giả"
    for viewer in (None, make_user(), make_officer(make_place())):
        assert seen(INSIDE, viewer, id=id)["livestream"] is None
        assert seen("query ($id: ID!) { node(id: $id) { id } }", viewer, id=id)["node"] is None
    assert seen("{ livestreams { totalCount } }")["livestreams"]["totalCount"] == 0


def test_lists_are_narrowed_by_state_and_shop():
    live, _variant = live_session()
    planned = Session()
    for filter, wanted in (
        ({"statuses": ["PLANNED"]}, planned),
        ({"statuses": ["LIVE"]}, live),
        ({"sellers": [global_id("Seller", live.seller.pk)]}, live),
    ):
        source = "query ($filter: LivestreamFilter) { livestreams(filter: $filter) { nodes { slug } } }"
        assert seen(source, filter=filter)["livestreams"]["nodes"] == [{"slug": wanted.row.slug}]
    mine = "{ me { livestreams { nodes { slug } } } }"
    assert seen(mine, live.owner)["me"]["livestreams"]["nodes"] == [{"slug": live.row.slug}]
    assert seen(mine, make_user())["me"]["livestreams"]["nodes"] == []


def test_the_state_is_cheap_and_is_read_anew_each_time():
    session, variant = live_session()
    for _ in range(3):
        session.running_deal(variant, quota=2)
    id = global_id("Livestream", session.pk)
    with statements() as ran:
        seen(STATE, id=id, after=0)
    assert len(ran) <= 5
    LivestreamEvent.objects.filter(livestream=session.pk).update(text="x")
    assert {event["text"] for event in seen(STATE, id=id, after=0)["livestream"]["events"]} == {"x"}


def test_complaints_wait_for_officers_of_the_place():
    session, _variant = live_session()
    done(
        make_user(),
        "complainAboutLivestream",
        livestream=global_id("Livestream", session.pk),
        ground="PRICE",
        note="x",
    )
    asked = "{ livestreamComplaints { totalCount nodes { id ground note livestream { slug } } } }"
    found = seen(asked, session.officer)["livestreamComplaints"]
    assert found["totalCount"] == 1 and found["nodes"][0]["livestream"] == {"slug": session.row.slug}
    assert seen(asked, make_officer(make_place()))["livestreamComplaints"]["totalCount"] == 0
    for viewer in (None, session.owner):
        assert seen(asked, viewer)["livestreamComplaints"] is None
    done(session.officer, "settleComplaint", complaint=found["nodes"][0]["id"], answer="Đã nhắc")
    assert seen(asked, session.officer)["livestreamComplaints"]["totalCount"] == 0
