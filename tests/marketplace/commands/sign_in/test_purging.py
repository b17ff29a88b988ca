from datetime import UTC, datetime, timedelta

import pytest

from config.celery import app
from marketplace.commands.sign_in.codes import queue_code
from marketplace.commands.sign_in.purging import purge_sign_ins
from marketplace.commands.sign_in.sessions import sign_out
from marketplace.commands.sign_in.throttle import ACCOUNT, count_try
from marketplace.commands.sign_in.tokens import issue_tokens, refresh_token
from marketplace.contacts import contact_of
from marketplace.models import CodePurpose, EndReason, OneTimeCode, RefreshToken, Session, Throttle
from tests.marketplace.people import make_session

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def after(**time):
    return NOW + timedelta(**time)


@pytest.fixture
def all_kinds(user):
    session = make_session(user, now=NOW)
    refresh_token(token=issue_tokens(session=session, now=NOW).refresh, now=after(minutes=9))
    queue_code(purpose=CodePurpose.SIGN_IN, contact=contact_of(user.email, field="to"), user=user, now=NOW)
    count_try([(ACCOUNT, "lan")], NOW)
    return session


def test_it_runs_every_night():
    assert app.conf.beat_schedule["purge sign-ins"]["task"] == "marketplace.purge_sign_ins"


def test_what_may_still_be_needed_stays(all_kinds, changes_nothing):
    with changes_nothing():
        gone = purge_sign_ins(now=after(days=1))
    assert not any(gone.values())
    assert Throttle.objects.count() == 1


def test_used_tokens_stay_as_long_as_they_would_have_held(all_kinds):
    purge_sign_ins(now=after(days=29))
    assert RefreshToken.objects.count() == 2
    purge_sign_ins(now=after(days=30))
    assert RefreshToken.objects.get().used_at is None


def test_the_rest_goes_in_time(all_kinds):
    purge_sign_ins(now=after(days=3))
    assert not OneTimeCode.objects.exists() and not Throttle.objects.exists()
    purge_sign_ins(now=after(days=31))
    all_kinds.refresh_from_db()
    assert (all_kinds.ended_at, all_kinds.end_reason) == (after(days=31), EndReason.EXPIRED)
    purge_sign_ins(now=after(days=122))
    assert not Session.objects.exists() and not RefreshToken.objects.exists()


def test_it_may_run_twice(all_kinds):
    sign_out(session_id=all_kinds.pk, now=NOW)
    purge_sign_ins(now=after(days=100))
    assert not any(purge_sign_ins(now=after(days=100)).values())
