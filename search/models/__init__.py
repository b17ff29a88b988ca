from search.models.documents import IndexedEngine, PendingProduct, ProductDocument, ProductText
from search.models.learning import SearchChoice, SearchedQuery
from search.models.together import BoughtTogether, FrontProduct

__all__ = [
    "BoughtTogether",
    "FrontProduct",
    "IndexedEngine",
    "PendingProduct",
    "ProductDocument",
    "ProductText",
    "SearchChoice",
    "SearchedQuery",
]
