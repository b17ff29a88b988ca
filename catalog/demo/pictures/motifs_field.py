"""Things that grow: each is drawn around (0, 0), about 200 units wide."""

import math

from catalog.demo.pictures.palette import LEAF, STRAW
from catalog.demo.pictures.pen import Colour, Pen, darker, lighter

CREAM: Colour = (250, 240, 214)
ORANGE: Colour = (232, 128, 48)
RED: Colour = (206, 62, 44)
BROWN: Colour = (140, 88, 48)


def leaf(pen: Pen, length: float = 100, width: float = 40, colour: Colour = LEAF) -> None:
    """Grows from (0, 0) upwards."""
    half = width / 2
    pen.blob([(0, 0), (-half, -length * 0.45), (0, -length), (half, -length * 0.45)], colour)
    pen.polygon([(0, 0), (0, -length), (half * 0.9, -length * 0.45)], darker(colour, 0.12))
    pen.line([(0, 0), (0, -length * 0.9)], 3, lighter(colour, 0.35))


def rice_ear(pen: Pen, colour: Colour = STRAW) -> None:
    stem = [(-70, 100), (-40, 20), (0, -50), (60, -90), (96, -60)]
    pen.curve(stem, 6, darker(LEAF, 0.05))
    leaf(pen.at(-50, 50, degrees=-40), 130, 24)
    for step in range(7):
        x, y = -22 + step * 19, -10 - step * 17 + max(0, step - 3) ** 2 * 7
        for side in (-1, 1):
            grain = pen.at(x, y, degrees=48 + step * 9 + side * 34)
            grain.blob([(0, 4), (-10, -16), (0, -40), (10, -16)], colour if side < 0 else lighter(colour, 0.25))


def red_rice_ear(pen: Pen) -> None:
    rice_ear(pen, (172, 72, 48))


def young_rice_ear(pen: Pen) -> None:
    rice_ear(pen, (168, 182, 82))


def sprout(pen: Pen) -> None:
    for x, turn in ((-60, -14), (0, 0), (60, 14)):
        seed = pen.at(x, 50, degrees=turn)
        seed.blob([(0, 30), (-26, 0), (0, -34), (26, 0)], (222, 190, 120))
        seed.curve([(0, -28), (10, -70), (0, -110)], 7, LEAF)
        leaf(seed.at(0, -104, degrees=-36), 56, 24)
        leaf(seed.at(0, -104, degrees=36), 56, 24, lighter(LEAF, 0.2))


def radish(pen: Pen) -> None:
    for turn in (-28, 0, 28):
        leaf(pen.at(0, -50, degrees=turn), 90, 40)
    pen.blob([(-46, -50), (46, -50), (40, 10), (8, 100), (-8, 100), (-40, 10)], CREAM)
    pen.blob([(10, -48), (44, -46), (38, 10), (8, 92)], darker(CREAM, 0.08))
    for y in (-10, 20, 48):
        pen.line([(-24, y), (0, y + 4)], 3, darker(CREAM, 0.2))


def kohlrabi(pen: Pen) -> None:
    for turn in (-42, -12, 16, 44):
        pen.line([(0, 0), (math.sin(math.radians(turn)) * 110, -math.cos(math.radians(turn)) * 90)], 9, LEAF)
        leaf(pen.at(math.sin(math.radians(turn)) * 70, -60, degrees=turn), 70, 40)
    pen.ellipse(0, 30, 78, 64, (158, 192, 104))
    pen.ellipse(-24, 10, 28, 18, (190, 214, 140))


def carrot(pen: Pen) -> None:
    for turn in (-26, 0, 26):
        leaf(pen.at(0, -56, degrees=turn), 84, 26)
    pen.blob([(-40, -50), (0, -62), (40, -50), (26, 20), (4, 100), (-4, 100), (-26, 20)], ORANGE)
    pen.blob([(8, -54), (38, -48), (24, 20), (4, 92)], darker(ORANGE, 0.12))
    for x, y in ((-20, -20), (-14, 16), (-8, 46)):
        pen.line([(x, y), (x + 18, y + 3)], 4, darker(ORANGE, 0.2))


def corn(pen: Pen) -> None:
    pen.blob([(0, -104), (-38, -60), (-42, 20), (0, 90), (42, 20), (38, -60)], (246, 202, 72))
    for row in range(-5, 4):
        for column in range(-1, 2):
            pen.ellipse(column * 22, row * 18, 9, 7, (232, 176, 44))
    pen.blob([(-10, 100), (-66, 40), (-56, -50), (-26, 20)], LEAF)
    pen.blob([(10, 100), (66, 40), (56, -50), (26, 20)], lighter(LEAF, 0.15))


def net_melon(pen: Pen) -> None:
    pen.ellipse(0, 10, 92, 86, (180, 184, 106))
    for turn in range(-60, 61, 30):
        pen.curve([(turn * 0.25, -74), (turn * 1.3, 10), (turn * 0.25, 94)], 4, (226, 222, 164))
    for y in (-34, 0, 34, 62):
        pen.curve([(-78, y), (0, y + 12), (78, y)], 4, (226, 222, 164))
    pen.curve([(0, -74), (6, -96), (34, -104)], 9, darker(LEAF))


