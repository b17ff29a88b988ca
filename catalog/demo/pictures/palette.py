"""The colours of a kind of product: warm and rural, never grey."""

from dataclasses import dataclass, replace

from catalog.demo.pictures.pen import Colour, darker, lighter


@dataclass(frozen=True, slots=True)
class Scheme:
    sky: Colour  # the soft background
    sun: Colour  # the disc behind the goods
    ground: Colour
    main: Colour  # the pack
    accent: Colour
    ink: Colour  # words on the paper of the label


PAPER: Colour = (255, 248, 231)
LEAF: Colour = (86, 128, 62)
STRAW: Colour = (214, 170, 92)
CLAY: Colour = (176, 92, 56)
WOOD: Colour = (168, 116, 70)

SCHEMES = {
    "paddy": Scheme((244, 238, 205), (250, 214, 122), (190, 196, 112), (94, 132, 66), (222, 160, 48), (52, 74, 34)),
    "straw": Scheme((250, 238, 208), (246, 205, 130), (222, 188, 122), (206, 150, 66), (150, 74, 38), (92, 50, 22)),
    "sea": Scheme((222, 238, 232), (250, 216, 158), (140, 190, 184), (38, 112, 122), (230, 138, 78), (20, 70, 80)),
    "amber": Scheme((250, 234, 208), (248, 200, 120), (214, 164, 104), (150, 72, 26), (208, 142, 44), (96, 44, 18)),
    "brick": Scheme((250, 230, 214), (246, 190, 140), (214, 150, 112), (168, 62, 44), (226, 160, 72), (110, 34, 26)),
    "leaf": Scheme((234, 242, 216), (250, 224, 146), (166, 194, 122), (72, 124, 62), (220, 106, 60), (36, 74, 36)),
    "salt": Scheme((226, 238, 244), (255, 226, 176), (184, 210, 216), (58, 108, 150), (226, 150, 92), (30, 66, 104)),
    "honey": Scheme((254, 240, 202), (250, 202, 88), (232, 188, 92), (208, 134, 26), (110, 68, 30), (102, 60, 14)),
    "lotus": Scheme((252, 232, 228), (248, 204, 170), (196, 204, 150), (190, 84, 104), (96, 138, 84), (120, 40, 62)),
    "plum": Scheme((246, 230, 224), (244, 196, 150), (204, 160, 140), (122, 44, 62), (218, 158, 74), (88, 28, 44)),
    "cocoa": Scheme((246, 234, 214), (240, 200, 140), (204, 168, 126), (112, 72, 46), (196, 132, 60), (76, 46, 28)),
    "ink": Scheme((240, 232, 214), (236, 190, 130), (190, 168, 128), (60, 52, 50), (192, 62, 40), (46, 38, 34)),
}

ACCENTS: tuple[Colour, ...] = ((178, 62, 44), (78, 122, 62), (42, 84, 122), (206, 150, 48), (120, 62, 88))


def varied(scheme: Scheme, variety: int) -> Scheme:
    """The same family of colours, told apart: ten fish sauces must not look like one."""
    accents = (scheme.accent, *(accent for accent in ACCENTS if _distance(accent, scheme.main) > 120))
    tone = (darker(scheme.main, 0.16), scheme.main, lighter(scheme.main, 0.1))[variety // 7 % 3]
    return replace(scheme, main=tone, accent=accents[variety // 3 % len(accents)])


def _distance(first: Colour, second: Colour) -> int:
    return sum(abs(a - b) for a, b in zip(first[:3], second[:3], strict=True))
