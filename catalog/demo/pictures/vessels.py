"""The packs that goods are sold in, standing on the table line: each returns where its label is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from catalog.demo.pictures.palette import CLAY, LEAF, PAPER, STRAW, WOOD, Scheme
from catalog.demo.pictures.pen import Colour, Pen, Point, box_points, darker, ellipse_points, lighter, mix, smooth

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


def bag(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """A 2-5 kg sack with a sewn top."""
    pen.soft_shadow(610, 1030, 330, 40)
    body = smooth(
        [
            (330, 330),
            (316, 640),
            (300, 990),
            (340, 1030),
            (600, 1040),
            (860, 1030),
            (900, 990),
            (884, 640),
            (870, 330),
        ]
    )
    round_body(pen, body, scheme.main)
    pen.shaded(
        box_points(318, 206, 882, 350, 18),
        [(0, darker(scheme.main, 0.16)), (0.3, lighter(scheme.main, 0.3)), (1, darker(scheme.main, 0.3))],
    )
    for x in range(344, 870, 32):
        pen.line([(x, 262), (x + 17, 262)], 7, PAPER)
    for x in (400, 510, 690, 800):
        pen.curve(
            [(x, 350), (x + (600 - x) * 0.05, 400), (x + (600 - x) * 0.02, 440)], 5, (*darker(scheme.main, 0.3), 120)
        )
    place = LabelPlace(392, 420, 808, 940)
    paper(pen, place, scheme, radius=40)
    return place


def pouch(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """A stand-up packet with a window that shows what is in it."""
    pen.soft_shadow(610, 1032, 310, 36)
    body = [
        (352, 220),
        (848, 220),
        (862, 420),
        (870, 800),
        (884, 990),
        (840, 1034),
        (360, 1034),
        (316, 990),
        (330, 800),
        (338, 420),
    ]
    pen.shaded(
        body,
        [
            (0, darker(scheme.main, 0.14)),
            (0.2, lighter(scheme.main, 0.22)),
            (0.55, scheme.main),
            (1, darker(scheme.main, 0.26)),
        ],
    )
    pen.polygon([(352, 220), (848, 220), (851, 282), (349, 282)], lighter(scheme.main, 0.3))
    for y in (236, 250, 264):
        pen.line([(352, y), (848, y)], 2.5, (*darker(scheme.main, 0.2), 110))
    pen.ellipse(600, 251, 22, 14, scheme.sky)
    window = smooth([(400, 846), (600, 800), (800, 846), (812, 930), (760, 990), (440, 990), (388, 930)])
    pen.polygon(window, darker(scheme.main, 0.3))
    pen.shaded(
        smooth([(408, 852), (600, 810), (792, 852), (802, 928), (754, 982), (446, 982), (398, 928)]),
        [(0, lighter(scheme.sun, 0.2)), (1, scheme.sun)],
        downwards=True,
    )
    for x, size, turn in ((486, 0.52, -8), (600, 0.6, 0), (714, 0.52, 8)):
        motif(pen.at(x, 904, size, turn))
    pen.polygon([(372, 300), (420, 300), (398, 800), (352, 800)], (255, 255, 255, 34))
    place = LabelPlace(392, 322, 808, 782)
    paper(pen, place, scheme)
    return place


def bottle(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """Glass, for fish sauce, honey and oil."""
    pen.soft_shadow(610, 1040, 240, 34)
    half = [(66, 214), (66, 316), (92, 372), (178, 450), (196, 520), (196, 990), (170, 1040)]
    body = [(600 - x, y) for x, y in half] + [(600 + x, y) for x, y in reversed(half)]
    round_body(pen, body, scheme.main)
    pen.box(528, 128, 672, 236, 16, scheme.accent)
    pen.shaded(
        box_points(528, 128, 672, 236, 16),
        [(0, darker(scheme.accent, 0.2)), (0.3, lighter(scheme.accent, 0.3)), (1, darker(scheme.accent, 0.3))],
    )
    pen.line([(532, 214), (668, 214)], 6, lighter(scheme.accent, 0.4))
    pen.blob([(430, 470), (446, 450), (448, 700), (438, 980), (424, 980)], (255, 255, 255, 70))
    place = LabelPlace(398, 520, 802, 974)
    paper(pen, place, scheme)
    return place


def flask(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """A glazed bottle with a cloth stopper, for spirits."""
    pen.soft_shadow(610, 1042, 270, 36)
    half = [(58, 260), (54, 330), (80, 384), (196, 470), (252, 600), (250, 800), (214, 960), (150, 1040)]
    curve = smooth([(600 - x, y) for x, y in half], closed=False)
    body = curve + [(1200 - x, y) for x, y in reversed(curve)]
    round_body(pen, body, scheme.main)
    pen.blob([(380, 560), (420, 500), (410, 640), (396, 820), (372, 760)], (255, 255, 255, 60))
    pen.blob(
        [(536, 268), (508, 196), (540, 132), (600, 120), (660, 132), (692, 196), (664, 268), (600, 282)],
        scheme.accent,
    )
    for x in (560, 600, 640):
        pen.curve(
            [(x, 150), (600 + (x - 600) * 0.8, 210), (600 + (x - 600) * 0.7, 262)], 4, darker(scheme.accent, 0.25)
        )
    pen.box(532, 262, 668, 286, 11, STRAW)
    pen.curve([(660, 274), (700, 310), (692, 360)], 8, STRAW)
    pen.curve([(662, 274), (724, 290), (736, 336)], 8, STRAW)
    place = LabelPlace(398, 540, 802, 944)
    paper(pen, place, scheme)
    return place


def jar(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """Glass with a cloth over the lid."""
    pen.soft_shadow(610, 1040, 320, 38)
    body = smooth(
        [
            (380, 410),
            (336, 470),
            (326, 700),
            (336, 980),
            (400, 1040),
            (600, 1046),
            (800, 1040),
            (864, 980),
            (874, 700),
            (864, 470),
            (820, 410),
            (600, 400),
        ]
    )
    round_body(pen, body, lighter(scheme.main, 0.12))
    pen.blob([(356, 500), (382, 470), (378, 700), (386, 960), (364, 940)], (255, 255, 255, 80))
    pen.blob(
        [
            (338, 420),
            (372, 300),
            (420, 236),
            (600, 216),
            (780, 236),
            (828, 300),
            (862, 420),
            (812, 400),
            (760, 430),
            (700, 402),
            (640, 434),
            (580, 404),
            (520, 434),
            (460, 404),
            (400, 432),
        ],
        scheme.accent,
    )
    pen.blob([(420, 250), (600, 230), (780, 250), (770, 286), (600, 300), (430, 286)], lighter(scheme.accent, 0.22))
    for x in (440, 520, 600, 680, 760):
        pen.ellipse(x, 362 + abs(x - 600) * 0.04, 11, 11, PAPER)
    pen.curve([(372, 322), (600, 344), (828, 322)], 12, STRAW)
    place = LabelPlace(384, 490, 816, 960)
    paper(pen, place, scheme)
    return place


def gift_box(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    pen.soft_shadow(640, 1036, 400, 40)
    pen.polygon([(806, 330), (934, 270), (934, 960), (806, 1034)], darker(scheme.main, 0.3))
    pen.shaded(box_points(286, 330, 808, 1034, 10), [(0, lighter(scheme.main, 0.16)), (1, darker(scheme.main, 0.08))])
    pen.polygon([(272, 250), (420, 188), (952, 188), (824, 250)], lighter(scheme.main, 0.4))
    pen.polygon([(824, 250), (952, 188), (952, 318), (824, 392)], darker(scheme.accent, 0.3))
    pen.polygon([(272, 250), (824, 250), (824, 392), (272, 392)], scheme.accent)
    pen.polygon([(272, 250), (824, 250), (824, 266), (272, 266)], lighter(scheme.accent, 0.3))
    for x in range(312, 820, 62):
        pen.at(x, 348, degrees=45).box(-15, -15, 15, 15, 3, lighter(scheme.accent, 0.3))
    place = LabelPlace(326, 426, 768, 996)
    paper(pen, place, scheme)
    return place


def tub(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    pen.soft_shadow(610, 1040, 360, 38)
    round_body(
        pen, [(272, 420), (928, 420), (866, 1010), (826, 1044), (374, 1044), (334, 1010)], lighter(scheme.main, 0.2)
    )
    round_body(pen, box_points(240, 326, 960, 432, 30), scheme.accent)
    pen.ellipse(600, 330, 356, 58, lighter(scheme.accent, 0.16))
    pen.ellipse(600, 328, 306, 42, lighter(scheme.accent, 0.34))
    for x in range(264, 940, 26):
        pen.line([(x, 362), (x, 414)], 4, (*darker(scheme.accent, 0.3), 90))
    place = LabelPlace(352, 486, 848, 984)
    paper(pen, place, scheme)
    return place


def tin(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    pen.soft_shadow(610, 1030, 380, 42)
    metal: Colour = (226, 214, 190)
    pen.ellipse(600, 996, 340, 60, darker(metal, 0.3))
    round_body(pen, [(260, 430), (940, 430), (940, 996), (260, 996)], scheme.main)
    pen.shaded(
        ellipse_points(600, 996, 340, 56),
        [(0, darker(scheme.main, 0.2)), (0.3, lighter(scheme.main, 0.2)), (1, darker(scheme.main, 0.36))],
    )
    round_body(pen, box_points(252, 400, 948, 446, 14), metal)
    pen.ellipse(600, 404, 346, 74, darker(metal, 0.1))
    pen.ellipse(600, 400, 326, 64, lighter(metal, 0.2))
    pen.ellipse(600, 400, 270, 48, metal)
    pen.curve([(560, 392), (640, 370), (700, 396), (640, 412), (566, 404)], 13, darker(metal, 0.3))
    place = LabelPlace(344, 500, 856, 976)
    paper(pen, place, scheme)
    return place


def clay_pot(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    pen.soft_shadow(610, 1034, 380, 42)
    body = smooth(
        [
            (300, 480),
            (226, 620),
            (236, 820),
            (360, 1000),
            (600, 1044),
            (840, 1000),
            (964, 820),
            (974, 620),
            (900, 480),
        ]
    )
    round_body(pen, body, CLAY)
    for side in (-1, 1):
        pen.curve([(600 + side * 350, 560), (600 + side * 436, 590), (600 + side * 374, 690)], 34, darker(CLAY, 0.2))
    round_body(pen, box_points(270, 440, 930, 520, 34), darker(CLAY, 0.08))
    lid = smooth([(290, 446), (380, 350), (520, 306), (680, 306), (820, 350), (910, 446), (600, 470)])
    round_body(pen, lid, lighter(CLAY, 0.1))
    round_body(pen, box_points(544, 244, 656, 320, 30), darker(CLAY, 0.12))
    for y in (394, 420):
        pen.curve([(330, y + 12), (600, y - 10), (870, y + 12)], 4, (*darker(CLAY, 0.3), 110))
    for x, sway in ((430, -16), (610, 14), (780, -12)):
        steam = [(x, 220), (x + sway, 180), (x - sway, 136), (x + sway, 92)]
        pen.curve(steam, 13, (255, 252, 240))
    place = LabelPlace(352, 570, 848, 960)
    paper(pen, place, scheme, radius=60)
    return place


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


def tray(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """A chilled tray with a paper sleeve."""
    pen.soft_shadow(610, 1030, 430, 44)
    pen.polygon(
        [(240, 520), (960, 520), (1030, 1000), (990, 1036), (210, 1036), (170, 1000)], darker(scheme.main, 0.1)
    )
    pen.shaded(
        [(262, 540), (938, 540), (994, 960), (206, 960)],
        [(0, lighter(scheme.sky, 0.4)), (1, scheme.sun)],
        downwards=True,
    )
    for x, y, size, turn in (
        (350, 640, 1.1, -10),
        (850, 640, 1.1, 8),
        (320, 850, 1.15, 10),
        (880, 850, 1.15, -8),
        (600, 590, 1.1, 0),
    ):
        motif(pen.at(x, y, size, turn))
    pen.polygon([(270, 550), (420, 550), (330, 950), (214, 950)], (255, 255, 255, 46))
    pen.polygon([(412, 470), (788, 470), (806, 1054), (394, 1054)], scheme.main)
    place = LabelPlace(420, 506, 780, 1020)
    paper(pen, place, scheme)
    return place


def egg_carton(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    pen.soft_shadow(610, 1040, 420, 42)
    pulp: Colour = (206, 178, 136)
    pen.shaded(
        [(236, 300), (964, 300), (1000, 600), (200, 600)],
        [(0, lighter(pulp, 0.1)), (1, darker(pulp, 0.2))],
        downwards=True,
    )
    pen.box(262, 326, 938, 560, 30, darker(pulp, 0.12))
    for y, size in ((500, 0.86), (600, 1.0)):
        for x in range(300, 960, 150):
            motif_egg(pen.at(x, y, size), scheme)
    round_body(pen, [(190, 622), (1010, 622), (960, 1020), (930, 1046), (270, 1046), (240, 1020)], pulp)
    for x in range(300, 960, 150):
        pen.blob([(x - 62, 626), (x, 690), (x + 62, 626)], darker(pulp, 0.12))
    place = LabelPlace(300, 690, 900, 1016, motif=False)
    paper(pen, place, scheme)
    return place


def motif_egg(pen: Pen, scheme: Scheme) -> None:
    shell = mix(PAPER, scheme.main, 0.17)
    egg = [(-54, 30), (-46, -40), (-22, -84), (0, -92), (22, -84), (46, -40), (54, 30), (30, 70), (-30, 70)]
    pen.blob(egg, darker(shell, 0.12))
    pen.blob([(x * 0.86 - 5, y * 0.93 - 3) for x, y in egg], shell)
    pen.ellipse(-20, -34, 12, 22, lighter(shell, 0.6))


def tea_box(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """A slim caddy with a steaming cup beside it."""
    pen.soft_shadow(560, 1036, 400, 40)
    pen.polygon([(690, 226), (776, 190), (776, 990), (690, 1036)], darker(scheme.main, 0.3))
    pen.polygon([(232, 226), (318, 190), (776, 190), (690, 226)], lighter(scheme.main, 0.36))
    pen.shaded(box_points(232, 226, 692, 1036, 8), [(0, lighter(scheme.main, 0.18)), (1, darker(scheme.main, 0.06))])
    pen.polygon([(232, 300), (692, 300), (692, 316), (232, 316)], scheme.accent)
    place = LabelPlace(270, 352, 654, 990)
    paper(pen, place, scheme)
    cup = [(770, 810), (1070, 810), (1040, 950), (980, 1030), (860, 1030), (800, 950)]
    pen.soft_shadow(930, 1046, 160, 24)
    pen.curve([(1050, 840), (1116, 850), (1106, 930), (1030, 940)], 24, lighter(PAPER, 0.2))
    round_body(pen, smooth(cup), lighter(PAPER, 0.1))
    pen.ellipse(920, 812, 152, 34, darker(PAPER, 0.08))
    pen.ellipse(920, 816, 132, 25, lighter(scheme.accent, 0.1))
    motif(pen.at(920, 920, 0.56))
    for x, sway in ((880, -18), (960, 18)):
        pen.curve([(x, 750), (x + sway, 700), (x - sway, 650), (x + sway, 600)], 13, (255, 252, 240))
    return place


def multipack(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """Bottles or pots side by side with a printed sleeve."""
    pen.soft_shadow(610, 1040, 430, 42)
    for row, (y, shade) in enumerate(((220, 0.16), (270, 0.0))):
        for x in range(300 + row * 10, 960, 145):
            half = [(30, y), (30, y + 70), (62, y + 130), (66, y + 190), (66, 1030), (50, 1040)]
            body = [(x - dx, dy) for dx, dy in half] + [(x + dx, dy) for dx, dy in reversed(half)]
            round_body(pen, body, darker(mix(scheme.main, PAPER, 0.6), shade * 0.6))
            round_body(pen, box_points(x - 36, y - 44, x + 36, y + 14, 10), scheme.accent)
    pen.shaded(
        box_points(220, 560, 980, 1000, 26),
        [
            (0, darker(scheme.main, 0.2)),
            (0.2, lighter(scheme.main, 0.2)),
            (0.6, scheme.main),
            (1, darker(scheme.main, 0.28)),
        ],
    )
    place = LabelPlace(292, 590, 908, 972)
    paper(pen, place, scheme)
    return place


def jar_pack(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """Six small glass jars in a printed sleeve."""
    pen.soft_shadow(610, 1040, 430, 42)
    glass = mix(PAPER, scheme.sun, 0.5)
    for top, lefts in ((330, (300, 520, 740)), (430, (240, 500, 760))):
        for left in lefts:
            round_body(pen, box_points(left, top + 60, left + 200, 1036, 46), glass)
            pen.blob(
                [(left + 26, top + 110), (left + 46, top + 96), (left + 44, 620), (left + 26, 620)],
                (255, 255, 255, 120),
            )
            round_body(pen, box_points(left + 8, top - 16, left + 192, top + 74, 18), scheme.accent)
            pen.line([(left + 16, top + 50), (left + 184, top + 50)], 5, lighter(scheme.accent, 0.4))
    sleeve = box_points(212, 620, 988, 1044, 26)
    pen.shaded(
        sleeve,
        [
            (0, darker(scheme.main, 0.2)),
            (0.2, lighter(scheme.main, 0.2)),
            (0.6, scheme.main),
            (1, darker(scheme.main, 0.28)),
        ],
    )
    place = LabelPlace(284, 648, 916, 1016)
    paper(pen, place, scheme)
    return place


def bowl(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    pen.soft_shadow(610, 1040, 360, 42)
    pen.ellipse(600, 560, 400, 130, darker(PAPER, 0.1))
    pen.ellipse(600, 560, 370, 112, darker(scheme.accent, 0.1))
    for step in range(26):
        x = 280 + step * 25
        rise = 150 - abs(x - 600) ** 2 / 800
        pen.curve(
            [(x - 40, 590), (x - 10, 560 - rise), (x + 30, 540 - rise * 0.7), (x + 50, 596)],
            15,
            (254, 246, 224) if step % 2 else (238, 222, 186),
        )
    for x, turn in ((520, -30), (600, 4), (680, 34)):
        pen.at(x, 440, degrees=turn).blob([(0, 30), (-26, -20), (0, -70), (26, -20)], LEAF)
    pen.curve([(690, 500), (900, 300), (1010, 200)], 17, darker(WOOD, 0.3))
    pen.curve([(720, 520), (940, 330), (1050, 236)], 17, WOOD)
    body = smooth(
        [
            (200, 566),
            (600, 680),
            (1000, 566),
            (940, 800),
            (800, 970),
            (760, 1040),
            (440, 1040),
            (400, 970),
            (260, 800),
        ]
    )
    round_body(pen, body, lighter(PAPER, 0.1))
    place = LabelPlace(366, 706, 834, 980, motif=False)
    paper(pen, place, scheme)
    return place
