"""Glass, glaze and clay: bottles, jars, pots and bowls. Each returns where its label is."""

from catalog.demo.pictures.palette import CLAY, LEAF, PAPER, STRAW, WOOD, Scheme
from catalog.demo.pictures.pen import Pen, box_points, darker, lighter, mix, smooth
from catalog.demo.pictures.vessel_parts import LabelPlace, Motif, paper, round_body


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
