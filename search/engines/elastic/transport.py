"""The client that is used for the index: Elasticsearch's own, which OpenSearch understands through a node of ours."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from elastic_transport import HttpHeaders, Urllib3HttpNode
from elastic_transport._node._base import NodeApiResponse
from elastic_transport.client_utils import DEFAULT, DefaultType
from elasticsearch import Elasticsearch

CONNECTIONS = 10  # to each node, of a process
_MEDIA_TYPES = {
    "application/vnd.elasticsearch+json; compatible-with=8": "application/json",
    "application/vnd.elasticsearch+x-ndjson; compatible-with=8": "application/x-ndjson",
}


class PlainJsonNode(Urllib3HttpNode):
    """Speaks to OpenSearch, which knows neither Elastic's media types nor the header that the client looks for."""

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: DefaultType | float | None = DEFAULT,
    ) -> NodeApiResponse:
        plain = HttpHeaders({name: _MEDIA_TYPES.get(value, value) for name, value in (headers or {}).items()})
        answered = super().perform_request(method, target, body=body, headers=plain, request_timeout=request_timeout)
        known = HttpHeaders({**answered.meta.headers, "x-elastic-product": "Elasticsearch"})
        return answered._replace(meta=replace(answered.meta, headers=known))


def client() -> Elasticsearch:
    """This process's own; made anew when the settings change."""
    return _client(tuple(settings.ELASTICSEARCH_URL), settings.ELASTICSEARCH_FLAVOUR, settings.ELASTICSEARCH_TIMEOUT)


@lru_cache(maxsize=4)
def _client(addresses: tuple[str, ...], flavour: str, timeout: float) -> Elasticsearch:
    """Never tries twice: another engine answers, and what was not indexed is still noted as pending."""
    options: dict[str, Any] = {"node_class": PlainJsonNode} if flavour == "opensearch" else {}
    return Elasticsearch(
        list(addresses),
        connections_per_node=CONNECTIONS,
        request_timeout=timeout,
        max_retries=0,
        retry_on_timeout=False,
        **options,
    )
