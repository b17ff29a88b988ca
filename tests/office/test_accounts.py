"""Accounts and posts in the office: for administrators, by the same commands as everywhere."""

import pytest
from django.urls import NoReverseMatch, reverse

from marketplace.models import AuditEntry, OfficeLevel, Post, User
from tests.catalog.factories import make_officer, make_place

pytestmark = pytest.mark.django_db
GIVEN = {"full_name": "Nhài", "email": "nhai@example.com", "phone": "", "language": "vi", "is_active": "on"}


@pytest.fixture
def person():
    return User.objects.create_user("nhai@example.com", "secret-0", full_name="Nguyễn Thị Nhài")


def deed(row, name):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


def traces():
    users = list(User.objects.order_by("pk").values())
    return users, list(Post.objects.order_by("pk").values()), AuditEntry.objects.count()


def test_an_account_is_edited(enter, administrator, person):
    browser = enter(administrator)
    page = browser.get(deed(person, "edit"))
    assert page.context["form"]["full_name"].value() == "Nguyễn Thị Nhài"
    assert browser.post(deed(person, "edit"), {**GIVEN, "phone": "0912 345 678"}).status_code == 302
    person.refresh_from_db()
    assert (person.full_name, person.phone, person.is_active) == ("Nhài", "+84912345678", True)
    assert AuditEntry.objects.get().action == "edit_account"


@pytest.mark.parametrize(
    ("change", "blamed"),
    [
        ({"email": "x"}, "email"),
        ({"email": ""}, "email"),
        ({"phone": "1"}, "phone"),
        ({"language": "fr"}, "language"),
    ],
)
def test_what_is_refused_stands_at_its_field(enter, administrator, person, change, blamed):
    browser = enter(administrator)
    before = traces()
    answer = browser.post(deed(person, "edit"), {**GIVEN, **change})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [blamed])
    assert traces() == before


def test_a_post_is_given_and_ended(enter, administrator, person):
    browser = enter(administrator)
    place = make_place()
    given = {"level": "PROVINCE", "place_id": place.pk}
    assert browser.post(deed(person, "appoint"), given).status_code == 302
    post = Post.objects.get()
    assert (post.officer, post.level, post.place) == (person, OfficeLevel.PROVINCE, place)
    assert deed(post, "end") in browser.get(deed(post, "change")).content.decode()
    assert browser.post(deed(post, "end")).status_code == 302
    post.refresh_from_db()
    assert post.ended_at is not None
    assert deed(post, "end") not in browser.get(deed(post, "change")).content.decode()


@pytest.mark.parametrize("given", [{"level": "MINISTRY", "place": True}, {"level": "PROVINCE"}, {"level": "x"}])
def test_a_post_that_cannot_be_is_refused(enter, administrator, person, given):
    typed = {"level": given["level"], "place_id": make_place().pk if "place" in given else ""}
    browser = enter(administrator)
    before = traces()
    answer = browser.post(deed(person, "appoint"), typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["level" if given["level"] == "x" else "place_id"]
    assert traces() == before


def test_officers_get_none_of_it(enter, person, place):
    officer = make_officer(place)
    post = Post.objects.get(officer=officer)
    browser = enter(officer)
    before = traces()
    for page in (deed(person, "change"), deed(person, "edit"), deed(person, "appoint"), deed(post, "end")):
        assert browser.get(page).status_code == 403
        assert browser.post(page, GIVEN).status_code == 403
    assert traces() == before


def test_there_is_no_page_for_other_peoples_passwords(enter, administrator, person):
    with pytest.raises(NoReverseMatch):
        reverse("admin:auth_user_password_change", args=[person.pk])
    browser = enter(administrator)
    assert browser.get(f"/admin/marketplace/user/{person.pk}/password/").status_code in (302, 404)
    page = browser.get(deed(person, "change")).content.decode() + browser.get(deed(person, "edit")).content.decode()
    assert "argon2" not in page
    assert person.password.split("$")[-1] not in page
