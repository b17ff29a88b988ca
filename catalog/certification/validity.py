"""How long a certificate lasts: 36 months (Decision 148/QĐ-TTg, 2023, and those before it)."""

from datetime import date, timedelta

VALIDITY_MONTHS = 36


def three_years_later(day: date) -> date:
    """36 months after; a 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + VALIDITY_MONTHS // 12)
    except ValueError:
        return day.replace(year=day.year + VALIDITY_MONTHS // 12, day=28)


def last_day_in_force(issued_on: date) -> date:
    return three_years_later(issued_on) - timedelta(days=1)
