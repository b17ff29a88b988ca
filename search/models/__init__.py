from search.models.documents import IndexedEngine, PendingProduct, ProductDocument, ProductText
from search.models.learning import SearchChoice, SearchedQuery

__all__ = ["IndexedEngine", "PendingProduct", "ProductDocument", "ProductText", "SearchChoice", "SearchedQuery"]