def pale_melon(pen: Pen) -> None:
    pen.blob([(0, -84), (-84, -40), (-90, 50), (0, 96), (90, 50), (84, -40)], (236, 226, 150))
    for x in (-56, -20, 20, 56):
        pen.curve([(x * 0.3, -76), (x * 1.2, 10), (x * 0.3, 90)], 7, (216, 206, 116))
    leaf(pen.at(0, -80, degrees=60), 70, 44)


def tomatoes(pen: Pen) -> None:
    pen.curve([(-90, -90), (0, -70), (80, -96)], 7, LEAF)
    for x, y, size in ((-52, 6, 46), (48, 0, 46), (-4, 56, 50)):
        pen.curve([(x * 0.4, -72), (x, y - size)], 5, LEAF)
        pen.ellipse(x, y, size, size, RED)
        pen.ellipse(x - 14, y - 16, 12, 9, (242, 146, 120))
        for turn in range(0, 360, 72):
            leaf(pen.at(x, y - size + 6, degrees=turn), 24, 12)


def cucumbers(pen: Pen) -> None:
    for y, turn in ((34, -20), (-26, -34)):
        body = pen.at(0, y, degrees=turn)
        body.box(-100, -26, 100, 26, 26, (96, 148, 70))
        body.box(-84, -20, 84, -6, 7, (136, 182, 100))
        for x in range(-70, 80, 28):
            body.ellipse(x, 8, 4, 4, (178, 204, 130))
        body.ellipse(104, 0, 9, 7, (240, 206, 88))


def greens(pen: Pen) -> None:
    for turn, size in ((-36, 150), (34, 150), (-14, 176), (14, 176), (0, 186)):
        leaf(pen.at(0, 90, degrees=turn), size, 74, lighter(LEAF, 0.1 + abs(turn) / 150))
    pen.box(-34, 58, 34, 80, 8, STRAW)


def bananas(pen: Pen) -> None:
    for turn in (52, 26, 0, -26, -52):
        finger = pen.at(0, -80, degrees=turn)
        finger.blob([(-14, 0), (-30, 70), (-18, 150), (0, 172), (18, 140), (12, 70), (14, 0)], (246, 204, 70))
        finger.blob([(6, 6), (4, 70), (8, 148), (16, 138), (11, 70), (13, 6)], (224, 172, 46))
        finger.ellipse(-2, 170, 7, 6, BROWN)
    pen.box(-22, -104, 22, -68, 10, (150, 142, 60))


def jackfruit(pen: Pen) -> None:
    pen.blob([(0, -96), (-74, -50), (-82, 40), (0, 100), (82, 40), (74, -50)], (164, 158, 70))
    for row in range(-3, 5):
        for column in range(-2, 3):
            pen.ellipse(column * 30 + (row % 2) * 15 - 8, row * 22 - 8, 6, 6, (134, 128, 50))
    pen.blob([(10, -60), (-20, 0), (10, 74), (66, 30), (60, -30)], (250, 222, 120))
    for x, y in ((16, -22), (36, 12), (12, 34)):
        pen.ellipse(x, y, 17, 22, (240, 186, 58))
    pen.line([(0, -94), (-8, -120)], 12, BROWN)


def sweet_potato(pen: Pen) -> None:
    for x, y, turn in ((-20, 34, 14), (16, -30, -16)):
        body = pen.at(x, y, degrees=turn)
        body.blob([(-112, 0), (-50, -46), (40, -42), (112, -4), (50, 40), (-50, 44)], (164, 72, 86))
        body.blob([(-70, -14), (-20, -32), (30, -28), (0, -14)], (192, 108, 114))
    pen.ellipse(74, 24, 34, 38, (164, 72, 86))
    pen.ellipse(78, 24, 27, 31, (244, 186, 92))


def potato(pen: Pen) -> None:
    for x, y, size in ((-48, 24, 1.0), (50, 30, 0.92), (0, -40, 1.0)):
        body = pen.at(x, y, size)
        body.blob([(-70, 4), (-40, -46), (30, -50), (70, -6), (44, 46), (-36, 48)], (222, 184, 112))
        body.ellipse(-20, -20, 26, 13, (238, 208, 148))
        for dx, dy in ((20, 4), (-26, 18), (36, -22)):
            body.ellipse(dx, dy, 5, 4, (176, 134, 70))


def pomelo(pen: Pen) -> None:
    pen.blob([(0, -100), (-60, -50), (-88, 30), (-40, 92), (40, 92), (88, 30), (60, -50)], (150, 178, 82))
    pen.ellipse(-28, 4, 26, 36, (182, 202, 116))
    leaf(pen.at(0, -94, degrees=62), 84, 44)
    cut = pen.at(64, 50)
    cut.ellipse(0, 0, 62, 62, (214, 214, 130))
    cut.ellipse(0, 0, 54, 54, CREAM)
    for turn in range(0, 360, 45):
        cut.at(0, 0, degrees=turn).blob([(0, -6), (-15, -34), (0, -48), (15, -34)], (238, 150, 136))


