from django.db import models


class BoughtTogether(models.Model):
    """How many orders had both products. Each pair stands here twice, so that either finds the other."""

    product_id = models.BigIntegerField()
    other_id = models.BigIntegerField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product_id", "other_id"], name="search_pair_once")]
        indexes = [models.Index(fields=["product_id", "-times"], name="search_pairs_of_product")]

    def __str__(self) -> str:
        return f"{self.product_id} with {self.other_id}: {self.times}"
