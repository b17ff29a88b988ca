"""Things of the sea and the yard: each is drawn around (0, 0), about 200 units wide."""

import math

from catalog.demo.pictures.motifs_field import leaf
from catalog.demo.pictures.pen import Colour, Pen, darker, lighter

SILVER: Colour = (150, 176, 184)
CORAL: Colour = (234, 122, 84)


def _fish(pen: Pen, back: Colour, belly: Colour, depth: float = 44) -> None:
    pen.blob([(60, 0), (104, -50), (96, 0), (104, 50)], darker(back, 0.1))
    pen.blob([(-20, -depth + 6), (10, -depth - 26), (44, -depth * 0.5), (10, -depth * 0.6)], darker(back, 0.1))
    pen.blob([(-108, 4), (-60, -depth), (20, -depth * 0.86), (78, 0), (20, depth * 0.86), (-60, depth)], back)
    pen.blob([(-104, 8), (-50, 12), (20, 8), (74, 4), (20, depth * 0.84), (-60, depth * 0.96)], belly)
    pen.curve([(-56, -depth * 0.8), (-44, 0), (-56, depth * 0.8)], 5, darker(back, 0.2))
    for x in (-24, 2, 28):
        pen.curve([(x, -14), (x + 10, 0), (x, 14)], 4, lighter(back, 0.3))
    pen.ellipse(-78, -10, 11, 11, (255, 252, 240))
    pen.ellipse(-78, -10, 6, 6, (40, 34, 32))


def anchovies(pen: Pen) -> None:
    for x, y in ((10, -44), (-12, 4), (14, 52)):
        _fish(pen.at(x, y, 0.84), (86, 122, 140), (214, 224, 220), 22)


def mackerel(pen: Pen) -> None:
    _fish(pen, (62, 106, 128), (222, 226, 216), 36)
    for x in (-30, -8, 14, 36):
        pen.line([(x, -30), (x - 8, -12)], 6, (36, 70, 90))


def yellow_fish(pen: Pen) -> None:
    for y, side in ((-34, False), (36, True)):
        _fish(pen.at(0, y, 0.86, mirrored=side), (222, 174, 78), (250, 232, 180), 26)


def goby(pen: Pen) -> None:
    _fish(pen, (112, 96, 72), (214, 192, 142), 48)


def loach(pen: Pen) -> None:
    for y, side in ((-36, False), (8, True), (50, False)):
        body = pen.at(0, y, 0.95, mirrored=side)
        body.curve([(-100, 4), (-40, -14), (20, 12), (96, -8)], 30, (130, 100, 62))
        body.curve([(-90, 10), (-40, -4), (20, 20), (70, 8)], 8, (214, 180, 118))
        body.ellipse(-96, -2, 4, 4, (40, 30, 26))


def grilled_fish(pen: Pen) -> None:
    _fish(pen, (170, 104, 52), (224, 166, 92), 42)
    for x in (-36, -6, 24):
        pen.line([(x, -28), (x + 16, 28)], 7, (92, 48, 28))


def shrimp(pen: Pen, colour: Colour = CORAL) -> None:
    body = [(-84, -34), (-30, -74), (40, -60), (78, 0), (58, 62), (0, 88)]
    for step, (x, y) in enumerate(body[1:]):
        pen.ellipse(x * 0.92, y * 0.92, 40 - step * 5, 40 - step * 5, lighter(colour, step * 0.07))
    pen.blob([(-104, -50), (-40, -96), (10, -70), (-20, -30), (-70, -26)], colour)
    pen.blob([(0, 70), (-34, 66), (-50, 90), (-26, 104), (10, 96)], darker(colour, 0.12))
    for reach in (0, 26):
        pen.curve([(-84, -50), (-110, -90 + reach), (-60, -128 + reach)], 4, darker(colour, 0.1))
    for x in (-24, 4, 28):
        pen.curve([(x, -22), (x - 16, 4), (x - 8, 24)], 5, darker(colour, 0.12))
    pen.ellipse(-70, -56, 7, 7, (44, 30, 28))


def small_shrimps(pen: Pen) -> None:
    for x, y, turn in ((-56, -30, 0), (54, -36, 40), (-40, 52, -30), (56, 46, 10)):
        shrimp(pen.at(x, y, 0.5, turn), (230, 146, 116))


def mantis_shrimp(pen: Pen) -> None:
    for step in range(8):
        x = -66 + step * 22
        pen.at(x, 0).box(
            -15, -40 + step * 1.5, 15, 40 - step * 1.5, 12, (214, 150, 96) if step % 2 else (232, 176, 122)
        )
        pen.line([(x, 36), (x - 8, 58)], 5, (190, 118, 70))
    pen.blob([(-70, -36), (-116, -20), (-116, 20), (-70, 36)], (206, 136, 84))
    pen.blob([(86, -40), (122, -30), (110, 0), (122, 30), (86, 40)], (178, 98, 58))
    pen.curve([(-104, -18), (-128, -50), (-90, -66)], 6, (190, 118, 70))
    pen.ellipse(-106, -8, 6, 6, (40, 30, 26))
    pen.ellipse(-106, 8, 6, 6, (40, 30, 26))


