import io

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import IntegrityError, transaction

from config.settings import base
from marketplace.models import User

PASSWORD = "mật khẩu đủ dài 2026"


@pytest.fixture
def officer(db):
    return User.objects.create_superuser("Officer@Example.com", PASSWORD, phone="0912 345 678")


@pytest.mark.parametrize(
    "typed", ["officer@example.com", "OFFICER@example.com ", "0912345678", "84912345678", "+84 912 345 678"]
)
def test_email_and_phone_both_sign_in(officer, typed):
    assert authenticate(username=typed, password=PASSWORD) == officer


@pytest.mark.parametrize("typed", ["", "nobody@example.com", "0912345679", "officer", "\0", "@", "x" * 5000])
def test_unknown_person_is_refused(officer, typed):
    assert authenticate(username=typed, password=PASSWORD) is None


def test_wrong_password_and_inactive_person_are_refused(officer):
    assert authenticate(username="0912345678", password="wrong") is None
    User.objects.update(is_active=False)
    assert authenticate(username="0912345678", password=PASSWORD) is None


def test_person_without_email_signs_in_by_phone(db):
    user = User.objects.create_user(password=PASSWORD, phone="+84987654321")
    assert user.email is None
    assert authenticate(username="0987654321", password=PASSWORD) == user


@pytest.mark.django_db
def test_what_is_no_phone_number_is_refused():
    with pytest.raises(ValueError, match="12345"):
        User.objects.create_user(phone="12345")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user()
    assert not User.objects.exists()


def test_passwords_are_kept_as_argon2(officer, settings):
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    officer.set_password(PASSWORD)
    officer.save()
    assert User.objects.get().password.startswith("argon2")
    assert authenticate(username="0912345678", password=PASSWORD) == officer


@pytest.mark.django_db
def test_createsuperuser_works_from_the_environment(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, email="Admin@Example.com", stdout=io.StringIO())
    admin = authenticate(username="admin@example.com", password=PASSWORD)
    assert admin.is_staff
    assert admin.is_superuser


@pytest.mark.parametrize("typed", ["officer@example.com", "0912345678"])
def test_office_lets_in_by_email_or_phone(officer, client, typed):
    page = client.get("/admin/login/")
    assert 'type="email"' not in page.content.decode(), "a browser would refuse a phone number"
    answer = client.post("/admin/login/?next=/admin/", {"username": typed, "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200
