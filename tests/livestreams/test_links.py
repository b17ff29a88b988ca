"""Links: made, followed, counted, shown to programs, revoked."""

from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from livestreams import visits
from livestreams.commands import lineup, running, supervision
from livestreams.commands.links import LinkTerms, create_sales_link, revoke_sales_link
from livestreams.commands.visits import count_visits
from livestreams.errors import WrongState
from livestreams.models import LinkVisit, SalesLink
from marketplace.clock import today
from marketplace.errors import Invalid, NotFound
from marketplace.shared_store import shared_store
from tests.catalog.factories import make_certificate
from tests.livestreams.people import Session, Unchanged, live_session
from tests.marketplace.people import make_user
from tests.orders.people import make_goods
from tests.shop import statements

pytestmark = pytest.mark.django_db
PERSON = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Zalo android/12"}
FACEBOOK = {"HTTP_USER_AGENT": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"}


def link_of(session, *variants, **terms):
    given = LinkTerms(product_ids=[variant.product_id for variant in variants], **terms)
    return create_sales_link(actor=session.owner, livestream_id=session.pk, terms=given)


@pytest.fixture(autouse=True)
def no_visits():
    shared_store().ask(lambda store: store.delete(visits.LINES), None)


def test_a_link_names_what_is_of_its_session_alone():
    session, other = Session(), Session()
    variant = session.goods()
    link = link_of(session, variant, channel_id=session.channel().pk, host_id=session.host().pk)
    assert link.product_ids == [variant.product_id] and len(link.code) == 8
    wrong = [
        {"channel_id": other.channel().pk},
        {"host_id": other.host().pk},
        {"product_ids": [make_goods().product_id]},
    ]
    for terms in wrong:
        with Unchanged(), pytest.raises(NotFound):
            create_sales_link(actor=session.owner, livestream_id=session.pk, terms=LinkTerms(**terms))
    with Unchanged(), pytest.raises(Invalid):
        link_of(session, variant, expires_at=timezone.now())
    with Unchanged(), pytest.raises(NotFound):
        create_sales_link(actor=make_user(), livestream_id=session.pk, terms=LinkTerms())


def test_a_link_opens_what_fits_the_moment_in_one_statement(client):
    session, variant = live_session()
    slug, product = session.row.slug, variant.product.slug
    one, none, some = link_of(session, variant), link_of(session), link_of(session, variant, session.goods())
    with statements() as ran:
        answer = client.get(f"/l/{one.code.lower()}", **PERSON)
    assert len(ran) == 1 and answer.status_code == 302 and not answer.cookies
    assert answer["Location"] == f"/san-pham/{product}/?link={one.code}" and answer["Cache-Control"] == "no-store"
    for link in (none, some):
        assert client.get(f"/l/{link.code}", **PERSON)["Location"] == f"/livestream/{slug}/?link={link.code}"
    lineup.pin_lineup_item(
        actor=session.owner,
        item_id=session.item_of(variant).pk,
        now=session.row.started_at + timedelta(seconds=75),
    )
    running.end_livestream(actor=session.owner, livestream_id=session.pk, now=timezone.now() + timedelta(hours=1))
    assert client.get(f"/l/{one.code}", **PERSON)["Location"].startswith(f"/san-pham/{product}/")
    running.publish_replay(actor=session.owner, livestream_id=session.pk, url="https://example.com/x")
    assert client.get(f"/l/{one.code}", **PERSON)["Location"] == f"/livestream/{slug}/?link={one.code}&t=75"
    assert client.get("/l/NOBODYSX", **PERSON).status_code == 404


def test_a_link_that_is_revoked_or_over_opens_the_normal_page_without_its_code(client):
    session, variant = live_session()
    link, short = link_of(session, variant), link_of(session, variant)
    revoke_sales_link(actor=session.owner, link_id=link.pk)
    SalesLink.objects.filter(pk=short.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    for one in (link, short):
        assert client.get(f"/l/{one.code}", **PERSON)["Location"] == f"/san-pham/{variant.product.slug}/"
    assert shared_store().ask(lambda store: store.llen(visits.LINES), None) == 0
    with Unchanged(), pytest.raises(WrongState):
        revoke_sales_link(actor=session.owner, link_id=link.pk)


def test_of_a_session_that_is_taken_down_the_goods_are_left(client):
    session, variant = live_session()
    one, none = link_of(session, variant), link_of(session)
    supervision.take_down_livestream(actor=session.officer, livestream_id=session.pk, reason="x")
    assert client.get(f"/l/{one.code}", **PERSON)["Location"] == f"/san-pham/{variant.product.slug}/"
    assert client.get(f"/l/{none.code}", **PERSON).status_code == 404


def test_visits_of_people_are_counted_and_those_of_programs_are_not(client):
    session, variant = live_session()
    link, gone = link_of(session, variant), link_of(session)
    for _ in range(3):
        client.get(f"/l/{link.code}", **PERSON)
    client.get(f"/l/{link.code}", **FACEBOOK)
    client.get(f"/l/{link.code}", HTTP_USER_AGENT="")
    client.get(f"/l/{gone.code}", **PERSON)
    gone.delete()
    assert count_visits() == 4
    client.get(f"/l/{link.code}", **PERSON)
    assert count_visits() == 1 and count_visits() == 0
    assert [(one.link_id, one.day, one.count) for one in LinkVisit.objects.all()] == [(link.pk, today(), 4)]


def test_who_follows_a_link_does_not_wait_for_the_store(client):
    session, variant = live_session()
    link = link_of(session, variant)
    with mock.patch.object(type(shared_store()), "ask", lambda self, question, otherwise: otherwise):
        assert client.get(f"/l/{link.code}", **PERSON).status_code == 302


def test_a_preview_shows_the_price_of_the_moment(client):
    session, variant = live_session()
    make_certificate(variant.product, stars=4)
    link, own = link_of(session, variant), link_of(session)
    page = client.get(f"/l/{link.code}", **FACEBOOK).content.decode()
    assert 'property="og:title" content="Gạo tám' in page and "50.000 đ" in page and "OCOP" in page
    session.running_deal(variant, price=41_000)
    page = client.get(f"/l/{link.code}", **FACEBOOK).content.decode()
    assert "41.000 đ" in page and 'content="41000"' in page
    assert session.row.title_vi in client.get(f"/l/{own.code}", **FACEBOOK).content.decode()


def test_a_preview_escapes_what_people_typed(client):
    session = Session(title_vi='"><script>alert(1)</script>')
    page = client.get(f"/l/{link_of(session).code}", **FACEBOOK).content.decode()
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_a_code_to_scan_as_svg_and_png(client):
    link = link_of(Session())
    svg, png = (client.get(f"/l/{link.code}/qr.{format}") for format in ("svg", "png"))
    assert svg["Content-Type"] == "image/svg+xml" and b"<svg" in svg.content
    assert png["Content-Type"] == "image/png" and png.content.startswith(b"\x89PNG")
    assert client.get(f"/l/{link.code}/qr.gif").status_code == 404
    assert client.get("/l/NOBODYSX/qr.svg").status_code == 404
