"""Notices and mails on the account's pages; fewer mails by the link in one."""

import pytest
from django.test import Client

from marketplace.models import MailOptOut, Notification
from marketplace.notices.unsubscribing import token_for
from tests.marketplace.commands.notices.worlds import waiting_mail
from tests.marketplace.people import user
from tests.shop import statements
from tests.storefront.filling import client, fill, inside

__all__ = ["client", "fill", "inside", "user"]
pytestmark = pytest.mark.django_db
NOTICES, MAILS = "/tai-khoan/thong-bao/", "/tai-khoan/thu/"


@pytest.mark.parametrize("address", [NOTICES, MAILS])
def test_pages_are_well_formed_private_and_for_those_inside(client, visit, inside, address):
    waiting_mail(inside)
    for language in ("vi", "en"):
        page = visit(address, language=language)
        assert page.stray == [] and len(page.all("h1")) == 1
        assert page.response.headers["Cache-Control"] == "private, no-store"
    stranger = Client().get(address)
    assert stranger.headers["Location"] == f"/dang-nhap/?tiep={address.replace('/', '%2F')}"


def test_the_list_shows_what_is_new_and_is_read_by_a_button(visit, fill, inside):
    assert "Chưa có gì cần báo cho bạn." in visit(NOTICES).text
    for number in range(25):
        waiting_mail(inside, number)
    assert "25 mới" in visit("/tai-khoan/").text
    page = visit(NOTICES)
    assert "Có 25 thông báo mới" in page.text and "Mật khẩu của bạn đã được đổi" in page.text
    [older] = [address for _text, address in page.links if address.startswith(f"{NOTICES}?sau=")]
    assert len(visit(older).all("article")) == 5
    newest = page.all("input", name="newest")[0]["value"]
    late = waiting_mail(inside, 99)
    answer = fill(NOTICES, {"newest": newest}, at=f"{NOTICES}da-doc/")
    assert answer.headers["Location"] == NOTICES
    assert list(Notification.objects.filter(read_at=None)) == [late], "what came meanwhile stays new"


def test_a_form_that_names_no_notice_changes_nothing(fill, inside):
    waiting_mail(inside)
    fill(NOTICES, {"newest": "nonsense"}, at=f"{NOTICES}da-doc/")
    assert Notification.objects.filter(read_at=None).count() == 1


def test_a_bad_cursor_is_not_there(visit, inside):
    visit(f"{NOTICES}?sau=nonsense", status=404)


def test_mails_are_chosen(visit, fill, inside):
    page = visit(MAILS)
    assert page.all("input", name="thu", value="password_changed")[0].keys() >= {"checked", "disabled"}
    assert "Bạn chỉ nhận được thư sau khi xác nhận địa chỉ email." in page.text
    ticked = [box["value"] for box in page.all("input", name="thu") if "disabled" not in box]
    fill(MAILS, {"thu": [kind for kind in ticked if kind != "paper_accepted"]})
    assert list(MailOptOut.objects.values_list("user", "kind")) == [(inside.pk, "paper_accepted")]
    assert "checked" not in visit(MAILS).all("input", name="thu", value="paper_accepted")[0]
    fill(MAILS, {"thu": ticked})
    assert not MailOptOut.objects.exists()


def test_the_link_of_a_mail_asks_first_and_then_switches_it_off(client, visit, user):
    address = f"/thu/ngung/{token_for(user.pk, 'paper_accepted')}/"
    assert visit(address).all("button")
    assert not MailOptOut.objects.exists(), "programs follow links by themselves"
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and "Giấy tờ được chấp nhận" in answer.content.decode()
    assert MailOptOut.objects.get().user == user


def test_a_link_that_was_cut_off_is_not_there(client, user):
    for token in (token_for(user.pk, "paper_accepted")[:-3], token_for(user.pk, "password_changed"), "x"):
        assert client.post(f"/thu/ngung/{token}/").status_code == 404
    assert not MailOptOut.objects.exists()


def test_statements_do_not_grow_with_the_list(visit, inside):
    def count(number):
        waiting_mail(inside, number)
        with statements() as ran:
            visit(NOTICES)
        return len(ran)

    count(0)
    few = count(1)
    for number in range(2, 19):
        waiting_mail(inside, number)
    assert count(19) == few
