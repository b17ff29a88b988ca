"""Sets a product's name on its label: as large as fits, in even lines, diacritics with room to breathe."""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from PIL import ImageFont

from catalog.demo.pictures.palette import Scheme
from catalog.demo.pictures.pen import SUPERSAMPLE, Pen, mix
from catalog.demo.pictures.vessel_parts import LabelPlace, Motif

FONTS = Path(__file__).resolve().parent.parent / "fonts"
LINE_HEIGHT = 1.26
MARGIN = 34
SMALLEST, LARGEST = 30, 84


@lru_cache(maxsize=256)
def font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    """`size` is in the picture's units, the font in supersampled pixels."""
    return ImageFont.truetype(str(FONTS / f"be-vietnam-pro-{weight}.ttf"), size * SUPERSAMPLE)


def draw_label(pen: Pen, place: LabelPlace, name: str, origin: str, scheme: Scheme, motif: Motif) -> None:
    top, bottom = place.top + MARGIN, place.bottom - MARGIN
    centre = (place.left + place.right) / 2
    if place.motif:
        is_tall = bottom - top > 1.1 * (place.right - place.left - 2 * MARGIN)
        room = (bottom - top) * (0.42 if is_tall else 0.34)
        motif(pen.at(centre, top + room * 0.52, room / 260))
        top += room
    foot = _draw_origin(pen, centre, bottom, place.right - place.left - 2 * MARGIN, origin, scheme)
    _draw_name(pen, centre, top + 6, foot - 10, place.right - place.left - 2 * MARGIN, name, scheme)


def _draw_name(pen: Pen, centre: float, top: float, bottom: float, width: float, name: str, scheme: Scheme) -> None:
    size, lines = _largest(name, width, bottom - top)
    step = size * LINE_HEIGHT
    baseline = (top + bottom) / 2 - step * (len(lines) - 1) / 2 + size * 0.36
    for line in lines:
        pen.words(centre, baseline, line, font(800, size), scheme.ink)
        baseline += step


def _draw_origin(pen: Pen, centre: float, bottom: float, width: float, origin: str, scheme: Scheme) -> float:
    size = next((size for size in (30, 27, 24, 21) if _width(origin, 500, size) <= width), 19)
    pen.words(centre, bottom - 4, origin, font(500, size), mix(scheme.ink, scheme.accent, 0.3))
    rule = bottom - size - 16
    for side in (-1, 1):
        pen.line([(centre + side * 16, rule), (centre + side * 84, rule)], 3.5, scheme.accent)
    pen.at(centre, rule, degrees=45).box(-6, -6, 6, 6, 1, scheme.accent)
    return rule


def _largest(name: str, width: float, height: float) -> tuple[int, list[str]]:
    """As large as fits; a little smaller if that keeps the name of the maker or the village on one line."""
    fitting = []
    for size in range(LARGEST, SMALLEST - 1, -2):
        most_lines = max(1, int((height + size * 0.2) / (size * LINE_HEIGHT)))
        if lines := _even_lines(name, width, size, most_lines):
            fitting.append((_torn_names(lines), -size, lines))
            if not _torn_names(lines) or size < -fitting[0][1] * 0.68:
                break
    if not fitting:
        return SMALLEST, _even_lines(name, width, SMALLEST, len(name)) or [name]
    _torn, size, lines = min(fitting)
    return -size, lines


def _even_lines(name: str, width: float, size: int, most_lines: int) -> list[str]:
    """Lines that fit the width: first of all names whole, then the longest line as short as can be."""
    words = name.split()
    breaks = [lines for count in range(1, min(len(words), most_lines) + 1) for lines in _breaks(words, count)]
    fitting = [lines for lines in breaks if max(_width(line, 800, size) for line in lines) <= width]
    return min(
        fitting,
        key=lambda lines: (_torn_names(lines), len(lines), max(_width(line, 800, size) for line in lines)),
        default=[],
    )


def _torn_names(lines: list[str]) -> int:
    """Bad breaks: inside a name, that is between two capitals ("Phố / Cháy"), and around a lone "chi"."""
    inside = sum(line.split()[-1][0].isupper() and after[0].isupper() for line, after in pairwise(lines[1:]))
    first, *rest = lines
    if rest and " " in first:
        inside += first.split()[-1][0].isupper() and rest[0][0].isupper()
    lone = sum(" " not in line and line[0].islower() for line in rest)
    return inside + lone + bool(rest and " " not in first and rest[0][0].islower())


def _breaks(words: list[str], count: int) -> list[list[str]]:
    if count == 1:
        return [[" ".join(words)]]
    return [
        [" ".join(words[:end]), *rest]
        for end in range(1, len(words) - count + 2)
        for rest in _breaks(words[end:], count - 1)
    ]


@lru_cache(maxsize=8192)
def _width(text: str, weight: int, size: int) -> float:
    return font(weight, size).getlength(text) / SUPERSAMPLE
