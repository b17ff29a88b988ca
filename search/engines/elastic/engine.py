"""The search in Elasticsearch or OpenSearch."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from elastic_transport import ApiError, TransportError
from elasticsearch import Elasticsearch
from elasticsearch.dsl import Q, Query, Search

from search.engines.elastic.begun import request
from search.engines.elastic.conditions import chosen, meant
from search.engines.elastic.conditions import named as has_names
from search.engines.elastic.facets import add_facets, facets_of
from search.engines.elastic.orders import number_of, ordered, parts_of, position_of, values_of
from search.engines.elastic.ranking import scored
from search.engines.elastic.turns import BEHIND, Scored, behind, in_turns, place
from search.engines.elastic.words import every
from search.engines.postgres.begun import named
from search.engines.protocol import FIRST, Asked, Begun, EngineDown, Found, Hit, Reach
from search.text.understanding import Word

Answer = Mapping[str, Any]


class ElasticEngine:
    """Searches one index, or what an alias stands for."""

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self._client = client
        self._index = index

    def search(self, asked: Asked) -> Found:
        """One request; another where no name says what was typed, or behind the first FIRST hits."""
        try:
            return self._search(asked)
        except (TransportError, ApiError) as error:
            raise EngineDown(f"{type(error).__name__}: {error}") from error

    def begun(self, words: Sequence[Word], *, products: int, sellers: int) -> Begun:
        """Names are read where they are right to the second: a request, and one statement."""
        try:
            answer = self._ask(request(self._index, words, products))
        except (TransportError, ApiError) as error:
            raise EngineDown(f"{type(error).__name__}: {error}") from error
        found = [hit["fields"]["product_id"][0] for hit in answer["hits"]["hits"]]
        return named(found, words, sellers=sellers)

    def _search(self, asked: Asked) -> Found:
        in_texts = asked.reach is Reach.PHRASES and bool(asked.understanding.required) and not self._has_named(asked)
        request = self._request(asked, in_texts=in_texts)
        if asked.sort == "RELEVANCE":
            counted = replace(asked, facets=frozenset(), wants_total=False)
            answer, hits = self._in_turns(asked, request, self._request(counted, in_texts=in_texts))
        else:
            answer = self._ask(_behind(request, asked)[: asked.size + 1])
            hits = [_hit(asked, hit) for hit in answer["hits"]["hits"]]
        total = answer["hits"]["total"]["value"] if asked.wants_total else None
        return Found(hits[: asked.size + 1], total, facets_of(asked.facets, answer))

    def _request(self, asked: Asked, *, in_texts: bool) -> Search:
        """Where facets are counted, chosen limits narrow the hits behind them."""
        conditions = meant(asked, in_texts=in_texts)
        passes = chosen(asked.limits, asked.today)
        request = Search(index=self._index).sort(*ordered(asked.sort)).source(False)
        request = request.extra(track_total_hits=asked.wants_total, fields=["product_id", "seller_id"])
        if asked.facets and passes:
            request = request.post_filter(every(passes.values()))
        else:
            conditions += passes.values()
        request = request.query(_query(asked, conditions))
        add_facets(request, asked, passes)
        return request

    def _has_named(self, asked: Asked) -> bool:
        """Texts are not looked into where names say it, of whatever limits."""
        answer = self._ask(Search(index=self._index).query(has_names(asked)).extra(terminate_after=1)[:0])
        return bool(answer["hits"]["total"]["value"])

    def _in_turns(self, asked: Asked, request: Search, rest: Search) -> tuple[Answer, list[Hit]]:
        """`rest`: the same without what is counted once."""
        after = asked.after
        if after is not None and after[1] >= BEHIND:
            answer = self._ask(request.extra(search_after=_number(asked, after))[: asked.size + 1])
            return answer, behind(_scored(asked, answer))
        answer = self._ask(request[:FIRST])
        first = _scored(asked, answer)
        hits = in_turns(first)
        if after is not None:
            hits = [hit for hit in hits if place(hit.position) > place(after)]
        if len(hits) <= asked.size and len(first) == FIRST:
            last = behind(first[-1:])[0].position
            more = rest.extra(search_after=_number(asked, last))
            hits += behind(_scored(asked, self._ask(more[: asked.size + 1])))
        return answer, hits

    def _ask(self, request: Search) -> Answer:
        """Raises EngineDown for an answer of some shards alone."""
        answer = self._client.search(index=self._index, body=request.to_dict()).body
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineDown("some shards did not answer")
        return answer  # type: ignore[no-any-return]


def _query(asked: Asked, conditions: Sequence[Query]) -> Query:
    if asked.sort in ("RELEVANCE", "STARS"):
        return scored(asked, conditions)
    return Q("bool", filter=list(conditions) or [Q("match_all")])


def _behind(request: Search, asked: Asked) -> Search:
    if asked.after is None:
        return request
    if asked.sort != "STARS":
        return request.extra(search_after=values_of(asked.sort, asked.after))
    stars, tier, score, product_id = asked.after
    number = number_of(stars, tier, score, has_words=_has_words(asked))
    return request.extra(search_after=[number, product_id])


def _hit(asked: Asked, hit: Answer) -> Hit:
    if asked.sort != "STARS":
        position = position_of(asked.sort, hit["sort"])
        return Hit(position[-1], position)
    number, product_id = hit["sort"]
    return Hit(product_id, (*parts_of(number, has_words=_has_words(asked)), product_id))


def _scored(asked: Asked, answer: Answer) -> list[Scored]:
    found = []
    for hit in answer["hits"]["hits"]:
        number, product_id = hit["sort"]
        _stars, tier, score = parts_of(number, has_words=_has_words(asked))
        found.append(Scored(product_id, hit["fields"]["seller_id"][0], tier, score))
    return found


def _number(asked: Asked, position: Sequence[Any]) -> list[Any]:
    tier, _turn, score, product_id = position
    return [number_of(0, tier, score, has_words=_has_words(asked)), product_id]


def _has_words(asked: Asked) -> bool:
    return bool(asked.understanding.required)
