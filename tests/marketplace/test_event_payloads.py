from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar

import pytest

from marketplace.event_payloads import event_from, payload_of
from marketplace.events import CertificateIssued, Event, ImageStored
from marketplace.money import Money


@pytest.fixture
def toy_event():
    @dataclass(frozen=True, slots=True, kw_only=True)
    class ToyPaid(Event):
        aggregate: ClassVar[str] = "toy"
        toy_id: int
        total: Money
        paid_at: datetime
        due_on: date | None = None
        line_ids: tuple[int, ...] = ()

    yield ToyPaid
    del Event.classes["ToyPaid"]


def test_dates_money_and_lists_keep_their_types(toy_event):
    event = toy_event(
        toy_id=1,
        total=Money(125_000),
        paid_at=datetime(2026, 1, 2, 3, tzinfo=UTC),
        due_on=date(2026, 2, 3),
        line_ids=(4, 5),
    )
    payload = payload_of(event)
    assert payload["total"] == {"amount": 125_000, "currency": "VND"}
    assert event_from("ToyPaid", payload) == event


def test_old_row_without_a_newer_field_still_loads(toy_event):
    payload = payload_of(toy_event(toy_id=1, total=Money(1), paid_at=datetime(2026, 1, 2, tzinfo=UTC)))
    del payload["line_ids"], payload["due_on"]
    assert event_from("ToyPaid", payload).due_on is None


def test_old_row_with_a_dropped_field_still_loads():
    assert event_from("ImageStored", {"image_id": 3, "dropped": "x"}) == ImageStored(image_id=3)


def test_published_events_round_trip():
    event = CertificateIssued(product_id=1, certificate_id=2, stars=4, expires_on=date(2027, 5, 6))
    assert event_from("CertificateIssued", payload_of(event)) == event


def test_unknown_event_is_a_key_error():
    with pytest.raises(KeyError):
        event_from("Nonsense", {})


def test_value_that_json_cannot_carry_is_refused(toy_event):
    with pytest.raises(TypeError, match=r"1\.5"):
        payload_of(toy_event(toy_id=1, total=1.5, paid_at=datetime(2026, 1, 2, tzinfo=UTC)))
