"""One product, one picture: the pack of its kind in its countryside, with its name on the label."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image

from catalog.demo.pictures import (
    motifs_field,
    motifs_sea,
    motifs_table,
    scenes,
    vessels_dry,
    vessels_glass,
    vessels_leaf,
)
from catalog.demo.pictures.label import draw_label
from catalog.demo.pictures.palette import SCHEMES, varied
from catalog.demo.pictures.pen import SIDE, SUPERSAMPLE, Pen, new_picture
from catalog.demo.pictures.vessel_parts import LabelPlace, Motif

PARALLEL_FROM = 8
MOST_PROCESSES = 8

VESSELS = {
    "bag": vessels_dry.bag,
    "pouch": vessels_dry.pouch,
    "bottle": vessels_glass.bottle,
    "flask": vessels_glass.flask,
    "jar": vessels_glass.jar,
    "gift-box": vessels_dry.gift_box,
    "tub": vessels_dry.tub,
    "tin": vessels_dry.tin,
    "clay-pot": vessels_glass.clay_pot,
    "leaf-roll": vessels_leaf.leaf_roll,
    "leaf-bundle": vessels_leaf.leaf_bundle,
    "basket": vessels_leaf.basket,
    "tray": vessels_dry.tray,
    "egg-carton": vessels_dry.egg_carton,
    "tea-box": vessels_dry.tea_box,
    "multipack": vessels_glass.multipack,
    "jar-pack": vessels_glass.jar_pack,
    "bowl": vessels_glass.bowl,
    "lacquer-tray": scenes.lacquer_tray,
    "bamboo-baskets": scenes.bamboo_baskets,
    "homestay": scenes.homestay,
    "mangrove": scenes.mangrove,
}

# Scenes fill the picture, and a cup already stands beside the tea: nothing is laid in front of these.
BARE = {"lacquer-tray", "bamboo-baskets", "homestay", "mangrove", "basket", "tea-box", "egg-carton"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be drawn. `vessel`, `motif` and `scheme` are names known to this package."""

    name: str
    origin: str
    vessel: str
    motif: str
    scheme: str


def motif_named(name: str) -> Motif | None:
    for module in (motifs_field, motifs_sea, motifs_table):
        found: Motif | None = getattr(module, name.replace("-", "_"), None)
        if found is not None:
            return found
    return None


def draw_all(subjects: Sequence[Subject]) -> Iterator[Image.Image]:
    """Pictures in the order of the subjects, drawn by as many processes as there are processors."""
    if len(subjects) < PARALLEL_FROM:
        yield from map(picture, subjects)
        return
    # spawn: a forked child would inherit the open database connection
    with multiprocessing.get_context("spawn").Pool(min(os.cpu_count() or 1, MOST_PROCESSES)) as pool:
        for pixels in pool.imap(_pixels, subjects, chunksize=4):
            yield Image.frombytes("RGB", (SIDE, SIDE), pixels)


def _pixels(subject: Subject) -> bytes:
    return picture(subject).tobytes()


def picture(subject: Subject) -> Image.Image:
    """SIDE × SIDE pixels; the same subject always gives the same picture."""
    motif = motif_named(subject.motif) or motifs_field.rice_ear
    variety = int.from_bytes(sha256(subject.name.encode()).digest()[:4], "big")
    scheme = varied(SCHEMES[subject.scheme], variety)
    pen = new_picture(scheme.sky)
    scenes.background(pen, scheme, variety)
    scenes.petals(pen, scheme, variety % 97)
    place: LabelPlace = VESSELS[subject.vessel](pen, scheme, motif)
    draw_label(pen, place, subject.name, subject.origin, scheme, motif)
    if subject.vessel not in BARE:
        _lay_in_front(pen, motif, variety)
    return pen.picture.reduce(SUPERSAMPLE)


def _lay_in_front(pen: Pen, motif: Motif, variety: int) -> None:
    """Some of the goods themselves at the foot of the pack, on one side or on both."""
    both = variety % 3 == 0
    left_first = variety % 2 == 0
    if both or left_first:
        pen.soft_shadow(186, 1092, 110, 16, 70)
        motif(pen.at(178, 980, 1.22, -4))
    if both or not left_first:
        pen.soft_shadow(1018, 1092, 110, 16, 70)
        motif(pen.at(1022, 980, 1.22, 5, mirrored=True))