def crab(pen: Pen, colour: Colour = (206, 84, 50)) -> None:
    for side in (-1, 1):
        for y, reach in ((-4, 118), (22, 116), (46, 100)):
            pen.curve([(side * 56, y), (side * 92, y - 10), (side * reach, y + 30)], 12, darker(colour, 0.12))
        pen.curve([(side * 60, -18), (side * 96, -44), (side * 84, -78)], 18, colour)
        claw = pen.at(side * 80, -90, degrees=side * -20)
        claw.blob([(0, 24), (-28, 0), (-20, -40), (-2, -14), (20, -40), (28, 0)], lighter(colour, 0.12))
        pen.line([(side * 20, -38), (side * 24, -58)], 5, colour)
        pen.ellipse(side * 24, -62, 8, 8, (44, 30, 28))
    pen.blob([(-84, -6), (-50, -46), (50, -46), (84, -6), (54, 54), (-54, 54)], colour)
    pen.blob([(-56, -12), (-30, -34), (30, -34), (40, -22), (-20, -16)], lighter(colour, 0.28))


def small_crab(pen: Pen) -> None:
    crab(pen, (140, 66, 54))


def jellyfish(pen: Pen) -> None:
    for x, sway in ((-52, -16), (-24, 12), (0, -10), (26, 14), (52, -12)):
        pen.curve([(x, 0), (x + sway, 44), (x - sway, 84), (x + sway, 120)], 11, (238, 176, 166))
    pen.blob([(-100, 14), (-84, -62), (0, -104), (84, -62), (100, 14), (50, 4), (0, 18), (-50, 4)], (232, 140, 132))
    pen.blob([(-70, -20), (-50, -62), (0, -84), (10, -70), (-30, -50)], (248, 194, 182))
    for x in (-40, 0, 40):
        pen.ellipse(x, -14, 13, 9, (214, 104, 102))


def squid(pen: Pen) -> None:
    for x in (-36, -18, 0, 18, 36):
        pen.curve([(x * 0.7, 40), (x * 1.2, 84), (x * 1.6, 116)], 10, (202, 128, 96))
    pen.blob([(0, -112), (-70, -60), (-34, -50), (-42, 44), (0, 58), (42, 44), (34, -50), (70, -60)], (222, 158, 122))
    pen.blob([(0, -96), (-18, -50), (-22, 30), (-8, 36), (4, -40)], (240, 196, 160))
    pen.ellipse(-18, 40, 8, 8, (44, 30, 28))
    pen.ellipse(18, 40, 8, 8, (44, 30, 28))


def clams(pen: Pen) -> None:
    for x, y, size, colour in (
        (-52, 34, 0.85, (226, 206, 172)), (54, 30, 0.85, (202, 174, 142)), (0, -40, 0.95, (240, 224, 196)),
    ):  # fmt: skip
        shell = pen.at(x, y, size)
        shell.blob([(0, 62), (-70, 34), (-84, -16), (-40, -58), (40, -58), (84, -16), (70, 34)], colour)
        for reach in (0.8, 0.58, 0.36):
            arc = [(-78 * reach, -10 * reach + 20), (0, -64 * reach + 26), (78 * reach, -10 * reach + 20)]
            shell.curve(arc, 5, darker(colour, 0.22))


def snails(pen: Pen) -> None:
    for x, y, size in ((-44, 26, 0.9), (50, 4, 1.0)):
        shell = pen.at(x, y, size)
        shell.blob([(-70, 40), (-40, -30), (10, -90), (54, -20), (60, 46), (0, 70)], (150, 110, 70))
        for reach in (50, 34, 18):
            shell.curve(
                [(reach, 10), (0, reach), (-reach, 10), (0, -reach * 0.8), (reach * 0.6, 6)], 7, (206, 166, 110)
            )


def salt(pen: Pen) -> None:
    pen.blob([(-116, 80), (-60, 10), (-16, -46), (20, -48), (66, 14), (116, 80)], (246, 250, 250))
    pen.blob([(10, -40), (66, 14), (112, 78), (30, 78)], (208, 224, 230))
    for x, y, turn, size in (
        (-70, -34, 12, 30),
        (64, -44, 40, 34),
        (0, -92, 20, 28),
        (-30, 30, 50, 20),
        (30, 40, 10, 18),
    ):
        crystal = pen.at(x, y, degrees=turn)
        crystal.polygon([(-size, -size), (size, -size), (size, size), (-size, size)], (255, 255, 252))
        crystal.polygon([(size, -size), (size, size), (-size, size)], (196, 216, 226))


