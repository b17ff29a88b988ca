"""Leaf and bamboo: rolls, bundles, baskets. Each returns where its label is."""

from catalog.demo.pictures.palette import LEAF, STRAW, WOOD, Scheme
from catalog.demo.pictures.pen import Pen, box_points, darker, lighter
from catalog.demo.pictures.vessel_parts import LabelPlace, Motif, paper, round_body, weave


def leaf_roll(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """Giò: pork roll in banana leaf, tied with bamboo string."""
    pen.soft_shadow(610, 1040, 370, 40)
    for left, colour in ((616, darker(LEAF, 0.16)), (262, LEAF)):
        right = left + 322
        round_body(pen, box_points(left, 230, right, 1040, 60), colour)
        for x in range(left + 34, right - 20, 44):
            pen.line([(x, 280), (x + 6, 1000)], 2.5, (*lighter(colour, 0.4), 90))
        pen.blob(
            [
                (left + 20, 250),
                (left + 90, 196),
                (left + 240, 192),
                (right - 20, 250),
                (right - 90, 290),
                (left + 90, 290),
            ],
            lighter(colour, 0.16),
        )
        for y in (330, 1000):
            pen.box(left - 3, y - 11, right + 3, y + 9, 8, STRAW)
        pen.line([(left + 161, 206), (left + 161, 330)], 11, STRAW)
    place = LabelPlace(330, 396, 870, 946)
    paper(pen, place, scheme)
    return place


def leaf_bundle(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """Leaf-wrapped cakes or rolls, stacked and tied, with a paper band."""
    pen.soft_shadow(610, 1040, 400, 40)
    for row, y in enumerate((900, 760, 620, 480, 340)):
        reach = 340 - row * 10
        colour = lighter(LEAF, 0.06 * row)
        pen.shaded(
            box_points(600 - reach, y, 600 + reach, y + 136, 34),
            [(0, darker(colour, 0.24)), (0.25, lighter(colour, 0.16)), (1, darker(colour, 0.32))],
        )
        for step in range(-3, 4):
            pen.curve(
                [(600 + step * 90 - 30, y + 14), (600 + step * 92, y + 68), (600 + step * 90 - 20, y + 124)],
                3,
                (*darker(colour, 0.3), 110),
            )
    for x in (330, 852):
        pen.box(x, 330, x + 20, 1040, 8, STRAW)
    pen.curve([(600, 334), (520, 250), (440, 262), (470, 326), (600, 336)], 14, STRAW)
    pen.curve([(600, 334), (680, 250), (760, 262), (730, 326), (600, 336)], 14, STRAW)
    place = LabelPlace(380, 404, 820, 974)
    paper(pen, place, scheme)
    return place


def basket(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """Fresh from the field: a heap in a bamboo basket."""
    pen.soft_shadow(610, 1040, 400, 44)
    pen.curve([(292, 640), (360, 330), (600, 216), (840, 330), (908, 640)], 30, darker(WOOD, 0.1))
    pen.curve([(292, 640), (360, 330), (600, 216), (840, 330), (908, 640)], 12, lighter(WOOD, 0.25))
    for x, y, size, turn in (
        (420, 520, 1.15, -14), (780, 520, 1.15, 14), (600, 450, 1.3, 0), (340, 620, 1.0, -24), (860, 620, 1.0, 24),
        (500, 610, 1.2, 10), (700, 610, 1.2, -10),
    ):  # fmt: skip
        pen.ellipse(x, y + 12, 98 * size, 90 * size, (*darker(scheme.ground, 0.5), 60))
        motif(pen.at(x, y, size, turn))
    weave(pen, [(226, 650), (974, 650), (880, 1020), (840, 1046), (360, 1046), (320, 1020)], 650, 1046)
    round_body(pen, box_points(204, 626, 996, 694, 32), lighter(WOOD, 0.12))
    for x in range(226, 980, 40):
        pen.line([(x, 690), (x + 24, 630)], 6, (*darker(WOOD, 0.24), 150))
    place = LabelPlace(350, 730, 850, 1014, motif=False)
    paper(pen, place, scheme)
    return place
