"""What the place tests share: the two provinces of the demo, loaded once for a test module."""

from datetime import date

OLD = date(2020, 12, 31)
LAST_OLD_DAY = date(2025, 6, 30)
FIRST_NEW_DAY = date(2025, 7, 1)
