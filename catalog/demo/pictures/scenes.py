"""Handicrafts and journeys, and the countryside behind every pack."""

import math

from catalog.demo.pictures.motifs_field import leaf
from catalog.demo.pictures.palette import LEAF, PAPER, STRAW, WOOD, Scheme
from catalog.demo.pictures.pen import Colour, Pen, box_points, darker, ellipse_points, lighter, mix
from catalog.demo.pictures.vessel_parts import LabelPlace, Motif, paper, round_body, weave

LACQUER: Colour = (112, 24, 24)
GOLD: Colour = (226, 174, 76)
MUD: Colour = (148, 120, 84)


def background(pen: Pen, scheme: Scheme, variety: int) -> None:
    """Sky, sun and fields; `variety` moves the sun, changes the hills and the pattern of the ground."""
    pen.shaded(box_points(0, 0, 1200, 1200, 0.1), [(0, lighter(scheme.sky, 0.3)), (1, scheme.sky)], downwards=True)
    sun_x = (600, 470, 730)[variety % 3]
    pen.ellipse(sun_x, 500, 452, 452, (*scheme.sun, 90))
    pen.ellipse(sun_x, 500, 392, 392, mix(scheme.sky, scheme.sun, 0.62))
    (_hills, _rays, _clouds, _birds)[variety % 4](pen, scheme, sun_x)
    pen.shaded(
        box_points(0, 880, 1200, 1200, 0.1), [(0, scheme.ground), (1, darker(scheme.ground, 0.1))], downwards=True
    )
    (_furrows, _ripples, _planks)[(variety // 4) % 3](pen, scheme)


def _hills(pen: Pen, scheme: Scheme, sun_x: float) -> None:
    far = mix(scheme.sky, scheme.ground, 0.5)
    pen.blob([(-80, 900), (40, 760), (220, 716), (420, 790), (640, 880), (300, 960)], far)
    pen.blob(
        [(560, 900), (760, 770), (960, 700), (1140, 740), (1290, 880), (900, 960)], mix(far, scheme.ground, 0.45)
    )


def _rays(pen: Pen, scheme: Scheme, sun_x: float) -> None:
    for turn in range(0, 360, 15):
        ray = pen.at(sun_x, 500, degrees=turn)
        ray.polygon([(-7, -430), (7, -430), (26, -640), (-26, -640)], (*scheme.sun, 66))


def _clouds(pen: Pen, scheme: Scheme, sun_x: float) -> None:
    for x, y, size in ((150, 250, 1.0), (1040, 190, 0.9), (1090, 560, 0.7), (90, 640, 0.66)):
        cloud = pen.at(x, y, size)
        for dx, dy, radius in ((-70, 10, 44), (-10, -16, 62), (60, 8, 48)):
            cloud.ellipse(dx, dy, radius, radius * 0.78, (255, 253, 244))
        cloud.box(-112, 8, 108, 48, 20, (255, 253, 244))


def _birds(pen: Pen, scheme: Scheme, sun_x: float) -> None:
    _hills(pen, scheme, sun_x)
    for x, y, size in ((140, 200, 1.0), (236, 150, 0.76), (1010, 240, 0.9), (1096, 180, 0.7), (1060, 320, 0.56)):
        wing = pen.at(x, y, size)
        wing.curve([(-52, -14), (-24, -26), (0, 0), (24, -26), (52, -14)], 8, mix(scheme.ink, scheme.sky, 0.35))


def _furrows(pen: Pen, scheme: Scheme) -> None:
    for step in range(-7, 8):
        pen.line([(600 + step * 70, 890), (600 + step * 190, 1200)], 5, (*darker(scheme.ground, 0.2), 120))
    for step in range(12):
        x, y = 40 + step * 104, 1086 + (step * 53) % 90
        for turn in (-24, 0, 24):
            pen.at(x, y, degrees=turn).blob([(0, 0), (-5, -20), (0, -40), (5, -20)], (*darker(LEAF, 0.05), 150))


def _ripples(pen: Pen, scheme: Scheme) -> None:
    for row, y in enumerate(range(926, 1200, 50)):
        wave = [(x, y + (9 if (x // 100 + row) % 2 else -9)) for x in range(-100, 1301, 100)]
        pen.curve(wave, 7 + row * 1.5, (*lighter(scheme.ground, 0.35), 130))


def _planks(pen: Pen, scheme: Scheme) -> None:
    for y in (954, 1040, 1128):
        pen.line([(0, y), (1200, y)], 5, (*darker(scheme.ground, 0.22), 130))
    for x, y in ((180, 912), (780, 912), (420, 996), (1010, 996), (130, 1084), (660, 1084), (930, 1164)):
        pen.line([(x, y), (x + 110, y)], 4, (*lighter(scheme.ground, 0.4), 150))


def lacquer_tray(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """Sơn mài: layers of lacquer with gold and eggshell."""
    pen.soft_shadow(610, 1030, 360, 40)
    for x in (360, 800):
        pen.polygon(
            [(x, 760), (x + 40, 760), (x + 90 if x > 600 else x - 50, 1040), (x + 50 if x > 600 else x - 90, 1040)],
            darker(WOOD, 0.2),
        )
    pen.ellipse(600, 510, 408, 408, (38, 26, 24))
    pen.shaded(
        ellipse_points(600, 504, 400, 400), [(0, lighter(LACQUER, 0.16)), (0.5, LACQUER), (1, darker(LACQUER, 0.4))]
    )
    ring = ellipse_points(600, 504, 366, 366)
    pen.line([*ring, ring[0]], 9, GOLD)
    pen.shaded(ellipse_points(600, 504, 336, 336), [(0, (60, 30, 28)), (1, (32, 20, 20))], downwards=True)
    for turn in range(0, 360, 15):
        speck = pen.at(600, 504, degrees=turn)
        speck.polygon([(-9, -346), (9, -346), (0, -362)], GOLD)
    for x, y, size in ((600, 470, 1.5), (440, 420, 0.8), (760, 400, 0.86)):
        flower = pen.at(x, y, size)
        for turn in (-66, 66, -40, 40, -16, 16, 0):
            flower.at(0, 60, degrees=turn).blob(
                [(0, 0), (-36, -74), (0, -150), (36, -74)], GOLD if abs(turn) > 30 else (246, 220, 170)
            )
    for y in (586, 612, 638):
        pen.curve([(380, y), (480, y - 12), (600, y + 6), (720, y - 12), (820, y)], 6, GOLD)
    pen.blob([(300, 330), (420, 190), (560, 140), (430, 260), (330, 400)], (255, 255, 255, 40))
    return _card(pen, scheme)


def bamboo_baskets(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    pen.soft_shadow(610, 1030, 480, 44)
    for x, y, size in ((330, 560, 0.62), (880, 590, 0.56), (600, 440, 0.78)):
        one = pen.at(x - 600 * size, y - 500 * size, size)
        one.curve([(250, 640), (330, 300), (600, 180), (870, 300), (950, 640)], 32, darker(WOOD, 0.1))
        one.curve([(250, 640), (330, 300), (600, 180), (870, 300), (950, 640)], 13, lighter(WOOD, 0.3))
        for fruit, colour in ((400, (226, 120, 52)), (600, (206, 66, 48)), (800, (236, 176, 60))):
            one.ellipse(fruit, 600, 112, 108, colour)
            one.ellipse(fruit - 34, 560, 26, 20, lighter(colour, 0.4))
            leaf(one.at(fruit, 506, degrees=24), 90, 46)
        weave(one, [(206, 650), (994, 650), (900, 1020), (860, 1046), (340, 1046), (300, 1020)], 650, 1046)
        round_body(one, box_points(184, 622, 1016, 700, 36), lighter(WOOD, 0.1))
    return _card(pen, scheme)


def homestay(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """A thatched house between palms and a flowering field."""
    for row in range(4):
        y = 760 + row * 36
        pen.blob(
            [(-60, y + 60), (200, y - 8), (600, y + 16), (1000, y - 12), (1260, y + 60), (600, y + 130)],
            mix((196, 204, 110), LEAF, row * 0.18),
        )
    for x, height in ((190, 430), (1030, 480)):
        pen.curve([(x, 850), (x + 16, 850 - height / 2), (x - 6, 850 - height)], 26, darker(WOOD, 0.1))
        for turn in (-110, -70, -30, 30, 70, 110):
            leaf(pen.at(x - 6, 850 - height, degrees=turn), 210, 56, lighter(LEAF, 0.1 if turn > 0 else 0))
    pen.polygon([(330, 520), (870, 520), (870, 830), (330, 830)], (248, 222, 170))
    pen.polygon([(600, 520), (870, 520), (870, 830), (600, 830)], (234, 202, 146))
    for x in (338, 600, 850):
        pen.box(x - 12, 500, x + 12, 834, 5, darker(WOOD, 0.2))
    pen.polygon([(240, 540), (380, 270), (820, 270), (960, 540)], darker(STRAW, 0.18))
    for step in range(17):
        x = 256 + step * 43
        pen.line([(400 + step * 25, 280), (x, 544)], 9, STRAW if step % 2 else darker(STRAW, 0.28))
    pen.box(370, 254, 830, 286, 14, darker(STRAW, 0.4))
    pen.box(424, 616, 532, 830, 6, darker(WOOD, 0.3))
    pen.box(668, 610, 790, 726, 8, darker(WOOD, 0.26))
    pen.polygon([(680, 622), (724, 622), (724, 714), (680, 714)], (252, 226, 150))
    pen.polygon([(734, 622), (778, 622), (778, 714), (734, 714)], (252, 226, 150))
    for x in range(30, 1200, 62):
        y = 858 + (x * 7) % 40
        for turn in range(0, 360, 72):
            pen.at(x, y, degrees=turn).ellipse(0, -13, 9, 12, (236, 120, 120) if x % 4 else (250, 210, 90))
        pen.ellipse(x, y, 7, 7, (255, 250, 226))
    return _signboard(pen, scheme)


def mangrove(pen: Pen, scheme: Scheme, motif: Motif) -> LabelPlace:
    """Tidal flats, mangrove, a sampan and waders: the mouth of the Red River."""
    pen.shaded(box_points(0, 640, 1200, 1200, 0.1), [(0, (150, 196, 188)), (1, (92, 152, 152))], downwards=True)
    for x in range(-40, 1300, 120):
        pen.blob(
            [(x - 100, 690), (x - 60, 560 + (x * 3) % 60), (x, 520 + (x * 7) % 70), (x + 70, 580), (x + 100, 690)],
            lighter(LEAF, (x % 5) * 0.05),
        )
        for dx in (-36, 0, 36):
            pen.curve([(x + dx * 0.4, 640), (x + dx, 690), (x + dx * 1.5, 726)], 8, darker(WOOD, 0.2))
    for y in (760, 820, 880):
        for x in range(60 + y % 90, 1200, 260):
            pen.curve([(x, y), (x + 40, y - 8), (x + 90, y)], 5, (206, 230, 220))
    pen.blob([(300, 770), (420, 812), (760, 812), (900, 760), (800, 850), (400, 854)], darker(WOOD, 0.24))
    pen.blob([(430, 770), (470, 690), (640, 690), (690, 776)], STRAW)
    pen.polygon([(756, 660), (840, 660), (798, 620)], STRAW)
    pen.blob([(770, 664), (760, 780), (836, 780), (826, 664)], (122, 60, 52))
    pen.line([(850, 600), (900, 850)], 9, WOOD)
    for x, y, size in ((150, 860, 1.0), (1060, 850, 1.15)):
        _wader(pen.at(x, y, size))
    return _signboard(pen, scheme)


def _wader(pen: Pen) -> None:
    white: Colour = (255, 252, 242)
    for x in (-8, 14):
        pen.line([(x, 0), (x, 90)], 6, (70, 56, 50))
    pen.blob([(-60, 6), (-20, -50), (50, -36), (90, 10), (20, 26)], white)
    pen.curve([(-40, -20), (-66, -70), (-34, -104), (-46, -140)], 17, white)
    pen.ellipse(-50, -146, 18, 16, white)
    pen.curve([(-62, -144), (-96, -136), (-120, -112)], 8, (60, 50, 46))


def _card(pen: Pen, scheme: Scheme) -> LabelPlace:
    pen.soft_shadow(606, 1108, 330, 22)
    place = LabelPlace(290, 850, 910, 1106, motif=False)
    paper(pen, place, scheme)
    return place


def _signboard(pen: Pen, scheme: Scheme) -> LabelPlace:
    for x in (330, 840):
        pen.box(x, 900, x + 34, 1190, 6, darker(WOOD, 0.3))
    pen.box(216, 872, 984, 1142, 18, darker(WOOD, 0.1))
    for y in (960, 1050):
        pen.line([(222, y), (978, y)], 4, (*darker(WOOD, 0.35), 140))
    place = LabelPlace(240, 896, 960, 1118, motif=False)
    pen.box(place.left, place.top, place.right, place.bottom, 12, PAPER)
    return place


def petals(pen: Pen, scheme: Scheme, variety: int) -> None:
    """A few drifting leaves, so that neighbours differ."""
    for step in range(5):
        turn = variety * 37 + step * 71
        x = 90 + (variety * 131 + step * 457) % 220 + (step % 2) * 790
        y = 120 + (variety * 89 + step * 211) % 520
        size = 0.34 + math.sin(turn) * 0.05
        leaf(pen.at(x, y, size, turn), 100, 44, mix(LEAF, scheme.sky, 0.4))
