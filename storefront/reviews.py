"""What buyers say, as pages show it: filters of the list, and what of an order can be reviewed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from storefront.addresses import Query, Reader, address

PAGE = 6
STARS = {str(count): count for count in range(5, 0, -1)}
SORTS = {
    "moi": ("NEWEST", _("Newest")),
    "cao": ("HIGHEST", _("Most stars")),
    "thap": ("LOWEST", _("Fewest stars")),
}
FIRST_SORT = "moi"
HERE = "#danh-gia"

GROUNDS = {
    "SPAM": _("Advertising or spam"),
    "OFFENSIVE": _("Insulting or obscene"),
    "PERSONAL_DATA": _("Shows somebody's personal data"),
    "OFF_TOPIC": _("Not about the product"),
    "FAKE": _("Not a real experience"),
    "ILLEGAL": _("Against the law"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    label: Any
    address: str
    is_on: bool
    count: int | None = None
    percent: float = 0.0


@dataclass(frozen=True)
class ReviewFilters:
    stars: str = ""
    with_photos: bool = False
    sort: str = FIRST_SORT
    after: str = ""

    @property
    def variables(self) -> dict[str, Any]:
        given = {"stars": STARS.get(self.stars), "withPhotos": self.with_photos or None, "after": self.after or None}
        return {"reviews": PAGE, "sort": SORTS[self.sort][0], **{key: value for key, value in given.items() if value}}

    def query(self, **changed: Any) -> Query:
        now = {"stars": self.stars, "with_photos": self.with_photos, "sort": self.sort, **changed}
        query: Query = {"diem": [now["stars"]] if now["stars"] else []}
        query["anh"] = ["1"] if now["with_photos"] else []
        query["thu-tu"] = [now["sort"]] if now["sort"] != FIRST_SORT else []
        return query

    def to(self, path: str, **changed: Any) -> str:
        return address(path, self.query(**changed)) + HERE


def review_filters(query: QueryDict) -> ReviewFilters:
    reader = Reader(query)
    return ReviewFilters(
        stars=reader.word("diem", allowed=STARS),
        with_photos=reader.is_ticked("anh"),
        sort=reader.word("thu-tu", allowed=SORTS) or FIRST_SORT,
        after=reader.word("sau-danh-gia"),
    )


def review_section(product: Mapping[str, Any], filters: ReviewFilters, path: str) -> dict[str, Any]:
    """Bars, choices and pages of the reviews on a product's page. A chosen one leads back to all."""
    total = product["rating"]["count"] or 1
    info = product["reviews"]["pageInfo"]
    following = {**filters.query(), "sau-danh-gia": [str(info["endCursor"])]}
    return {
        "bars": [
            Choice(
                label=bar["stars"],
                address=filters.to(path, stars="" if filters.stars == str(bar["stars"]) else str(bar["stars"])),
                is_on=filters.stars == str(bar["stars"]),
                count=bar["count"],
                percent=min(100.0, 100 * bar["count"] / total),
            )
            for bar in product["reviewBreakdown"]
        ],
        "photos": Choice(
            label=_("With photos"),
            address=filters.to(path, with_photos=not filters.with_photos),
            is_on=filters.with_photos,
        ),
        "sorts": [
            Choice(label=label, address=filters.to(path, sort=name), is_on=filters.sort == name)
            for name, (_order, label) in SORTS.items()
        ],
        "all": filters.to(path, stars="", with_photos=False),
        "is_narrowed": bool(filters.stars or filters.with_photos),
        "next": address(path, following) + HERE if info["hasNextPage"] else "",
        "first": filters.to(path) if filters.after else "",
    }


def reviewable(part: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The products of a part of an order, once each, with what was said of them."""
    said = {review["product"]["id"]: review for review in part["reviews"] if review["product"]}
    found: dict[str, dict[str, Any]] = {}
    for line in part["lines"]:
        if line["product"] and (part["reviewableUntil"] or line["product"]["id"] in said):
            id = line["product"]["id"]
            found.setdefault(id, {"id": id, "name": line["productName"], "review": said.get(id)})
    return list(found.values())


def part_and_product(
    order: Mapping[str, Any], part_id: str, product_id: str
) -> tuple[Mapping[str, Any], dict[str, Any]] | None:
    parts: Sequence[Mapping[str, Any]] = [part for part in order["parts"] if part["id"] == part_id]
    goods = [(part, one) for part in parts for one in reviewable(part) if one["id"] == product_id]
    return goods[0] if goods else None
