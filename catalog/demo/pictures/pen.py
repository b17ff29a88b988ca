"""Draws smooth flat shapes with Pillow: everything is a polygon in 1200 × 1200 units, drawn at twice the size."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

SIDE = 1200
SUPERSAMPLE = 2

Colour = tuple[int, ...]
Point = tuple[float, float]


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`share` 0 is the first colour, 1 the second."""
    return tuple(round(a + (b - a) * share) for a, b in zip(first[:3], second[:3], strict=True))


def lighter(colour: Colour, share: float = 0.25) -> Colour:
    return mix(colour, (255, 252, 240), share)


def darker(colour: Colour, share: float = 0.25) -> Colour:
    return mix(colour, (48, 28, 20), share)


@dataclass(frozen=True)
class Pen:
    """Draws on one picture through a movement: (a, b, c, d, x, y) maps units to pixels."""

    picture: Image.Image
    movement: tuple[float, float, float, float, float, float]

    @cached_property
    def _ink(self) -> Any:
        return ImageDraw.Draw(self.picture, "RGBA")

    def at(self, x: float, y: float, scale: float = 1.0, degrees: float = 0.0, *, mirrored: bool = False) -> "Pen":
        """A pen whose origin is (x, y) of this one."""
        cosine, sine = math.cos(math.radians(degrees)) * scale, math.sin(math.radians(degrees)) * scale
        side = -1 if mirrored else 1
        a, b, c, d, left, top = self.movement
        turned = (
            a * cosine * side + c * sine * side,
            b * cosine * side + d * sine * side,
            -a * sine + c * cosine,
            -b * sine + d * cosine,
        )
        return replace(self, movement=(*turned, a * x + c * y + left, b * x + d * y + top))

    def polygon(self, points: Iterable[Point], fill: Colour) -> None:
        self._ink.polygon(self._pixels(points), fill=fill)

    def blob(self, points: Sequence[Point], fill: Colour) -> None:
        """A closed smooth curve through the points."""
        self.polygon(smooth(points), fill)

    def ellipse(self, x: float, y: float, radius_x: float, radius_y: float | None, fill: Colour) -> None:
        self.polygon(ellipse_points(x, y, radius_x, radius_x if radius_y is None else radius_y), fill)

    def box(self, left: float, top: float, right: float, bottom: float, radius: float, fill: Colour) -> None:
        self.polygon(box_points(left, top, right, bottom, radius), fill)

    def line(self, points: Sequence[Point], width: float, fill: Colour) -> None:
        pixels = self._pixels(points)
        thickness = max(1, round(width * self._scale))
        self._ink.line(pixels, fill=fill, width=thickness, joint="curve")
        if len(fill) == 3:
            reach = thickness / 2
            for x, y in (pixels[0], pixels[-1]):
                self._ink.ellipse((x - reach, y - reach, x + reach, y + reach), fill=fill)

    def curve(self, points: Sequence[Point], width: float, fill: Colour) -> None:
        self.line(smooth(points, closed=False), width, fill)

    def shaded(
        self, points: Sequence[Point], stops: Sequence[tuple[float, Colour]], *, downwards: bool = False
    ) -> None:
        """Fills with a gradient across (or down) the shape's own box; `stops` are (0..1, colour) in order."""
        pixels = self._pixels(points)
        left, top = (math.floor(min(axis)) for axis in zip(*pixels, strict=True))
        right, bottom = (math.ceil(max(axis)) for axis in zip(*pixels, strict=True))
        size = (max(1, right - left), max(1, bottom - top))
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in pixels], fill=255)
        self.picture.paste(_gradient(stops, size, downwards=downwards), (left, top), mask)

    def soft_shadow(self, x: float, y: float, radius_x: float, radius_y: float, strength: int = 90) -> None:
        """A blurred ellipse, drawn at an eighth of the size: nobody sees the difference and it is 60 times faster."""
        small = self.picture.size[0] // 8
        mask = Image.new("L", (small, small), 0)
        points = [(px / 8, py / 8) for px, py in self._pixels(ellipse_points(x, y, radius_x, radius_y))]
        ImageDraw.Draw(mask).polygon(points, fill=strength)
        mask = mask.filter(ImageFilter.GaussianBlur(5)).resize(self.picture.size, Image.Resampling.BILINEAR)
        self.picture.paste((58, 34, 22), (0, 0, *self.picture.size), mask)

    def words(self, x: float, y: float, text: str, font: Any, fill: Colour) -> None:
        """Upright text centred on (x, y); the font is sized in pixels of the supersampled picture."""
        [pixel] = self._pixels([(x, y)])
        self._ink.text(pixel, text, font=font, fill=fill, anchor="ms")

    @property
    def _scale(self) -> float:
        return math.hypot(self.movement[0], self.movement[1])

    def _pixels(self, points: Iterable[Point]) -> list[Point]:
        a, b, c, d, left, top = self.movement
        return [(a * x + c * y + left, b * x + d * y + top) for x, y in points]


def new_picture(colour: Colour) -> Pen:
    side = SIDE * SUPERSAMPLE
    return Pen(Image.new("RGB", (side, side), colour), (SUPERSAMPLE, 0, 0, SUPERSAMPLE, 0, 0))


def ellipse_points(x: float, y: float, radius_x: float, radius_y: float, count: int = 72) -> list[Point]:
    turns = (2 * math.pi * step / count for step in range(count))
    return [(x + radius_x * math.cos(turn), y + radius_y * math.sin(turn)) for turn in turns]


def box_points(left: float, top: float, right: float, bottom: float, radius: float) -> list[Point]:
    corners = [
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
        (right - radius, top + radius, 270),
    ]
    turns = [(x, y, math.radians(start + step)) for x, y, start in corners for step in range(0, 91, 10)]
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for x, y, turn in turns]


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 10) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    found = []
    for index in range(count if closed else count - 1):
        if closed:
            near = [points[(index + shift) % count] for shift in (-1, 0, 1, 2)]
        else:
            near = [points[min(max(index + shift, 0), count - 1)] for shift in (-1, 0, 1, 2)]
        found += [_between(near, step / steps) for step in range(steps)]
    return found if closed else [*found, points[-1]]


def _between(near: Sequence[Point], t: float) -> Point:
    weights = (
        (-t + 2 * t**2 - t**3) / 2,
        (2 - 5 * t**2 + 3 * t**3) / 2,
        (t + 4 * t**2 - 3 * t**3) / 2,
        (t**3 - t**2) / 2,
    )
    return (
        sum(weight * point[0] for weight, point in zip(weights, near, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, near, strict=True)),
    )


def _gradient(stops: Sequence[tuple[float, Colour]], size: tuple[int, int], *, downwards: bool) -> Image.Image:
    strip = Image.new("RGB", (256, 1))
    strip.putdata([_colour_at(stops, step / 255) for step in range(256)])
    if downwards:
        strip = strip.transpose(Image.Transpose.ROTATE_270)
    return strip.resize(size, Image.Resampling.BILINEAR)


def _colour_at(stops: Sequence[tuple[float, Colour]], place: float) -> Colour:
    for (start, first), (end, second) in pairwise(stops):
        if place <= end:
            return mix(first, second, 0 if end == start else max(0.0, (place - start) / (end - start)))
    return stops[-1][1]
