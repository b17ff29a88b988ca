from search.models.documents import IndexedEngine, PendingProduct, ProductDocument, ProductText
from search.models.learning import SearchChoice, SearchedQuery
from search.models.together import BoughtTogether

__all__ = [
    "BoughtTogether",
    "IndexedEngine",
    "PendingProduct",
    "ProductDocument",
    "ProductText",
    "SearchChoice",
    "SearchedQuery",
]
