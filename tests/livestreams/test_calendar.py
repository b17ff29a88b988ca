"""Sessions to come as iCalendar: the escapes and folds of RFC 5545."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from livestreams.calendar_feed import escaped, written
from livestreams.commands import running
from tests.livestreams.people import Session


def test_texts_are_escaped_and_long_lines_folded_between_letters():
    assert escaped("a;b,c\\d\r\ne\nf") == "a\\;b\\,c\\\\d\\ne\\nf"
    line = "SUMMARY:" + "ễ" * 100
    folded = written([line])
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line + "\r\n"


@pytest.mark.django_db
def test_the_feed_has_what_is_to_come(client):
    starts_at = datetime.combine(timezone.now().date() + timedelta(days=3), datetime.min.time(), UTC)
    Session(title_vi="Nước mắm, cá; cơm", starts_at=starts_at)
    other, cancelled = Session(title_vi="Phiên khác"), Session(title_vi="Đã hủy")
    running.cancel_livestream(actor=cancelled.owner, livestream_id=cancelled.pk, reason="x")
    answer = client.get("/livestreams.ics")
    lines = answer.content.decode().split("\r\n")
    assert answer["Content-Type"].startswith("text/calendar") and lines[0] == "BEGIN:VCALENDAR"
    assert "SUMMARY:Nước mắm\\, cá\\; cơm" in lines and f"DTSTART:{starts_at:%Y%m%d}T000000Z" in lines
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert "SUMMARY:Đã hủy" not in lines
    narrowed = client.get("/livestreams.ics", {"seller": other.seller.slug}).content.decode()
    assert narrowed.count("BEGIN:VEVENT") == 1 and "Phiên khác" in narrowed
