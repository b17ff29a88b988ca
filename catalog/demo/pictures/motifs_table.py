"""Things that are ready to eat, to drink or to carry home: each around (0, 0), about 200 units wide."""

from catalog.demo.pictures.motifs_field import leaf
from catalog.demo.pictures.palette import LEAF
from catalog.demo.pictures.pen import Pen, darker, lighter


def ham_slices(pen: Pen) -> None:
    leaf(pen.at(70, 70, degrees=-64), 200, 70)
    for x in (-48, -6, 38):
        pen.ellipse(x + 9, 6, 50, 64, (206, 150, 116))
        pen.ellipse(x, 0, 50, 64, (246, 218, 190))
        pen.ellipse(x - 8, -14, 7, 6, (226, 188, 156))
        pen.ellipse(x + 10, 22, 5, 5, (226, 188, 156))


def beef_ham_slices(pen: Pen) -> None:
    leaf(pen.at(70, 70, degrees=-64), 200, 70)
    for x in (-48, -6, 38):
        pen.ellipse(x + 9, 6, 50, 64, (122, 62, 44))
        pen.ellipse(x, 0, 50, 64, (190, 118, 88))
        for dx, dy in ((-14, -20), (12, 8), (-6, 28), (20, -30)):
            pen.ellipse(x + dx, dy, 5, 5, (84, 52, 36))


def cinnamon_cake(pen: Pen) -> None:
    for y in (36, -22):
        pen.box(-94, y - 26, 94, y + 26, 24, (186, 104, 50))
        pen.box(-94, y - 26, 94, y - 8, 9, (214, 138, 74))
        pen.ellipse(92, y, 20, 26, (242, 214, 180))
    for x in (-40, 0):
        roll = pen.at(x, -84, degrees=-12)
        roll.box(-40, -9, 50, 9, 9, (138, 78, 40))
        roll.ellipse(48, 0, 8, 9, (96, 52, 28))


def floss(pen: Pen) -> None:
    for step in range(34):
        turn = step * 47
        strand = pen.at((step % 7 - 3) * 24, 30 - (step % 5) * 20 + abs(step % 7 - 3) * 8, degrees=turn)
        shade = ((226, 178, 110), (204, 146, 80), (240, 202, 142))[step % 3]
        strand.curve([(-40, 0), (-12, -12), (14, 8), (40, -4)], 8, shade)


def sausages(pen: Pen) -> None:
    for y, turn in ((-46, -8), (4, 4), (54, -6)):
        body = pen.at(0, y, degrees=turn)
        body.curve([(-92, 8), (0, -10), (92, 8)], 40, (196, 84, 60))
        body.curve([(-80, -2), (0, -20), (80, -2)], 8, (228, 134, 104))
        body.line([(-112, 12), (-124, 18)], 8, (150, 60, 44))


def cured_sausages(pen: Pen) -> None:
    for x in (-54, 0, 54):
        body = pen.at(x, 0)
        body.curve([(0, -74), (8, 0), (0, 78)], 40, (158, 44, 40))
        for dx, dy in ((-6, -50), (10, -20), (-2, 14), (12, 44)):
            body.ellipse(dx, dy, 5, 6, (232, 168, 142))
        body.line([(0, -96), (0, -116)], 6, (222, 188, 128))
    pen.curve([(-60, -114), (0, -122), (60, -114)], 7, (222, 188, 128))


def pork_roll_balls(pen: Pen) -> None:
    for turn in (-56, -20, 20, 56):
        leaf(pen.at(0, 80, degrees=turn), 150, 78, lighter(LEAF, 0.08))
    for x, y in ((-46, 26), (46, 26), (0, -26)):
        pen.ellipse(x, y, 46, 42, (228, 160, 120))
        for dx, dy in ((-14, -10), (10, 6), (-4, 18), (18, -16)):
            pen.line([(x + dx, y + dy), (x + dx + 12, y + dy - 6)], 5, (250, 226, 190))


def sour_rolls(pen: Pen) -> None:
    for y in (-50, 0, 50):
        pen.box(-96, y - 22, 96, y + 22, 12, LEAF)
        pen.box(-96, y - 22, 96, y - 6, 8, lighter(LEAF, 0.2))
        for x in (-50, 44):
            pen.box(x, y - 23, x + 9, y + 23, 2, (206, 60, 44))


