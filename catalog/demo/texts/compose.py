"""Vietnamese texts for each product, made of its own data: no health claims, no awards, no made-up facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.demo.kinds import draw_lot
from catalog.demo.source import Producer, SourceProduct
from catalog.demo.texts.phrasebook import families, phrases, sentences

# Degrees and grams of a real maker's goods are on its own label, not ours to invent.
ALCOHOL = {"spirit": (29, 40), "infused-spirit": (25, 35)}
NITROGEN = {"fish-sauce": (20, 35)}
SERVICES = ("ecotour", "homestay")
VARIETIES = (
    "Bắc Thơm số 7",
    "Bắc Hương",
    "ST25",
    "Tám xoan",
    "Tám thơm",
    "Nếp cái hoa vàng",
    "Nếp bắc",
    "Huyết rồng",
)
CULTIVATION = {
    "fresh-mushroom": "Nuôi trong nhà nấm",
    "fresh-fruit": "Trồng vườn, có nhật ký chăm sóc",
    "fresh-vegetable": "Trồng ruộng, có nhật ký chăm sóc",
    "tuber": "Cây vụ đông trên đất màu",
}


@dataclass(frozen=True, slots=True)
class Texts:
    summary: str
    description: str
    story: str
    alt: str
    ingredients: str
    usage: str
    storage: str
    warnings: str
    shelf_life_days: int | None
    attributes: dict[str, str]


def district_name(district: str) -> str:
    return district.removeprefix("Thành phố ").removeprefix("Huyện ")


def place_words(producer: Producer) -> str:
    """ "Yên Cường, Ý Yên": the commune as people still say it, if it is known, and the district."""
    district = district_name(producer.district)
    commune = producer.old_commune
    for kind in ("Xã ", "Phường ", "Thị trấn "):
        commune = commune.removeprefix(kind)
    return f"{commune}, {district}" if commune and commune != district else district


def address(producer: Producer) -> str:
    """The old address, and the new unit where it is known; street and number are not in the data."""
    old = ", ".join(part for part in (producer.old_commune, producer.district, "tỉnh Nam Định") if part)
    new = f"{producer.new_commune}, " if producer.new_commune else ""
    return f"{old} (nay là {new}tỉnh Ninh Bình)"


def compose(product: SourceProduct) -> Texts:
    family = families()[product.kind.family]
    fill = {
        "name": product.name,
        "main": product.kind.main,
        "district": district_name(product.district),
        "place": place_words(product.producer),
        "shop": product.producer.shop_name,
    }

    def chosen(slot: str) -> str:
        return _filled(_pick(sentences(product.kind.family, slot), slot, product.slug), fill)

    return Texts(
        summary=chosen("summary"),
        description="\n\n".join((f"{chosen('opening')} {chosen('making')}", f"{chosen('serving')} {_pack(product)}")),
        story="\n\n".join(_story(product, fill)),
        alt=f"Tranh vẽ minh họa: {product.name}",
        ingredients=_filled(family.ingredients, fill),
        usage=family.usage,
        storage=family.storage,
        warnings=family.warnings,
        shelf_life_days=family.shelf_life_days,
        attributes={code: value for code, value in _attributes(product, family.process).items() if value},
    )


def about_seller(producer: Producer, goods: Sequence[str]) -> str:
    some = ", ".join(goods[:3])
    [sentence] = phrases("seller", producer.legal_form.value)
    return _filled(sentence, {"legal": producer.name, "place": place_words(producer), "goods": some})


def _story(product: SourceProduct, fill: dict[str, str]) -> list[str]:
    producer = product.producer
    land = _pick(phrases("district", product.district), "land", product.slug)
    form = "form" if producer.is_invented else "form-real"
    people = _filled(_pick(phrases(form, producer.legal_form.value), "people", product.slug), fill)
    closing = phrases("closing", "invented" if producer.is_invented else "real")[0]
    turns = "turn-service" if product.kind.family in SERVICES else "turn"
    turn = _filled(_pick(phrases(turns, "all"), "turn", product.slug), fill)
    return [f"{land} {people}", " ".join([turn, *_another_craft(product, fill)]), closing]


def _another_craft(product: SourceProduct, fill: dict[str, str]) -> list[str]:
    """A sentence about the work that the description does not already have."""
    for slot in ("making", "opening"):
        choices = sentences(product.kind.family, slot)
        used = _pick(choices, slot, product.slug)
        if others := [sentence for sentence in choices if sentence != used]:
            return [_filled(_pick(others, "craft", product.slug), fill)]
    return []


def _pack(product: SourceProduct) -> str:
    if product.kind.family in SERVICES:
        return f"Giá cho một {product.unit}: {product.pack}."
    if product.unit == "kg":
        return f"Bán theo cân ({product.pack})."
    return f"Quy cách: {product.unit} {product.pack}."


def _attributes(product: SourceProduct, process: str) -> dict[str, str]:
    """By attribute code; a code that the product's group does not have is left out by the loader."""
    family = product.kind.family
    variety = next((name for name in VARIETIES if name.lower() in product.name.lower()), "")
    return {
        "variety": variety,
        "texture": {"sticky-rice": "Dẻo, bóng", "red-rice": "Bùi, hơi dai"}.get(family, "Dẻo vừa, mềm khi nguội"),
        "grade": product.pack,
        "cultivation": CULTIVATION.get(family, ""),
        "breed": product.kind.main,
        "state": "Tươi" if family != "egg" else "Nguyên quả",
        "nectar": "Hoa sú vẹt rừng ngập mặn",
        "preparation": families()[family].usage,
        "main-ingredient": _capital(product.kind.main),
        "process": process,
        "nitrogen": _measured(product, NITROGEN),
        "ripening": "Từ 12 tháng" if family == "fish-sauce" and product.is_invented else "",
        "alcohol": _measured(product, ALCOHOL),
        "brewing": "Nước 90-95 °C, 5-7 phút",
        "packaging": product.pack,
        "material": _capital(families()[family].ingredients),
        "technique": process,
        "duration": "1 đêm" if family == "homestay" else "1 ngày",
        "includes": product.pack,
    }


def _measured(product: SourceProduct, ranges: dict[str, tuple[int, int]]) -> str:
    if not product.is_invented or product.kind.family not in ranges:
        return ""
    low, high = ranges[product.kind.family]
    return str(low + draw_lot("measure", product.slug) % (high - low + 1))


def _pick(choices: Sequence[str], *seed: str) -> str:
    return choices[draw_lot(*seed) % len(choices)]


def _filled(sentence: str, fill: dict[str, str]) -> str:
    return _capital(sentence.format_map(fill))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
