"""The demo's two tables, `producers.csv` and `products.csv`, checked row by row before anything is loaded."""

from dataclasses import dataclass
from pathlib import Path

from catalog.commands.taxonomies import DATA as TAXONOMY_DATA
from catalog.commands.taxonomies import GROUP_COLUMNS
from catalog.demo.kinds import Kind, kind_of
from marketplace.tables import Row, read_table
from marketplace.vietnamese import slug
from sellers.models import LegalForm

DATA = Path(__file__).resolve().parent / "data"

PRODUCER_COLUMNS = [
    "producer_vi", "producer_type", "district", "commune_2020", "unit_2025", "unit_2025_code", "product_count",
    "note", "invented",
]  # fmt: skip
PRODUCT_COLUMNS = [
    "name_vi", "producer_vi", "producer_type", "district", "group", "subgroup", "stars", "price_vnd", "unit", "pack",
    "origin_note", "invented",
]  # fmt: skip
LEGAL_FORMS = {
    "doanh_nghiep": LegalForm.ENTERPRISE,
    "hop_tac_xa": LegalForm.COOPERATIVE,
    "ho_kinh_doanh": LegalForm.HOUSEHOLD,
}
# The report's sectors, by the root of edition 781 that their product sets stand under.
ROOTS = {"Thực phẩm": "food", "Đồ uống": "drink", "Thủ công mỹ nghệ": "craft", "Du lịch nông thôn": "tourism"}
DISTRICTS = (
    "Thành phố Nam Định", "Huyện Mỹ Lộc", "Huyện Vụ Bản", "Huyện Ý Yên", "Huyện Nghĩa Hưng", "Huyện Nam Trực",
    "Huyện Trực Ninh", "Huyện Xuân Trường", "Huyện Giao Thủy", "Huyện Hải Hậu",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Producer:
    name: str
    slug: str
    legal_form: LegalForm
    district: str
    old_commune: str
    new_commune: str
    new_commune_code: str
    is_invented: bool
    row: Row

    @property
    def shop_name(self) -> str:
        """The name without the words of its legal form: "Công ty TNHH Toản Xuân" trades as "Toản Xuân"."""
        for words in ("Công ty TNHH MTV ", "Công ty TNHH ", "Công ty CP ", "Doanh nghiệp tư nhân ", "Hộ kinh doanh "):
            if self.name.startswith(words):
                rest = self.name.removeprefix(words)
                return rest[0].upper() + rest[1:]
        return self.name


@dataclass(frozen=True, slots=True)
class SourceProduct:
    name: str
    slug: str
    producer: Producer
    group_code: str
    kind: Kind
    stars: int
    price: int
    unit: str
    pack: str
    note: str
    is_invented: bool
    row: Row

    @property
    def district(self) -> str:
        return self.producer.district


def read_source(data: Path = DATA) -> list[SourceProduct]:
    """All products with their producers, in the order of the file. Raises BadRow at the first thing wrong."""
    producers = _producers(read_table(data / "producers.csv", PRODUCER_COLUMNS))
    products = _products(read_table(data / "products.csv", PRODUCT_COLUMNS), producers)
    for producer in producers.values():
        _check_count(producer, sum(product.producer is producer for product in products))
    return products


def _producers(rows: list[Row]) -> dict[str, Producer]:
    producers: dict[str, Producer] = {}
    slugs: set[str] = set()
    for row in rows:
        producer = _producer(row)
        if producer.name in producers or producer.slug in slugs:
            raise row.bad(f"{producer.name!r} is there twice")
        producers[producer.name] = producer
        slugs.add(producer.slug)
    return producers


def _producer(row: Row) -> Producer:
    code = row.text_or_empty("unit_2025_code")
    if code and not code.isdigit():
        raise row.bad(f"unit_2025_code is {code!r}, not a GSO code")
    return Producer(
        name=row.text("producer_vi"),
        slug=slug(row.text("producer_vi")),
        legal_form=LEGAL_FORMS[row.choice("producer_type", list(LEGAL_FORMS))],
        district=row.choice("district", DISTRICTS),
        old_commune=row.text_or_empty("commune_2020"),
        new_commune=row.text_or_empty("unit_2025"),
        new_commune_code=code,
        is_invented=row.flag("invented"),
        row=row,
    )


def _products(rows: list[Row], producers: dict[str, Producer]) -> list[SourceProduct]:
    sets = _product_sets()
    products: dict[str, SourceProduct] = {}
    for row in rows:
        product = _product(row, producers, sets)
        if product.slug in products:
            raise row.bad(f"{product.name!r} is there twice")
        products[product.slug] = product
    return list(products.values())


def _product(row: Row, producers: dict[str, Producer], sets: dict[str, tuple[str, str]]) -> SourceProduct:
    name = row.text("name_vi")
    if len(name) > 200:
        raise row.bad("the name has more than 200 characters")
    kind = kind_of(name)
    if kind is None:
        raise row.bad(f"no kind in kinds.csv begins like {name!r}")
    return SourceProduct(
        name=name,
        slug=slug(name),
        producer=_producer_of(row, producers),
        group_code=_group_of(row, sets),
        kind=kind,
        stars=row.whole_number("stars", minimum=1, maximum=5),
        price=row.whole_number("price_vnd", minimum=1),
        unit=row.text("unit"),
        pack=row.text("pack"),
        note=row.text_or_empty("origin_note"),
        is_invented=row.flag("invented"),
        row=row,
    )


def _producer_of(row: Row, producers: dict[str, Producer]) -> Producer:
    name = row.text("producer_vi")
    if name not in producers:
        raise row.bad(f"the producer {name!r} is not in producers.csv")
    producer = producers[name]
    if (row.text("producer_type"), row.text("district")) != (
        producer.row.text("producer_type"),
        producer.district,
    ):
        raise row.bad(f"producers.csv has another form or district for {name!r}")
    return producer


def _group_of(row: Row, sets: dict[str, tuple[str, str]]) -> str:
    root = ROOTS[row.choice("group", list(ROOTS))]
    subgroup = row.text("subgroup")
    if subgroup not in sets:
        raise row.bad(f"edition 781 has no product set {subgroup!r}")
    code, parent = sets[subgroup]
    if parent != root:
        raise row.bad(f"{subgroup!r} does not belong to {row.text('group')!r}")
    return code


def _product_sets() -> dict[str, tuple[str, str]]:
    rows = read_table(TAXONOMY_DATA / "product_groups.csv", GROUP_COLUMNS)
    return {
        row.text("name_vi"): (row.text("code"), row.text("parent"))
        for row in rows
        if row.text("taxonomy") == "781" and row.text_or_empty("parent")
    }


def _check_count(producer: Producer, found: int) -> None:
    expected = producer.row.whole_number("product_count")
    if found != expected:
        raise producer.row.bad(f"product_count is {expected}, but products.csv has {found}")