def fish_cakes(pen: Pen) -> None:
    for x, y in ((-46, 30), (48, 26), (0, -32)):
        pen.ellipse(x, y + 10, 62, 42, (170, 98, 42))
        pen.ellipse(x, y, 62, 42, (226, 162, 82))
        for dx, dy in ((-24, -8), (8, -16), (22, 8), (-8, 12)):
            pen.ellipse(x + dx, y + dy, 7, 5, (190, 118, 56) if dx < 0 else LEAF)


def candy_bars(pen: Pen) -> None:
    for x, y, turn in ((-36, -34, -14), (40, -10, 16), (-10, 52, -4)):
        bar = pen.at(x, y, degrees=turn)
        bar.box(-72, -28, 72, 34, 10, (166, 100, 40))
        bar.box(-72, -32, 72, 26, 10, (222, 160, 80))
        for dx in range(-54, 60, 27):
            for dy in (-16, 9):
                bar.ellipse(dx + dy * 0.3, dy, 12, 9, (250, 222, 168))


def sesame_bars(pen: Pen) -> None:
    for y in (-46, 4, 54):
        bar = pen.at(0, y, degrees=-7)
        bar.box(-100, -20, 100, 22, 9, (186, 130, 62))
        for dx in range(-88, 92, 16):
            bar.ellipse(dx, -8 + (dx % 3) * 4, 5, 3, (252, 236, 196))
            bar.ellipse(dx + 7, 8 - (dx % 2) * 4, 5, 3, (252, 236, 196))


def candy_rolls(pen: Pen) -> None:
    for x, y in ((-46, -30), (46, -30), (0, 40)):
        pen.ellipse(x, y + 8, 52, 48, (196, 160, 110))
        pen.ellipse(x, y, 52, 48, (254, 246, 226))
        pen.ellipse(x, y, 30, 27, (206, 144, 76))
        pen.ellipse(x - 4, y - 4, 10, 8, (246, 214, 160))


def round_biscuits(pen: Pen) -> None:
    _round_biscuits(pen, speckled=False)


def black_sesame_biscuits(pen: Pen) -> None:
    _round_biscuits(pen, speckled=True)


def _round_biscuits(pen: Pen, *, speckled: bool) -> None:
    places = [(-74, 54), (-25, 60), (25, 60), (74, 54), (-50, 14), (0, 18), (50, 14), (-26, -28), (26, -28), (0, -68)]
    for x, y in places:
        pen.ellipse(x, y + 4, 29, 28, (176, 110, 44))
        pen.ellipse(x, y, 28, 27, (236, 182, 92))
        pen.ellipse(x - 8, y - 9, 8, 6, (252, 222, 156))
        if speckled:
            for dx, dy in ((8, 6), (-4, 12), (14, -6), (0, -2)):
                pen.ellipse(x + dx, y + dy, 3.4, 3.4, (58, 42, 36))


def leaf_cakes(pen: Pen) -> None:
    for x, y, turn in ((-50, 34, -8), (54, 28, 10), (0, -36, 2)):
        cake = pen.at(x, y, degrees=turn)
        cake.box(-60, -42, 60, 46, 12, (96, 78, 46))
        cake.box(-60, -46, 60, 38, 12, (134, 112, 66))
        cake.line([(-60, -4), (60, -4)], 7, (226, 190, 122))
        cake.line([(0, -46), (0, 38)], 7, (226, 190, 122))


def buns(pen: Pen) -> None:
    for x, y in ((-52, 30), (52, 30), (0, -30)):
        pen.ellipse(x, y + 8, 58, 46, (168, 98, 40))
        pen.ellipse(x, y, 58, 46, (232, 172, 92))
        pen.ellipse(x - 14, y - 16, 22, 11, (248, 208, 142))
        for reach in (16, 26):
            pen.curve([(x - reach, y + 4), (x, y - reach * 0.5 + 6), (x + reach, y + 4)], 4, (200, 132, 62))


def noodles(pen: Pen) -> None:
    for step in range(9):
        x = -72 + step * 18
        pen.curve(
            [(x, -80), (x + 10, -30), (x - 8, 20), (x + 4, 80)], 11, (252, 240, 208) if step % 2 else (236, 216, 172)
        )
    pen.box(-92, -16, 92, 14, 12, (196, 62, 44))


