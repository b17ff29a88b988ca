"""The three regions that carriers count by, from the codes of provinces (General Statistics Office), which run from
north to south: 01 Hà Nội to 37 Ninh Bình, 38 Thanh Hóa to 68 Lâm Đồng, 70 Bình Phước to 96 Cà Mau."""

from enum import StrEnum

LAST_OF_NORTH, LAST_OF_CENTRE = 37, 69


class Region(StrEnum):
    NORTH = "NORTH"
    CENTRE = "CENTRE"
    SOUTH = "SOUTH"


def region_of(code: str) -> Region | None:
    """None for what is no such code."""
    if not code.isdigit():
        return None
    number = int(code)
    if number <= LAST_OF_NORTH:
        return Region.NORTH
    return Region.CENTRE if number <= LAST_OF_CENTRE else Region.SOUTH
