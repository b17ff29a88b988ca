"""`/livestreams.ics`: sessions to come, for people's calendars (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from livestreams.addresses import livestream_path, site_address
from livestreams.models import Livestream, LivestreamStatus
from livestreams.queries import shown_livestreams

MOST = 200
USUAL_LENGTH = timedelta(hours=2)
LONGEST_LINE = 75  # bytes, without the break
TYPE = "text/calendar; charset=utf-8"


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Of a shop, with `?seller=` its address. Kept for five minutes."""
    now = timezone.now()
    coming = shown_livestreams().filter(
        status__in=[LivestreamStatus.PLANNED, LivestreamStatus.REHEARSING, LivestreamStatus.LIVE],
        starts_at__gt=now - timedelta(days=1),
    )
    if seller := request.GET.get("seller", "").replace("\0", ""):
        coming = coming.filter(seller__slug=seller)
    events = [line for one in coming.order_by("starts_at", "pk")[:MOST] for line in event_lines(one, request)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OCOP//Livestreams//VI", *events, "END:VCALENDAR"]
    return HttpResponse(written(lines), content_type=TYPE, headers={"Cache-Control": "public, max-age=300"})


def event_lines(livestream: Livestream, request: HttpRequest) -> list[str]:
    address = site_address(livestream_path(livestream.slug), request)
    return [
        "BEGIN:VEVENT",
        f"UID:livestream-{livestream.pk}@{request.get_host().partition(':')[0]}",
        f"DTSTAMP:{_moment(livestream.status_changed_at)}",
        f"DTSTART:{_moment(livestream.starts_at)}",
        f"DTEND:{_moment(livestream.starts_at + USUAL_LENGTH)}",
        f"SUMMARY:{escaped(livestream.title_vi)}",
        f"DESCRIPTION:{escaped(livestream.about)}",
        f"URL:{address}",
        "STATUS:CONFIRMED",
        "END:VEVENT",
    ]


def written(lines: Iterable[str]) -> str:
    """Each line folded at 75 bytes, and never within a letter."""
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def _folded(line: str) -> list[str]:
    folded, current = [], ""
    for letter in line:
        if len((current + letter).encode()) > LONGEST_LINE:
            folded.append(current)
            current = " "
        current += letter
    return [*folded, current]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


urlpatterns = [path("livestreams.ics", feed, name="livestreams-calendar")]
