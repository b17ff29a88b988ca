"""Handing in papers: kept privately, the newest in force or waiting, the older ones as history."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.errors import DomainError
from marketplace.models import AuditEntry
from sellers.commands.papers import upload_paper as module
from sellers.commands.papers.decide_papers import accept_paper
from sellers.models import Application, GoodsKind, Paper, PaperKind, PaperStatus, Role, SellerStatus
from tests.catalog.factories import make_member, make_seller
from tests.sellers.people import (
    NOW,
    TODAY,
    add_paper,
    approved,
    events,
    fresh,
    make_application,
    make_officer,
    pdf,
    picture,
    submitted,
)

pytestmark = pytest.mark.django_db


def refusal(changes_nothing, application, *given, **named):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        add_paper(application, *given, **named)
    return refused.value.code, refused.value.field


def current(seller_id, kind):
    return list(Paper.objects.filter(seller=seller_id, kind=kind, replaced_at=None).values_list("status", flat=True))


def test_it_waits_for_the_office(private_folder):
    application = make_application()
    paper = add_paper(application, PaperKind.REGISTRATION, content=pdf(pages=3), number=" 0601 ", issued_on=TODAY)
    assert (paper.status, paper.number, paper.page_count) == ("WAITING", "0601", 3)
    assert (paper.media_type, paper.byte_count) == ("application/pdf", len(pdf(pages=3)))
    assert (private_folder / paper.stored_name).read_bytes() == pdf(pages=3)
    assert fresh(application).version == 2
    assert [name for name, _ in events("PaperUploaded")] == ["PaperUploaded"]
    entry = AuditEntry.objects.get(action="upload_paper")
    assert (entry.object_id, entry.after["sha256"]) == (paper.pk, paper.digest)


def test_the_next_one_takes_the_place_of_what_was_not_accepted(private_folder):
    application = make_application()
    first = add_paper(application)
    second = add_paper(application, content=pdf())
    first.refresh_from_db()
    assert (first.replaced_at, second.replaced_at) == (NOW, None)
    assert len([path for path in private_folder.rglob("*") if path.is_file()]) == 2


def test_an_accepted_one_stays_until_its_successor_is_accepted():
    application = approved()
    renewal = add_paper(application, PaperKind.REGISTRATION)
    assert sorted(current(application.seller_id, PaperKind.REGISTRATION)) == ["ACCEPTED", "WAITING"]
    accept_paper(actor=make_officer(), paper_id=renewal.pk, now=NOW)
    assert current(application.seller_id, PaperKind.REGISTRATION) == ["ACCEPTED"]
    assert Paper.objects.filter(kind=PaperKind.REGISTRATION, replaced_at=NOW).count() == 1


def test_the_application_s_version_moves_only_while_it_is_open():
    application = approved()
    before = fresh(application).version
    add_paper(application, PaperKind.OTHER)
    assert fresh(application).version == before


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"expires_on": None}, ("REQUIRED", ["expiresOn"])),
        ({"expires_on": TODAY - timedelta(days=1)}, ("INVALID", ["expiresOn"])),
        ({"expires_on": TODAY.replace(year=2126)}, ("INVALID", ["expiresOn"])),
        ({"issued_on": TODAY + timedelta(days=1)}, ("INVALID", ["issuedOn"])),
        ({"issued_on": TODAY.replace(year=1926)}, ("INVALID", ["issuedOn"])),
        ({"number": "x" * 61}, ("INVALID", ["number"])),
        ({"number": "a\u200bb"}, ("INVALID", ["number"])),
        ({"content": b"MZ"}, ("PAPER_INVALID", None)),
        ({"content": b"0" * 11_000_000}, ("PAPER_TOO_LARGE", None)),
    ],
)
def test_what_is_wrong_is_told_and_leaves_no_file(changes_nothing, fields, told):
    application = make_application(goods=[GoodsKind.FOOD])
    given = {"expires_on": TODAY, **fields}
    assert refusal(changes_nothing, application, PaperKind.FOOD_SAFETY, **given) == told


def test_strangers_and_staff_may_not(changes_nothing, monkeypatch):
    application = submitted()
    monkeypatch.setattr(module, "clean_file", lambda content: pytest.fail("looked at a stranger's file"))
    for actor, code in [
        (AnonymousUser(), "UNAUTHENTICATED"),
        (make_member(make_seller()), "NOT_FOUND"),
        (make_member(application.seller, Role.STAFF), "PERMISSION_DENIED"),
        (make_officer(), "NOT_FOUND"),
    ]:
        assert refusal(changes_nothing, application, actor=actor)[0] == code


def test_a_closed_shop_takes_no_papers_and_keeps_no_file(changes_nothing):
    application = approved()
    application.seller.status = SellerStatus.CLOSED
    application.seller.save()
    assert refusal(changes_nothing, application) == ("INVALID", ["seller"])


def test_who_was_removed_while_the_file_was_read_is_nobody(changes_nothing, monkeypatch):
    application = make_application()
    manager = make_member(application.seller, Role.MANAGER)
    read = module.clean_file

    def slowly(content):
        manager.memberships.all().delete()
        return read(content)

    monkeypatch.setattr(module, "clean_file", slowly)
    files = changes_nothing().traces()[1]
    with pytest.raises(DomainError) as refused:
        add_paper(application, actor=manager)
    assert refused.value.code == "NOT_FOUND"
    assert not Paper.objects.exists()
    assert [path for path in changes_nothing().traces()[1] if path.is_file()] == files


def test_there_is_an_end_to_papers(changes_nothing, monkeypatch):
    monkeypatch.setattr(module, "MOST_PAPERS", 2)
    application = make_application()
    for _ in range(2):
        add_paper(application, content=picture())
    assert refusal(changes_nothing, application) == ("INVALID", ["seller"])


def test_the_database_itself_allows_one_of_a_kind():
    application = make_application()
    add_paper(application)
    assert Application.objects.filter(seller__papers__status=PaperStatus.WAITING).count() == 1
