"""Compares Elasticsearch's documents with the shop."""

from collections.abc import Collection, Iterator
from typing import Any

from catalog.models import Listing
from search.commands.elastic.indexes import answered
from search.commands.elastic.keeping import keep_index
from search.commands.elastic.writing import sources_of
from search.engines.elastic.names import alias_name
from search.models import IndexedEngine

PAGE = 1_000


class ElasticIndex:
    """For `verify_index`. Each raises EngineDown."""

    @property
    def name(self) -> str:
        """Under which changes are noted for the index that serves."""
        return IndexedEngine.objects.filter(is_serving=True).values_list("pk", flat=True).first() or ""

    def catch_up(self) -> None:
        while keep_index():
            pass

    def differing(self, product_ids: Collection[int]) -> list[int]:
        sources = sources_of(product_ids)
        if not sources:
            return []
        with answered() as elastic:
            found = elastic.mget(index=alias_name(), ids=[str(pk) for pk in sources])["docs"]
        kept = {int(one["_id"]): one.get("_source") for one in found}
        return [pk for pk, source in sources.items() if kept.get(pk) != source]

    def left(self) -> list[int]:
        left: list[int] = []
        for page in self._pages():
            listed = set(Listing.objects.filter(pk__in=page).values_list("pk", flat=True))
            left += [pk for pk in page if pk not in listed]
        return left

    def _pages(self) -> Iterator[list[int]]:
        after: dict[str, Any] = {}
        while True:
            with answered() as elastic:
                answer = elastic.search(
                    index=alias_name(), size=PAGE, sort=[{"product_id": "asc"}], source=False, **after
                )
            page = [int(hit["_id"]) for hit in answer["hits"]["hits"]]
            if not page:
                return
            yield page
            after = {"search_after": [page[-1]]}
