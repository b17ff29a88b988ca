"""The law's calendar. Instants are stored in UTC; a *day* (a certificate's last day, say) is Vietnam's."""

from datetime import date, datetime

from django.utils import timezone


def today(now: datetime | None = None) -> date:
    """Today's date in Vietnam (settings.TIME_ZONE), whatever language or zone the viewer has."""
    return timezone.localdate(now, timezone=timezone.get_default_timezone())
