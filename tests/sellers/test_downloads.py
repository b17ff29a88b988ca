"""Papers leave the house to those who may read them, as files, and each time is written down."""

import pytest
from django.utils import timezone

from marketplace.models import AuditEntry, SessionKind
from sellers.models import Paper, PaperKind, Role
from sellers.paper_files import storage
from tests.catalog.factories import make_member, make_place, make_seller
from tests.marketplace.people import bearer, make_session, make_user
from tests.sellers.people import (
    add_paper,
    communal,
    make_application,
    make_officer,
    owner_of,
    pdf,
    provincial,
    submitted,
)

pytestmark = pytest.mark.django_db


def get(client, paper, user=None, method="get", **headers):
    if user is not None:
        now = timezone.now()
        headers |= bearer(make_session(user, kind=SessionKind.API, now=now), now)
    return getattr(client, method)(f"/papers/{getattr(paper, 'pk', paper)}", headers=headers)


def read(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def paper():
    application = make_application()
    return add_paper(application, PaperKind.REPRESENTATIVE, content=pdf())


def test_its_owner_gets_the_very_file(client, paper):
    response = get(client, paper, owner_of(paper.seller.application))
    assert (response.status_code, read(response)) == (200, pdf())
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="representative-{paper.pk}.pdf"'


def test_no_browser_shows_keeps_or_lends_it(client, paper):
    headers = get(client, paper, owner_of(paper.seller.application)).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_each_download_is_recorded(client, paper):
    owner = owner_of(paper.seller.application)
    for _ in range(2):
        get(client, paper, owner)
    entries = AuditEntry.objects.filter(action="read_paper")
    assert list(entries.values_list("actor", "object_id")) == [(owner.pk, paper.pk)] * 2


def test_who_may_read_it(client):
    application = submitted()
    paper = Paper.objects.first()
    for user, status in [
        (make_member(application.seller, Role.MANAGER), 200),
        (provincial(application), 200),
        (communal(application), 200),
        (make_officer(), 200),
        (make_member(application.seller, Role.STAFF), 404),
        (make_user(), 404),
        (make_member(make_seller()), 404),
        (make_officer(make_place()), 404),
    ]:
        assert get(client, paper, user).status_code == status
    assert AuditEntry.objects.filter(action="read_paper").count() == 4


def test_strangers_are_told_the_same_as_of_nothing(client, paper):
    stranger = make_user()
    there, nowhere = get(client, paper, stranger), get(client, 10**9, stranger)
    assert there.status_code == nowhere.status_code == 404
    assert not AuditEntry.objects.filter(action="read_paper").exists()


def test_a_draft_is_not_the_office_s_to_read(client, paper):
    assert get(client, paper, make_officer()).status_code == 404


def test_who_did_not_sign_in_is_asked_to(client, paper):
    for headers in ({}, {"Authorization": "Bearer nonsense"}):
        response = get(client, paper, **headers)
        assert response.status_code == 401
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.content == b""


def test_writing_and_other_addresses_are_refused(client, paper):
    owner = owner_of(paper.seller.application)
    assert get(client, paper, owner, "post").status_code == 405
    for path in (f"/papers/{paper.pk}/", "/papers/../settings", "/papers/%2e%2e", f"/media/{paper.stored_name}"):
        assert client.get(path).status_code in (404, 301)


def test_a_file_that_was_lost_is_not_there(client, paper):
    storage().delete(paper.stored_name)
    assert get(client, paper, owner_of(paper.seller.application)).status_code == 404
    assert not AuditEntry.objects.filter(action="read_paper").exists()


def test_the_storage_gives_nobody_an_address(paper):
    with pytest.raises(ValueError, match="not accessible via a URL"):
        storage().url(paper.stored_name)
