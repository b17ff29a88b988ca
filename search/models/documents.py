from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone


class ProductDocument(models.Model):
    """The words by which a listed product is found. What it costs and whether it is to be had stands in its listing.

    Both spellings of each word are there, "nước" and "nuoc", at the same place, so that one query can ask for either.
    `names` is small, so that ranking reads no second page: weight A is the product's own name, B its seller's, its
    groups' and its places', C its attributes'. `texts` has all the rest.
    """

    product_id = models.BigIntegerField(primary_key=True)
    names = SearchVectorField()
    texts = SearchVectorField()
    name_folded = models.CharField(max_length=200)
    word_count = models.PositiveSmallIntegerField(help_text="Of the name: shorter names say more with each word")
    version = models.BigIntegerField(help_text="Of the PendingProduct that it was written for")

    class Meta:
        indexes = [
            GinIndex(fields=["names"], name="search_names", fastupdate=False),
            GinIndex(fields=["texts"], name="search_texts", fastupdate=False),
            GinIndex(fields=["name_folded"], name="search_name_trigrams", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return f"document of product {self.product_id}"


class PendingProduct(models.Model):
    """A product whose document may be out of date. Triggers add rows in the transaction of whatever changed.

    `version` grows with every change, so that of two documents of one product the later is known.
    """

    product_id = models.BigIntegerField(primary_key=True)
    version = models.BigIntegerField(unique=True)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"product {self.product_id} at {self.version}"
