"""Dry packs: sacks, packets, boxes, tins, trays. Each returns where its label is."""

from catalog.demo.pictures.palette import PAPER, Scheme
from catalog.demo.pictures.pen import Colour, Pen, box_points, darker, ellipse_points, lighter, mix, smooth
from catalog.demo.pictures.vessel_parts import LabelPlace, Motif, paper, round_body


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
