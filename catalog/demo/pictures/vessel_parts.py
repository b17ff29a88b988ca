"""What packs are made of: round bodies in light from the left, paper labels, woven bamboo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from catalog.demo.pictures.palette import PAPER, WOOD, Scheme
from catalog.demo.pictures.pen import Colour, Pen, Point, box_points, darker, lighter

Motif = Callable[[Pen], None]


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """The paper that the name is set on, in units of the picture; `motif` says whether there is room for one."""

    left: float
    top: float
    right: float
    bottom: float
    motif: bool = True


def round_body(pen: Pen, points: Sequence[Point], colour: Colour) -> None:
    """A turned thing in light from the left."""
    stops = [
        (0.0, darker(colour, 0.22)), (0.16, lighter(colour, 0.14)), (0.3, lighter(colour, 0.26)),
        (0.5, colour), (0.86, darker(colour, 0.24)), (1.0, darker(colour, 0.38)),
    ]  # fmt: skip
    pen.shaded(points, stops)


def paper(pen: Pen, place: LabelPlace, scheme: Scheme, *, radius: float = 26) -> None:
    pen.box(place.left, place.top + 6, place.right, place.bottom + 6, radius, (*darker(scheme.main, 0.4), 70))
    pen.box(place.left, place.top, place.right, place.bottom, radius, PAPER)
    inset = 13
    frame = box_points(place.left + inset, place.top + inset, place.right - inset, place.bottom - inset, radius * 0.6)
    pen.line([*frame, frame[0]], 3.5, scheme.accent)


def weave(pen: Pen, points: Sequence[Point], top: int, bottom: int) -> None:
    round_body(pen, points, lighter(WOOD, 0.16))
    left, right = points[0][0], points[1][0]
    for row, y in enumerate(range(top + 24, bottom - 10, 36)):
        narrow = (y - top) / (bottom - top) * (right - left) * 0.125
        x = left + narrow + 14 + (row % 2) * 34
        while x < right - narrow - 40:
            pen.box(x, y, x + 40, y + 20, 9, lighter(WOOD, 0.42))
            pen.box(x, y + 15, x + 40, y + 20, 2, (*darker(WOOD, 0.2), 130))
            x += 68
