from search.models.documents import IndexedEngine, PendingProduct, ProductDocument, ProductText

__all__ = ["IndexedEngine", "PendingProduct", "ProductDocument", "ProductText"]