def hibiscus(pen: Pen) -> None:
    for turn in range(0, 360, 72):
        petal = pen.at(0, 0, degrees=turn)
        petal.blob([(0, 0), (-46, -50), (-26, -104), (26, -104), (46, -50)], (178, 40, 70))
        petal.line([(0, -20), (0, -80)], 4, (134, 24, 52))
    pen.ellipse(0, 0, 24, 24, (110, 20, 44))
    pen.curve([(0, 0), (20, -20), (26, -46)], 7, (246, 206, 90))


def chrysanthemum(pen: Pen) -> None:
    for ring, (reach, colour) in enumerate((((100), (240, 182, 44)), ((72), (248, 206, 80)))):
        for turn in range(ring * 11, 360, 22):
            pen.at(0, 0, degrees=turn).blob([(0, 0), (-14, -reach * 0.6), (0, -reach), (14, -reach * 0.6)], colour)
    pen.ellipse(0, 0, 32, 32, (206, 132, 28))


def fern_leaf(pen: Pen) -> None:
    pen.curve([(-10, 110), (0, 20), (10, -100)], 6, darker(LEAF))
    for step in range(7):
        for side in (-1, 1):
            leaf(pen.at(-6 + step * 3, 84 - step * 28, degrees=side * (64 - step * 3)), 86 - step * 7, 30)
    leaf(pen.at(10, -90), 50, 24)


def lotus(pen: Pen) -> None:
    for turn in (-66, 66, -40, 40, -16, 16, 0):
        shade = (236, 138, 152) if abs(turn) > 30 else (246, 176, 180)
        pen.at(0, 60, degrees=turn).blob([(0, 0), (-36, -74), (0, -150), (36, -74)], shade)
    pen.ellipse(0, 74, 96, 18, lighter(LEAF, 0.1))


def peanuts(pen: Pen) -> None:
    for x, y, turn in ((-40, 34, 30), (46, 24, -40), (0, -44, 80)):
        shell = pen.at(x, y, degrees=turn)
        shell.blob(
            [(0, -80), (-34, -54), (-24, 0), (-38, 46), (0, 80), (38, 46), (24, 0), (34, -54)], (222, 176, 104)
        )
        for row in range(-56, 57, 22):
            shell.curve([(-22, row), (0, row + 5), (22, row)], 3, (178, 128, 66))


def sesame(pen: Pen) -> None:
    for step in range(22):
        turn = step * 137.5
        reach = 17 * math.sqrt(step)
        seed = pen.at(math.cos(math.radians(turn)) * reach, math.sin(math.radians(turn)) * reach, degrees=turn)
        seed.blob([(0, -17), (-9, 5), (0, 13), (9, 5)], (250, 232, 188) if step % 3 else (74, 56, 46))


def lingzhi(pen: Pen) -> None:
    pen.blob([(-8, 20), (-18, 110), (18, 110), (16, 20)], (118, 48, 30))
    pen.blob([(-108, 16), (-80, -60), (0, -92), (84, -58), (108, 16), (0, 44)], (160, 62, 36))
    pen.blob([(-80, 4), (-58, -44), (0, -66), (60, -42), (80, 4), (0, 22)], (190, 92, 48))
    pen.blob([(-48, -6), (0, -44), (48, -6), (0, 4)], (220, 138, 76))


def oyster_mushroom(pen: Pen) -> None:
    for x, y, size, turn in ((-54, 10, 0.8, -24), (58, 14, 0.78, 24), (0, -16, 1.05, 0)):
        cap = pen.at(x, y, size, turn)
        cap.blob([(-16, 0), (-20, 100), (20, 100), (16, 0)], CREAM)
        cap.blob([(-84, 14), (-62, -48), (0, -66), (62, -48), (84, 14), (0, 26)], (206, 186, 156))
        cap.blob([(-60, -6), (-40, -42), (10, -54), (20, -40), (-20, -22)], (230, 216, 190))


def wood_ear(pen: Pen) -> None:
    for x, y, size in ((-50, 30, 0.9), (54, 26, 0.86), (0, -36, 1.0)):
        ear = pen.at(x, y, size)
        ear.blob([(-70, 10), (-56, -44), (0, -60), (60, -40), (70, 16), (34, 34), (0, 22), (-34, 44)], (92, 58, 46))
        ear.blob([(-44, 2), (-30, -30), (10, -38), (36, -20), (10, -6), (-14, 10)], (128, 86, 68))


def cordyceps(pen: Pen) -> None:
    for turn, reach in ((-34, 140), (-18, 168), (-4, 184), (10, 172), (26, 150), (40, 128)):
        stalk = pen.at(0, 90, degrees=turn)
        stalk.curve([(0, 0), (-8, -reach * 0.5), (0, -reach)], 15, (234, 134, 40))
        stalk.ellipse(0, -reach, 11, 26, (246, 164, 66))
    pen.ellipse(0, 94, 62, 20, (196, 150, 92))
