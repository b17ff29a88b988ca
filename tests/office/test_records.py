"""The audit trail and the outbox: read by officers within their place, changed by nobody, retried by the office."""

import pytest
from django.urls import reverse
from django.utils import timezone

from config.audit import ACTIONS
from marketplace.commands.audit import record
from marketplace.models import AuditEntry, OutboxEvent, User
from tests.catalog.factories import make_certificate, make_officer, make_place, make_product, make_seller

pytestmark = pytest.mark.django_db
TRAIL, OUTBOX = "admin:marketplace_auditentry_changelist", "admin:marketplace_outboxevent_changelist"


@pytest.fixture
def elsewhere():
    return make_product(seller=make_seller(place=make_place()))


def event(product, **fields):
    payload = {"product_id": product.pk}
    return OutboxEvent.objects.create(
        name="ProductPaused", aggregate="product", aggregate_id=product.pk, payload=payload, **fields
    )


def shown(browser, page, **asked):
    return set(browser.get(reverse(page), asked).context["cl"].result_list)


def test_officers_read_of_rows_of_their_place(enter, place, elsewhere, administrator):
    officer = make_officer(place)
    product = make_product(seller=make_seller(place=place))
    shopper = User.objects.create_user("shopper@example.com")
    readable = {
        record(actor=administrator, action="pause_product", subject=product),
        record(actor=administrator, action="suspend_seller", subject=product.seller),
        record(actor=administrator, action="issue_certificate", subject=make_certificate(product)),
    }
    private = {
        record(actor=officer, action="change_password", subject=officer),
        record(actor=shopper, action="register_user", subject=shopper),
        record(actor=administrator, action="pause_product", subject=elsewhere),
    }
    browser = enter(officer)
    assert shown(browser, TRAIL) == readable
    assert "shopper@example.com" not in browser.get(reverse(TRAIL)).content.decode()
    for entry in private:
        page = browser.get(reverse("admin:marketplace_auditentry_change", args=[entry.pk]))
        assert page.status_code == 302  # "does not exist", as Django tells it
    assert shown(enter(administrator), TRAIL) == readable | private


def test_deeds_are_named_and_lead_to_what_they_were_done_to(office, place):
    product = make_product(seller=make_seller(place=place))
    record(actor=None, action="pause_product", subject=product, before={"status": "PUBLISHED"})
    record(actor=None, action="a_new_deed", subject=product)
    page = office.get(reverse(TRAIL), headers={"Accept-Language": "vi"}).content.decode()
    assert "tạm ngừng bán một sản phẩm" in page
    assert "a new deed" in page
    assert reverse("admin:catalog_product_change", args=[product.pk]) in page


def test_the_trail_is_narrowed_by_deed(office, place):
    product = make_product(seller=make_seller(place=place))
    paused = record(actor=None, action="pause_product", subject=product)
    record(actor=None, action="publish_product", subject=product)
    assert shown(office, TRAIL, action="pause_product") == {paused}


def test_the_words_are_of_deeds_that_there_are():
    assert all(str(word) and " " not in deed for deed, word in ACTIONS.items())


def test_officers_see_events_of_their_place(enter, place, elsewhere, administrator):
    own = event(make_product(seller=make_seller(place=place)))
    other = event(elsewhere)
    assert shown(enter(make_officer(place)), OUTBOX) == {own}
    assert shown(enter(administrator), OUTBOX) == {own, other}


def test_events_are_narrowed_by_their_delivery(enter, elsewhere, administrator):
    waiting, failed, done = (
        event(elsewhere),
        event(elsewhere, failed_at=timezone.now()),
        event(elsewhere, delivered_at=timezone.now()),
    )
    browser = enter(administrator)
    states = {"waiting": {waiting}, "failed": {failed}, "done": {done}, "x": {waiting, failed, done}}
    assert {state: shown(browser, OUTBOX, delivery=state) for state in states} == states


def test_administrators_have_events_delivered_again(enter, elsewhere, administrator):
    first, second, third = (event(elsewhere, failed_at=timezone.now(), attempts=12) for _ in range(3))
    browser = enter(administrator)
    deed = reverse("admin:marketplace_outboxevent_retry", args=[first.pk])
    assert deed in browser.get(reverse("admin:marketplace_outboxevent_change", args=[first.pk])).content.decode()
    assert browser.post(deed).status_code == 302
    assert set(OutboxEvent.objects.filter(failed_at__isnull=False)) == {second, third}
    refused = browser.post(deed)
    assert refused.status_code == 422
    every = reverse("admin:marketplace_outboxevent_retry_all")
    assert browser.get(every).status_code == 200
    assert set(OutboxEvent.objects.filter(failed_at__isnull=False)) == {second, third}
    assert browser.post(every).headers["Location"] == reverse(OUTBOX)
    assert not OutboxEvent.objects.filter(failed_at__isnull=False).exists()


def test_officers_do_not(enter, place):
    failed = event(make_product(seller=make_seller(place=place)), failed_at=timezone.now(), attempts=12)
    browser = enter(make_officer(place))
    assert browser.post(reverse("admin:marketplace_outboxevent_retry", args=[failed.pk])).status_code == 403
    assert browser.post(reverse("admin:marketplace_outboxevent_retry_all")).status_code == 403
    failed.refresh_from_db()
    assert failed.attempts == 12
    assert not AuditEntry.objects.exists()
