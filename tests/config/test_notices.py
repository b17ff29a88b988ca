"""The table of notices: every event is told, or silent for a reason, in both languages."""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import get_type_hints

import pytest
from django.utils import timezone, translation

from catalog.models import ImportJob, SavedProduct
from config.notices import NOTICES, SILENT
from config.subscriptions import SUBSCRIPTIONS
from marketplace.commands.notices.notify import notify
from marketplace.commands.relay import Numbered
from marketplace.events import (
    Event,
    PayoutEvent,
    ProductStatusEvent,
    ReturnEvent,
    ReviewEvent,
    SellerEvent,
    SellerOrderEvent,
)
from marketplace.models import Notification
from marketplace.notices.kinds import notices_by_kind
from marketplace.notices.mails import mail_of
from marketplace.notices.wording import words_of
from sellers.models import Follow
from tests.catalog.factories import make_member, make_officer, make_product
from tests.marketplace.people import make_user

BASES = {SellerEvent, ProductStatusEvent, SellerOrderEvent, ReviewEvent, ReturnEvent, PayoutEvent}
EVENTS = sorted(
    {event for event in Event.classes.values() if event not in BASES and event.__module__.startswith("marketplace.")},
    key=lambda event: event.__name__,
)
TOLD = [(event, notice) for event, told in NOTICES.items() for notice in told]
NOW = datetime(2026, 11, 25, tzinfo=UTC)
SAMPLES = {int: 3, int | None: 3, str: "x", bool: True, date: date(2026, 12, 31), datetime: NOW}


def test_every_event_is_told_or_silent_for_a_reason():
    assert sorted(event.__name__ for event in [*NOTICES, *SILENT]) == [event.__name__ for event in EVENTS]
    assert all(SILENT.values())


def test_every_told_event_is_subscribed_to():
    assert all(Numbered(notify) in SUBSCRIPTIONS[event] for event in NOTICES)
    assert not any(Numbered(notify) in SUBSCRIPTIONS.get(event, ()) for event in SILENT)


def test_a_kind_stands_for_one_notice():
    assert len(notices_by_kind()) == len(TOLD)


@pytest.fixture
def world(db):
    """A shop with a product, its owner, and an officer who looks after it: all that an event may be about."""
    product = make_product()
    owner = make_member(product.seller)
    officer = make_officer(product.seller.place)
    buyer = make_user()
    for user in (owner, officer, buyer):
        type(user).objects.filter(pk=user.pk).update(email_verified_at=timezone.now())
    job = ImportJob.objects.create(seller=product.seller, actor=owner, file_name="hang.csv", digest="0")
    saver = make_user()
    type(saver).objects.filter(pk=saver.pk).update(email_verified_at=timezone.now())
    told = {"price_told_at": NOW, "stock_told_at": NOW, "price_seen": 9, "price_known": 1}
    SavedProduct.objects.create(user=saver, product=product, **told)
    Follow.objects.create(user=saver, seller=product.seller, told_at=NOW)
    return {
        "price": 10**9,
        "seller_id": product.seller_id,
        "product_id": product.pk,
        "user_id": owner.pk,
        "buyer_id": buyer.pk,
        "actor_id": owner.pk,
        "changed_by_id": owner.pk,
        "import_id": job.pk,
    }


def sample(event, known):
    hints = get_type_hints(event)
    return event(**{field.name: known.get(field.name, SAMPLES[hints[field.name]]) for field in fields(event)})


@pytest.mark.parametrize(
    ("event", "notice"), TOLD, ids=lambda part: getattr(part, "kind", getattr(part, "__name__", ""))
)
def test_somebody_is_told_in_words_of_both_languages(event, notice, world):
    sides = {"order_cancelled_by_buyer": "BUYER", "order_lapsed": "CLOCK", "return_lapsed": "CLOCK"}
    side = sides.get(notice.kind, "SELLER")
    # Who belongs to the shop is told as the shop: a buyer is somebody else.
    buyer = {"user_id": world["buyer_id"]} if issubclass(event, ReturnEvent) else {}
    notify(sample(event, {**world, "by": side, **buyer}), 1)
    found = Notification.objects.filter(kind=notice.kind).select_related("recipient").first()
    assert found is not None, "nobody was told"
    said = []
    for language in ("vi", "en"):
        with translation.override(language):
            words = words_of(found.kind, found.params)
            said.append((str(notice.label), words.title, words.text))
            assert "%(" not in words.title + words.text and len(words.title) < 200
        found.recipient.language = language
        assert words.title in mail_of(found).subject
    assert all(vietnamese != english for vietnamese, english in zip(*said, strict=True))
    assert found.about_type in ("User", "Seller", "Product", "ImportJob", "SellerOrder", "Return")


def test_a_kind_that_is_gone_does_not_break_the_list():
    words = words_of("no_such_kind", {})
    assert words.title and words.text


def test_office_notices_are_not_for_strangers_to_the_office(world):
    make_user()
    for event, notice in TOLD:
        if notice.audience == "OFFICE":
            notify(sample(event, world), 1)
    kinds = [notice.kind for _event, notice in TOLD if notice.audience == "OFFICE"]
    told = Notification.objects.filter(kind__in=kinds).select_related("recipient")
    assert {row.recipient.is_staff for row in told} == {True}
