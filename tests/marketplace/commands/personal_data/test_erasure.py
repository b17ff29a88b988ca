"""Leaving: with a proof, after a week, and then nowhere in the database."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from marketplace import tasks
from marketplace.access.devices import Device
from marketplace.commands.officers import appoint_officer
from marketplace.commands.personal_data import erasure
from marketplace.commands.personal_data.erasure import (
    ErasureBlocked,
    cancel_erasure,
    due_accounts,
    erase_account,
    erase_due_account,
    request_erasure,
)
from marketplace.commands.sign_in.codes import CodeWrong
from marketplace.commands.sign_in.passwords import CredentialsWrong
from marketplace.commands.sign_in.request_code import request_code
from marketplace.errors import Invalid, NotFound, PermissionDenied, Unauthenticated
from marketplace.models import AuditEntry, CodePurpose, OfficeLevel, OutboxEvent, User
from sellers.commands.applying.withdraw_application import withdraw_application
from sellers.models import Member, Paper, Role
from sellers.paper_files import storage
from tests.catalog.factories import make_member, make_seller
from tests.marketplace.commands.personal_data.lives import lived
from tests.marketplace.people import PASSWORD, changes_nothing, make_user, sent_code, wrong
from tests.sellers.conftest import no_broker, private_folder

__all__ = ["changes_nothing", "no_broker", "private_folder"]
pytestmark = pytest.mark.django_db
EMAIL, PHONE, NAME = "nhai.rieng@example.com", "+84912000777", "Nguyễn Thị Nhài Riêng"
HERE = Device(label="máy", address="192.0.2.9")
WEEK = timedelta(days=settings.ERASURE_DAYS)


@pytest.fixture
def administrator():
    return User.objects.create_superuser("admin@ocop.example", "secret-0")


def ask(user, proof=PASSWORD, **given):
    return request_erasure(actor=user, proof=proof, device=HERE, **given)


def everywhere():
    """Every text and document of every column of every table, with the table's name."""
    columns = """
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'inet', 'ARRAY')
            AND is_generated = 'NEVER'
    """
    with connection.cursor() as cursor:
        cursor.execute(columns)
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT string_agg("{column}"::text, chr(10)) FROM "{table}"')
            yield f"{table}.{column}", cursor.fetchone()[0] or ""


def found(*values):
    return {place for place, text in everywhere() for value in values if value.lower() in text.lower()}


def erase_due(*, now):
    """As the tasks do it; how many were erased."""
    return sum(erase_due_account(user_id=pk, now=now) for pk in due_accounts(now=now))


def gone(user, **given):
    now = timezone.now()
    ask(user, now=now, **given)
    assert erase_due(now=now + WEEK) == 1
    return User.objects.get(pk=user.pk)


def test_nothing_personal_is_left_anywhere():
    user = lived(EMAIL, NAME, PHONE)
    application = user.applications.get()
    application.seller.representative = NAME
    application.seller.save()
    [paper] = Paper.objects.filter(seller=application.seller)
    withdraw_application(actor=user, seller_id=application.seller_id)
    personal = (EMAIL, PHONE, NAME, "192.0.2.77", "0601234567", "CONG TY GAO HAI HAU", "00710012")
    assert len(found(*personal)) > 8, "there was something to forget"
    shell = gone(user)
    assert found(*personal) == set()
    assert (shell.is_active, shell.email, shell.phone, shell.full_name) == (False, None, None, "")
    assert not shell.has_usable_password() and shell.erased_at is not None
    assert not Member.objects.filter(user=user).exists() and not Paper.objects.filter(pk=paper.pk).exists()


def test_the_files_of_a_shop_that_never_opened_go_with_the_commit(django_capture_on_commit_callbacks):
    user = lived(EMAIL, NAME)
    [paper] = Paper.objects.filter(uploaded_by=user)
    withdraw_application(actor=user, seller_id=paper.seller_id)
    with django_capture_on_commit_callbacks(execute=True):
        gone(user)
    assert not storage().exists(paper.stored_name)


def test_others_keep_all_of_theirs():
    user, other = lived(EMAIL, NAME), lived("khac@example.com", "Trần Văn Khác")
    withdraw_application(actor=user, seller_id=user.applications.get().seller_id)
    before = found("khac@example.com", "Trần Văn Khác")
    gone(user)
    assert found("khac@example.com", "Trần Văn Khác") == before
    assert User.objects.get(pk=other.pk).check_password(PASSWORD)


def test_the_trail_stays_without_what_it_said_of_the_account():
    user = lived(EMAIL, NAME)
    withdraw_application(actor=user, seller_id=user.applications.get().seller_id)
    count = AuditEntry.objects.count()
    gone(user)
    assert AuditEntry.objects.count() == count + 2  # asked, and done
    entry = AuditEntry.objects.get(action="edit_account")
    assert set(entry.before.values()) == {"•••"}
    last = AuditEntry.objects.get(action="erase_account")
    assert (last.actor, last.object_id) == (None, user.pk)


