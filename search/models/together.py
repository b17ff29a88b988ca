from django.db import models
from django.db.models.functions import Now


class BoughtTogether(models.Model):
    """How many orders had both products. Each pair stands here twice, so that either finds the other.

    `faded_at`: when `times` was last halved, or when the pair was first seen.
    """

    product_id = models.BigIntegerField()
    other_id = models.BigIntegerField()
    times = models.PositiveIntegerField(default=0)
    faded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product_id", "other_id"], name="search_pair_once")]
        indexes = [
            models.Index(fields=["product_id", "-times"], name="search_pairs_of_product"),
            models.Index(fields=["faded_at"], name="search_pairs_to_fade"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} with {self.other_id}: {self.times}"


class FrontProduct(models.Model):
    """The goods for the front of the shop, as they were last weighed: by `place`, the best first."""

    place = models.PositiveSmallIntegerField(primary_key=True)
    product_id = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"{self.place}: {self.product_id}"
