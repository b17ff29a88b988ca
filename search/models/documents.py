from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone


class ProductDocument(models.Model):
    """The words by which a listed product is found, beside copies of what ranks and narrows: so that a search reads
    one table. What a hit costs and whether it is to be had is read from its listing all the same.

    Both spellings of each word are there, "nước" and "nuoc", at the same place, so that one query can ask for either.
    `names` is small: weight A is the product's own name, B its seller's, its groups' and its places', C its
    attributes'. All the rest is in ProductText.
    """

    product_id = models.BigIntegerField(primary_key=True)
    seller_id = models.BigIntegerField()
    group_id = models.BigIntegerField()
    place_id = models.BigIntegerField(null=True)
    price_min = models.BigIntegerField()
    price_max = models.BigIntegerField()
    stars = models.PositiveSmallIntegerField()
    certified_until = models.DateField(null=True, help_text="Compared with today, as in the listing")
    is_available = models.BooleanField()
    quality = models.FloatField(help_text="What sets one of two equals above the other")
    word_count = models.PositiveSmallIntegerField(help_text="Of the name")
    names = SearchVectorField()
    version = models.BigIntegerField(help_text="Of the PendingProduct that it was written for")

    class Meta:
        indexes = [
            GinIndex(fields=["names"], name="search_names", fastupdate=False),
            models.Index(fields=["-quality", "-product_id"], name="search_best"),
            # Those of a place, a group, a seller, the best first.
            models.Index(fields=["place_id", "-quality", "-product_id"], name="search_place"),
            models.Index(fields=["group_id", "-quality", "-product_id"], name="search_group"),
            models.Index(fields=["seller_id", "-quality", "-product_id"], name="search_seller"),
        ]

    def __str__(self) -> str:
        return f"document of product {self.product_id}"


class ProductText(models.Model):
    """The words of a product's texts: looked at when its names say too little."""

    product_id = models.BigIntegerField(primary_key=True)
    texts = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["texts"], name="search_texts", fastupdate=False)]

    def __str__(self) -> str:
        return f"texts of product {self.product_id}"


class IndexedEngine(models.Model):
    """An index beside PostgreSQL's that is kept: changes are noted for each of these too.

    One that is being filled stands beside the one that serves, and takes its place when it has caught up.
    """

    name = models.CharField(max_length=20, primary_key=True)
    layout = models.CharField(max_length=16, default="", help_text="Of the code that made it")
    is_noted = models.BooleanField(default=False, help_text="All products were noted as pending once")
    is_serving = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class PendingProduct(models.Model):
    """A product whose document may be out of date. Triggers add rows in the transaction of whatever changed.

    `version` grows with every change, so that of two documents of one product the later is known. Each engine takes
    up its own rows: one that is down finds them when it is back.
    """

    pk = models.CompositePrimaryKey("engine", "product_id")
    engine = models.CharField(max_length=20)
    product_id = models.BigIntegerField()
    version = models.BigIntegerField()
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["engine", "version"], name="search_pending_in_order")]

    def __str__(self) -> str:
        return f"product {self.product_id} at {self.version} for {self.engine}"
