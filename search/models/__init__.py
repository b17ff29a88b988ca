from search.models.documents import PendingProduct, ProductDocument

__all__ = ["PendingProduct", "ProductDocument"]
