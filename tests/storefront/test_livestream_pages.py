"""Livestreams to watch, and the console of who runs one."""

import pytest

from livestreams.commands.lineup import pin_lineup_item
from livestreams.commands.links import LinkTerms, create_sales_link
from livestreams.commands.running import say_in_livestream
from livestreams.commands.supervision import take_down_livestream
from livestreams.models import LivestreamStatus, SalesLink
from orders.models import CartLine
from tests.livestreams.people import Session, Unchanged, live_session
from tests.marketplace.people import make_user

pytestmark = pytest.mark.django_db


def test_the_list_and_a_page_speak_both_languages(client):
    session, variant = live_session(title_en="Fair of Nam Dinh")
    session.channel("https://www.youtube.com/watch?v=abcdefghijk", "YOUTUBE")
    for language, title, word in (("vi", "Phiên chợ Nam Định", "đang live"), ("en", "Fair of Nam Dinh", "live now")):
        listed = client.get(f"/livestream/?lang={language}").content.decode()
        page = client.get(f"/livestream/{session.row.slug}/?lang={language}")
        text = page.content.decode()
        assert title in listed and title in text and word in text and variant.product.name in text
        assert "youtube-nocookie.com/embed/abcdefghijk" in text
        assert "https://www.youtube-nocookie.com" in page["Content-Security-Policy"]
    assert (
        "youtube" not in client.get("/livestream/")["Content-Security-Policy"]
        or "frame-src" in page["Content-Security-Policy"]
    )


def test_the_code_of_a_link_goes_along_into_the_cart_at_the_live_price(client):
    session, variant = live_session()
    session.running_deal(variant, price=41_000)
    terms = LinkTerms(product_ids=[variant.product_id])
    link = create_sales_link(actor=session.owner, livestream_id=session.pk, terms=terms)
    page = client.get(f"/livestream/{session.row.slug}/?link={link.code}").content.decode()
    assert f"?link={link.code}" in page
    product = client.get(f"/l/{link.code}", follow=True, HTTP_USER_AGENT="Mozilla/5.0 (Android)").content.decode()
    assert "41.000" in product and f'name="link" value="{link.code}"' in product
    given = product.split('name="variant" value="')[1].split('"')[0]
    client.post("/gio-hang/them/", {"variant": given, "quantity": "1", "link": link.code})
    assert CartLine.objects.get().sales_link == link.code
    assert 'name="link"' not in client.get(f"/san-pham/{variant.product.slug}/?link=<x>").content.decode()


def test_who_watches_asks_for_what_is_new(client):
    session, variant = live_session()
    address = f"/livestream/{session.row.slug}/trang-thai/"
    assert client.get(address, {"sau": session.row.sequence}).status_code == 204
    pin_lineup_item(actor=session.owner, item_id=session.item_of(variant).pk)
    say_in_livestream(actor=session.owner, livestream_id=session.pk, text="Chào <b>cả nhà</b>")
    piece = client.get(address, {"sau": "1", "link": "ABCD2345"})
    text = piece.content.decode()
    assert variant.product.name in text and "Chào &lt;b&gt;" in text and "?link=ABCD2345" in text
    assert piece["Cache-Control"] == "no-store"
    take_down_livestream(actor=session.officer, livestream_id=session.pk, reason="x")
    assert client.get(address).status_code == client.get(f"/livestream/{session.row.slug}/").status_code == 404


def test_the_console_starts_pins_sells_and_ends(client):
    session = Session()
    variant = session.goods(left=50)
    deal = session.deal(variant)
    client.force_login(session.owner)
    address = f"/nguoi-ban/livestream/{session.row.slug}/"
    page = client.get(address).content.decode()
    assert "Cán bộ phải xác minh danh tính" in page
    from_page = {"id": page.split('name="id" value="')[1].split('"')[0]}
    with Unchanged():
        refused = client.post(f"{address}buoc/", {"viec": "bat-dau", **from_page}).content.decode()
    assert 'role="alert"' in refused
    session.host()
    assert client.post(f"{address}buoc/", {"viec": "bat-dau", **from_page}).status_code == 302
    page = client.get(address).content.decode()
    for work, wanted in (("ghim", "Đang ghim"), ("mo-gia", "Đóng giá live"), ("lien-ket", "/qr.svg")):
        form = next(form for form in page.split("<form")[1:] if f'value="{work}"' in form)
        given = {name: _value(form, name) for name in ("id", "product") if f'name="{name}"' in form}
        assert client.post(f"{address}buoc/", {"viec": work, **given}).status_code == 302, work
        page = client.get(address).content.decode()
        assert wanted in page, work
    deal.refresh_from_db()
    assert deal.started_at is not None and SalesLink.objects.get().product_ids == [variant.product_id]
    client.post(f"{address}buoc/", {"viec": "ket-thuc", **from_page})
    assert session.row.status == LivestreamStatus.ENDED


def _value(form, name):
    return form.split(f'name="{name}" value="')[1].split('"')[0]


def test_the_console_is_for_those_who_run_it(client):
    session, _variant = live_session()
    address = f"/nguoi-ban/livestream/{session.row.slug}/"
    assert client.get(address).status_code == 302
    client.force_login(make_user())
    assert client.get(address).status_code == 404
    with Unchanged():
        assert client.post(f"{address}buoc/", {"viec": "ket-thuc", "id": "x"}).status_code == 404
    assert client.get("/nguoi-ban/livestream/").status_code == 200