def test_address_and_number_are_free_again():
    user = make_user(email=EMAIL, phone=PHONE)
    gone(user)
    assert make_user(email=EMAIL, phone=PHONE).pk != user.pk


def test_it_waits_a_week_and_can_be_taken_back():
    user, now = make_user(), timezone.now()
    assert ask(user, now=now).erasure_due_at == now + WEEK
    assert erase_due(now=now + WEEK - timedelta(seconds=1)) == 0
    assert cancel_erasure(actor=user).erasure_due_at is None
    assert erase_due(now=now + 2 * WEEK) == 0
    names = OutboxEvent.objects.filter(aggregate="user", aggregate_id=user.pk).values_list("name", flat=True)
    assert list(names.order_by("pk")) == ["ErasureRequested", "ErasureCancelled"]


def test_one_that_fails_holds_back_no_other(monkeypatch):
    failing, other, now = make_user(), make_user(), timezone.now()
    ask(failing, now=now - 2 * WEEK)
    ask(other, now=now - WEEK - timedelta(hours=1))
    sent = []
    monkeypatch.setattr(tasks.erase_due_account, "delay", lambda **payload: sent.append(payload))
    tasks.erase_due_accounts()
    assert sent == [{"user_id": failing.pk}, {"user_id": other.pk}]
    monkeypatch.setattr(erasure, "erased", lambda user, **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.erase_due_account(**sent[0])
    monkeypatch.undo()
    tasks.erase_due_account(**sent[1])
    left = dict(User.objects.values_list("pk", "erased_at"))
    assert left[failing.pk] is None and left[other.pk] is not None


def test_asking_again_does_not_put_it_off():
    user, now = make_user(), timezone.now()
    due = ask(user, now=now).erasure_due_at
    assert ask(user, now=now + timedelta(days=3)).erasure_due_at == due
    assert AuditEntry.objects.filter(action="request_erasure").count() == 1


def test_who_has_no_password_proves_it_by_a_code():
    user = make_user(phone=PHONE, password=None)
    request_code(actor=user, purpose=CodePurpose.ERASE_ACCOUNT, to=None, device=HERE)
    digits = sent_code(CodePurpose.ERASE_ACCOUNT, PHONE)
    with pytest.raises(CodeWrong) as refused:
        ask(user, proof=wrong(digits))
    assert refused.value.field == ["proof"]
    assert User.objects.get(pk=user.pk).erasure_due_at is None
    assert ask(user, proof=digits).erasure_due_at is not None


def test_a_wrong_password_is_refused(changes_nothing):
    user = make_user()
    with changes_nothing(), pytest.raises(CredentialsWrong):
        ask(user, proof="wrong")
    with pytest.raises(Unauthenticated):
        ask(AnonymousUser())


def test_the_last_owner_of_an_open_shop_is_needed(changes_nothing):
    seller = make_seller(name="Làng Nhót")
    user = make_member(seller)
    user.set_password(PASSWORD)
    user.save()
    with changes_nothing(), pytest.raises(ErasureBlocked) as refused:
        ask(user)
    assert "Làng Nhót" in str(refused.value)
    Member.objects.create(seller=seller, user=make_user(), role=Role.OWNER)
    assert ask(user).erasure_due_at is not None


def test_an_officer_leaves_the_office_first(administrator, changes_nothing):
    user = make_user()
    appoint_officer(actor=administrator, user_id=user.pk, level=OfficeLevel.MINISTRY)
    with changes_nothing(), pytest.raises(ErasureBlocked):
        ask(user)


def test_who_is_needed_again_on_the_day_stays_and_is_told():
    user, now = make_user(), timezone.now()
    ask(user, now=now)
    Member.objects.create(seller=make_seller(), user=user, role=Role.OWNER)
    assert erase_due(now=now + WEEK) == 0
    user.refresh_from_db()
    assert (user.erasure_due_at, user.erased_at, user.is_active) == (None, None, True)
    assert OutboxEvent.objects.filter(name="ErasureHeldBack", aggregate_id=user.pk).count() == 1


def test_administrators_erase_at_once_but_not_themselves(administrator):
    user = make_user(email=EMAIL)
    assert erase_account(actor=administrator, user_id=user.pk).erased_at is not None
    assert found(EMAIL) == set()
    with pytest.raises(NotFound):
        erase_account(actor=administrator, user_id=user.pk)
    with pytest.raises(Invalid):
        erase_account(actor=administrator, user_id=administrator.pk)


def test_nobody_else_erases_or_keeps_another(changes_nothing):
    user, other = make_user(), make_user()
    ask(user)
    for deed in (erase_account, cancel_erasure):
        with changes_nothing(), pytest.raises(PermissionDenied):
            deed(actor=other, user_id=user.pk)
    assert User.objects.get(pk=user.pk).erasure_due_at is not None