def herbs_and_salt(pen: Pen) -> None:
    salt(pen.at(0, 20, 0.86))
    for turn in (-46, -16, 16, 46):
        leaf(pen.at(0, -10, degrees=turn), 118, 36)


def soup_powder(pen: Pen) -> None:
    pen.ellipse(0, 40, 100, 34, (236, 226, 200))
    pen.blob([(-84, 36), (-30, -20), (0, -36), (34, -18), (84, 36)], (250, 240, 206))
    for x, y in ((-30, 0), (0, -14), (26, 6), (-8, 16), (44, 22), (-50, 22)):
        pen.ellipse(x, y, 5, 5, (196, 110, 52))
    leaf(pen.at(30, -30, degrees=20), 86, 36)
    leaf(pen.at(10, -34, degrees=-24), 80, 34)


def bee(pen: Pen) -> None:
    for turn in (-38, 34):
        pen.at(0, -20, degrees=turn).blob([(0, 0), (-34, -60), (0, -104), (34, -60)], (255, 250, 234))
    pen.ellipse(0, 20, 78, 52, (244, 184, 48))
    for x in (-24, 10, 44):
        pen.blob([(x - 10, -24), (x + 8, -26), (x + 10, 20), (x + 8, 66), (x - 10, 64), (x - 8, 20)], (74, 46, 28))
    pen.ellipse(-74, 16, 32, 30, (74, 46, 28))
    pen.ellipse(-82, 8, 7, 7, (255, 250, 234))
    for sway in (-10, 14):
        pen.curve([(-84, -8), (-98 + sway, -36), (-92 + sway * 2, -52)], 5, (74, 46, 28))


def pollen(pen: Pen) -> None:
    for step in range(30):
        turn, reach = step * 137.5, 17 * math.sqrt(step)
        shade = ((244, 184, 48), (232, 150, 40), (250, 208, 96))[step % 3]
        x, y = math.cos(math.radians(turn)) * reach, math.sin(math.radians(turn)) * reach
        pen.ellipse(x, y, 15, 14, shade)


def bird_nest(pen: Pen) -> None:
    pen.blob([(-104, -16), (-70, 60), (0, 84), (70, 60), (104, -16), (50, 6), (-50, 6)], (244, 226, 190))
    for step in range(8):
        reach = 96 - step * 9
        pen.curve([(-reach, -6 + step * 8), (0, 24 + step * 8), (reach, -6 + step * 8)], 5, (214, 184, 136))
    swift = pen.at(10, -58)
    swift.blob(
        [(-84, -44), (-30, -10), (0, 4), (40, -14), (88, -50), (40, 8), (12, 22), (0, 44), (-10, 20)], (88, 62, 54)
    )


def hen(pen: Pen) -> None:
    pen.blob([(60, -10), (116, -72), (124, 0), (80, 44)], (128, 60, 36))
    pen.blob([(-50, -40), (-20, -20), (50, -28), (92, 4), (60, 70), (-20, 72), (-64, 30)], (196, 104, 52))
    pen.blob([(-74, -84), (-44, -92), (-22, -40), (-40, 10), (-70, -30)], (214, 130, 66))
    pen.blob([(0, -6), (56, -10), (40, 40), (-4, 34)], (164, 80, 42))
    for x in (-72, -58, -44):
        pen.ellipse(x, -98, 9, 13, (206, 52, 40))
    pen.polygon([(-74, -76), (-100, -64), (-74, -58)], (240, 182, 66))
    pen.ellipse(-62, -46, 9, 14, (206, 52, 40))
    pen.ellipse(-58, -74, 5, 5, (40, 28, 26))
    for x in (-10, 24):
        pen.line([(x, 70), (x, 104)], 7, (240, 182, 66))
        pen.line([(x - 16, 106), (x + 14, 106)], 7, (240, 182, 66))


def eggs(pen: Pen, colour: Colour = (240, 206, 162)) -> None:
    oval = [(-44, 30), (-38, -26), (-18, -62), (0, -68), (18, -62), (38, -26), (44, 30), (24, 58), (-24, 58)]
    for x, y, turn in ((-52, 22, -10), (52, 22, 10), (0, -18, 0)):
        egg = pen.at(x, y, degrees=turn)
        egg.blob(oval, darker(colour, 0.14))
        egg.blob([(dx * 0.88 - 4, dy * 0.93 - 2) for dx, dy in oval], colour)
        egg.ellipse(-16, -22, 9, 17, lighter(colour, 0.5))


def salted_egg(pen: Pen) -> None:
    eggs(pen.at(-10, -10), (206, 222, 214))
    cut = pen.at(54, 46)
    cut.blob([(0, -64), (-44, -8), (-40, 32), (0, 54), (40, 32), (44, -8)], (252, 248, 232))
    cut.ellipse(0, 6, 27, 27, (240, 140, 40))
    cut.ellipse(-8, -2, 9, 8, (250, 184, 96))
