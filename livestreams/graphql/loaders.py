"""Parts of many livestreams, line-ups and links: one statement for each."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Q, Sum

from catalog.graphql.loaders import VARIANT_COLUMNS, variant_rows
from catalog.graphql.rows import PRODUCTS
from catalog.models import Variant
from livestreams.deals import LivePrice, live_prices
from livestreams.graphql.rows import ALL_LIVESTREAMS
from livestreams.models import (
    Channel,
    Host,
    LineupItem,
    LinkVisit,
    LiveDeal,
    Livestream,
    LivestreamEvent,
    LivestreamSeller,
)
from livestreams.queries import blockers_of, working_for
from marketplace.graphql.connections import Listed
from marketplace.graphql.ids import global_id
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection
from marketplace.graphql.shown import ShownById, shown_rows
from marketplace.models import User
from sellers.graphql.types import SELLERS

MOST_EVENTS = 100
Listing = tuple[tuple[int, ...], tuple[Any, ...]]


class AnyLivestream(ShownById):
    source = ALL_LIVESTREAMS


class ShownSeller(ShownById):
    source = SELLERS


class ManyShown(Loader[Listing, list[Row]]):
    """Keyed by the keys of rows, in their order, and by what is asked of them; those not shown are left out."""

    source: ClassVar[Listed[Any]]

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.selections: dict[tuple[Any, ...], Selection] = {}

    def load_rows(self, pks: Sequence[int], selection: Selection) -> Later:
        self.selections[selection.key] = selection
        return self.load((tuple(pks), selection.key))

    def fetch(self, keys: Collection[Listing]) -> Mapping[Listing, list[Row]]:
        found: dict[Listing, list[Row]] = {}
        for asked in dict.fromkeys(key for _pks, key in keys):
            wanted = [pks for pks, key in keys if key == asked]
            rows = shown_rows(self.source, [pk for pks in wanted for pk in pks], self.selections[asked])
            found.update({(pks, asked): [rows[pk] for pk in pks if pk in rows] for pks in wanted})
        return found


class ShownSellers(ManyShown):
    source = SELLERS


class ShownProducts(ManyShown):
    source = PRODUCTS


class RunByViewer(Loader[int, bool]):
    """Whether the viewer hosts a session, or works with the right to livestreams for a shop of it."""

    missing = False

    def fetch(self, keys: Collection[int]) -> Mapping[int, bool]:
        viewer = self.context.viewer
        if not isinstance(viewer, User) or not viewer.is_active:
            return {}
        hosted = Host.objects.filter(user=viewer, livestream__in=keys).values_list("livestream", flat=True)
        worked = working_for(viewer).filter(pk__in=keys).values_list("pk", flat=True)
        return dict.fromkeys([*hosted, *worked], True)


class PartsOfLivestream(Loader[int, list[Row]]):
    type_name: ClassVar[str]

    def read(self, keys: Collection[int]) -> Any:
        raise NotImplementedError

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        for row in self.read(keys):
            shown = {**row, "part": row["id"], "id": global_id(self.type_name, row["id"])}
            found[row["livestream_id"]].append(shown)
        return found


class ParticipantsOfLivestream(PartsOfLivestream):
    type_name = "LivestreamSeller"

    def read(self, keys: Collection[int]) -> Any:
        return LivestreamSeller.objects.filter(livestream__in=keys).order_by("pk").values()


class HostsOfLivestream(PartsOfLivestream):
    type_name = "LivestreamHost"

    def read(self, keys: Collection[int]) -> Any:
        return Host.objects.filter(livestream__in=keys).order_by("pk").values()


class ChannelsOfLivestream(PartsOfLivestream):
    type_name = "LivestreamChannel"

    def read(self, keys: Collection[int]) -> Any:
        return Channel.objects.filter(livestream__in=keys).order_by("pk").values()


class LineupOfLivestream(PartsOfLivestream):
    type_name = "LineupItem"

    def read(self, keys: Collection[int]) -> Any:
        return lineup_rows(livestream__in=keys)


class PinnedOfLivestream(PartsOfLivestream):
    type_name = "LineupItem"

    def read(self, keys: Collection[int]) -> Any:
        return lineup_rows(livestream__in=keys, is_pinned=True)


def lineup_rows(**wanted: Any) -> Any:
    items = LineupItem.objects.filter(**wanted).order_by("position", "pk")
    columns = [field.attname for field in LineupItem._meta.concrete_fields]
    return items.values(*columns, "livestream__started_at")


class DealsOfItem(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        for row in deal_rows(Q(item__in=keys)):
            found[row["item_id"]].append(row)
        return found


class OpenDealsOfLivestream(Loader[int, list[Row]]):
    """Those that run, or are counted down to."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        for row in deal_rows(Q(item__livestream__in=keys, ends_at__gt=self.context.now, stopped_at=None)):
            found[row["item__livestream"]].append(row)
        return found


def deal_rows(wanted: Q) -> list[Row]:
    columns = [field.attname for field in LiveDeal._meta.concrete_fields]
    rows = LiveDeal.objects.filter(wanted).order_by("pk").values(*columns, "item__livestream")
    return [{**row, "pk": row["id"], "id": global_id("LiveDeal", row["id"])} for row in rows]


class VariantById(Loader[int, Row]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, Row]:
        found = Variant.objects.filter(pk__in=keys).values_list(*VARIANT_COLUMNS.values())
        return {row["pk"]: row for row in variant_rows(found)}


class LivePriceOfVariant(Loader[int, LivePrice]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, LivePrice]:
        return live_prices(keys, self.context.now)


class VisitsOfLink(Loader[int, int]):
    missing = 0

    def fetch(self, keys: Collection[int]) -> Mapping[int, int]:
        sums = LinkVisit.objects.filter(link__in=keys).values_list("link").order_by()
        return dict(sums.annotate(total=Sum("count")))


class BlockersOfLivestream(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found = blockers_of(list(Livestream.objects.filter(pk__in=keys)), self.context.now)
        return {pk: [{"code": error.code, "message": str(error)} for error in errors] for pk, errors in found.items()}


class EventsOfLivestream(Loader[tuple[int, int], list[Row]]):
    """Keyed by session and by the last sequence that is known. Numbers have no gaps, so they count a page off."""

    def fetch(self, keys: Collection[tuple[int, int]]) -> Mapping[tuple[int, int], list[Row]]:
        found: dict[tuple[int, int], list[Row]] = {key: [] for key in keys}
        for after in dict.fromkeys(after for _pk, after in keys):
            pks = [pk for pk, other in keys if other == after]
            page = Q(sequence__gt=after, sequence__lte=after + MOST_EVENTS)
            for row in LivestreamEvent.objects.filter(page, livestream__in=pks).order_by("sequence").values():
                found[row["livestream_id"], after].append({**row})
        return found
