"""People with accounts and devices, for tests that need somebody who is signed in."""

from itertools import count

import pytest

from marketplace.access.devices import Device
from marketplace.access.tokens import access_token
from marketplace.commands.sign_in.codes import digits_of
from marketplace.commands.sign_in.sessions import begin_session
from marketplace.models import AuditEntry, OneTimeCode, OutboxEvent, RefreshToken, Session, SessionKind, User

PASSWORD = "mật khẩu đủ dài 2026"
_numbers = count(1)


def make_user(**fields):
    given = {"email": f"nguoi-{next(_numbers)}@example.com", "full_name": "Nguyễn Thị Lan", "password": PASSWORD}
    return User.objects.create_user(**{**given, **fields})


def make_session(user=None, *, kind=SessionKind.API, now=None, **device):
    given = {"label": "điện thoại của Lan", "address": "192.0.2.7"}
    return begin_session(user=user or make_user(), device=Device(**{**given, **device}), kind=kind, now=now)


def bearer(session, now):
    return {"Authorization": f"Bearer {access_token(session, now)}"}


def traces():
    """What any write of signing in leaves behind: a refused one must leave this as it was (tries are counted)."""
    kept = (Session, RefreshToken, User, AuditEntry, OutboxEvent)
    codes = OneTimeCode.objects.order_by("pk").values("pk", "used_at", "expires_at")
    return {"codes": list(codes), **{model.__name__: list(model.objects.order_by("pk").values()) for model in kept}}


@pytest.fixture
def user(db):
    return make_user()


@pytest.fixture
def changes_nothing():
    """`with changes_nothing():` around what must be refused."""

    class Unchanged:
        def __enter__(self):
            self.before = traces()

        def __exit__(self, *raised):
            if raised == (None, None, None):
                assert traces() == self.before
            return False

    return Unchanged


def sent_code(purpose, recipient):
    """The digits of the newest code, as its receiver reads them."""
    return digits_of(OneTimeCode.objects.filter(purpose=purpose, recipient=recipient).latest("pk"))


def wrong(digits):
    return f"{(int(digits) + 1) % 10**6:06d}"
