"""Officers warn and take down; viewers complain."""

import pytest

from livestreams.commands import deals, supervision
from livestreams.deals import live_prices
from livestreams.errors import WrongState
from livestreams.models import LivestreamStatus
from marketplace.errors import Duplicate, NotFound, PermissionDenied, Required
from tests.catalog.factories import make_member, make_officer, make_place
from tests.livestreams.people import Unchanged, kinds, live_session
from tests.marketplace.people import make_user
from tests.shop import NOW

pytestmark = pytest.mark.django_db


def test_a_warning_is_read_by_all_who_watch():
    session, _variant = live_session()
    supervision.warn_livestream(actor=session.officer, livestream_id=session.pk, reason="Không nói chữa bệnh")
    assert kinds(session)[-1] == "WARNING"
    assert session.row.events.last().text == "Không nói chữa bệnh"


@pytest.mark.parametrize("deed", [supervision.warn_livestream, supervision.take_down_livestream])
def test_officers_of_the_place_alone_and_with_a_reason(deed):
    session, _variant = live_session()
    for actor, error in ((session.owner, PermissionDenied), (make_officer(make_place()), NotFound)):
        with Unchanged(), pytest.raises(error):
            deed(actor=actor, livestream_id=session.pk, reason="x")
    with Unchanged(), pytest.raises(Required):
        deed(actor=session.officer, livestream_id=session.pk, reason=" ")


def test_nobody_decides_on_the_shop_that_they_work_for():
    session, _variant = live_session()
    session.seller.members.create(user=session.officer, role="STAFF")
    with Unchanged(), pytest.raises(PermissionDenied):
        supervision.take_down_livestream(actor=session.officer, livestream_id=session.pk, reason="x")


def test_what_is_taken_down_sells_nothing_and_stays_down():
    session, variant = live_session()
    deal = session.running_deal(variant)
    assert live_prices([variant.pk], deal.started_at)
    supervision.take_down_livestream(actor=session.officer, livestream_id=session.pk, reason="Hàng giả")
    assert session.row.status == LivestreamStatus.TAKEN_DOWN and session.row.status_reason == "Hàng giả"
    assert live_prices([variant.pk], deal.started_at) == {}
    with Unchanged(), pytest.raises(WrongState):
        supervision.take_down_livestream(actor=session.officer, livestream_id=session.pk, reason="x")
    with Unchanged(), pytest.raises(WrongState):
        deals.start_deal(actor=session.owner, deal_id=deal.pk)


def test_a_complaint_waits_for_an_officer_and_is_settled_once():
    session, _variant = live_session()
    viewer = make_user()
    given = {"livestream_id": session.pk, "ground": "PRICE", "note": "Giá khác"}
    complaint = supervision.complain_about_livestream(actor=viewer, **given)
    with Unchanged(), pytest.raises(Duplicate):
        supervision.complain_about_livestream(actor=viewer, **given)
    with Unchanged(), pytest.raises(PermissionDenied):
        supervision.settle_complaint(actor=make_member(session.seller), complaint_id=complaint.pk, answer="x")
    supervision.settle_complaint(actor=session.officer, complaint_id=complaint.pk, answer="Đã nhắc")
    with Unchanged(), pytest.raises(WrongState):
        supervision.settle_complaint(actor=session.officer, complaint_id=complaint.pk, answer="x")
    supervision.complain_about_livestream(actor=viewer, **given)  # anew, after the first is settled


def test_of_what_is_hidden_nobody_complains():
    session, _variant = live_session()
    supervision.take_down_livestream(actor=session.officer, livestream_id=session.pk, reason="x", now=None)
    with Unchanged(), pytest.raises(NotFound):
        supervision.complain_about_livestream(
            actor=make_user(), livestream_id=session.pk, ground="OTHER", note="x", now=NOW
        )