def glass_noodles(pen: Pen) -> None:
    for reach in (92, 76, 60, 44, 28):
        ring = [(-reach, 0), (0, -reach * 0.72), (reach, 0), (0, reach * 0.72), (-reach, 0)]
        pen.curve(ring, 9, (214, 196, 156) if reach % 3 else (234, 222, 190))
    pen.line([(-100, -6), (100, 8)], 12, (118, 146, 84))


def rice_paper(pen: Pen) -> None:
    for shift in (24, 12, 0):
        pen.ellipse(shift - 10, shift - 8, 92, 92, (214, 190, 140))
        pen.ellipse(shift - 12, shift - 11, 90, 90, (250, 240, 212))
    for x, y in ((-50, -30), (-10, -60), (30, -20), (-30, 20), (10, 36), (-70, 4)):
        pen.ellipse(x, y, 7, 7, (232, 214, 170))


def water_drops(pen: Pen) -> None:
    for x, y, size in ((-50, 26, 0.8), (54, 36, 0.66), (4, -24, 1.15)):
        drop = pen.at(x, y, size)
        drop.blob([(0, -92), (-50, 0), (-44, 44), (0, 66), (44, 44), (50, 0)], (92, 160, 196))
        drop.blob([(-8, -40), (-30, 8), (-24, 34), (-14, 10)], (196, 226, 238))


def oil_drop(pen: Pen) -> None:
    pen.blob([(0, -100), (-62, 10), (-54, 62), (0, 88), (54, 62), (62, 10)], (240, 182, 50))
    pen.blob([(-8, -44), (-36, 16), (-30, 46), (-16, 18)], (254, 228, 150))


def rice_wine_bowl(pen: Pen) -> None:
    pen.blob([(-100, -20), (-70, 60), (-30, 80), (30, 80), (70, 60), (100, -20)], (186, 112, 68))
    pen.ellipse(0, -20, 100, 26, darker((186, 112, 68), 0.2))
    pen.ellipse(0, -18, 88, 20, (250, 244, 226))
    for x, y in ((-20, -70), (20, -86), (50, -64)):
        pen.blob([(x, y - 18), (x - 8, y), (x, y + 16), (x + 8, y)], (222, 176, 92))


def minced_shrimp(pen: Pen) -> None:
    pen.ellipse(0, 40, 104, 40, (150, 84, 52))
    pen.ellipse(0, 30, 104, 40, (196, 120, 76))
    pen.ellipse(0, 26, 84, 30, (186, 76, 44))
    for step in range(12):
        pen.ellipse(-66 + step * 12, 22 + (step * 7) % 16, 11, 8, (226, 140, 92) if step % 2 else (154, 62, 40))
    leaf(pen.at(20, 20, degrees=24), 60, 20)
    leaf(pen.at(0, 18, degrees=-10), 64, 20)


def pork_cuts(pen: Pen) -> None:
    for x, y, turn in ((-30, 40, -8), (24, -34, 6)):
        cut = pen.at(x, y, degrees=turn)
        cut.box(-96, -34, 96, 44, 26, (196, 96, 88))
        cut.box(-96, -42, 96, 36, 26, (226, 128, 114))
        for top, depth in ((-42, 15), (-8, 12), (18, 18)):
            wave = [(-94, top + 6), (-40, top), (20, top + 8), (94, top + 2)]
            cut.curve(wave, depth, (252, 232, 216))
    leaf(pen.at(84, 70, degrees=-30), 90, 34)


def roast_chicken(pen: Pen) -> None:
    pen.ellipse(0, 66, 116, 32, (252, 244, 224))
    pen.blob([(-84, 40), (-70, -30), (-10, -64), (56, -44), (90, 10), (70, 56), (-50, 62)], (214, 142, 58))
    pen.blob([(-60, 10), (-50, -30), (0, -50), (40, -34), (0, -20)], (238, 184, 104))
    for x, turn in ((-60, -36), (66, 40)):
        leg = pen.at(x, 30, degrees=turn)
        leg.blob([(-22, 20), (-26, -20), (0, -44), (26, -20), (22, 20), (0, 34)], (196, 120, 44))
        leg.box(-8, -78, 8, -36, 7, (250, 238, 210))
    leaf(pen.at(-20, 70, degrees=-70), 80, 30)
    leaf(pen.at(30, 72, degrees=70), 80, 30)
