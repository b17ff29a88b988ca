from tests.search.servers.opensearch import opensearch_url
from tests.search.servers.osmem import osmem_url
from tests.shop import demo_shop, searched_shop

__all__ = ["demo_shop", "opensearch_url", "osmem_url", "searched_shop"]
