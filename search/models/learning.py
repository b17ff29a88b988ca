from django.db import models


class SearchedQuery(models.Model):
    """What shoppers typed on a day, and what came of it. Nothing says who: people are counted, never kept."""

    day = models.DateField()
    text = models.CharField(max_length=80, help_text="Cleaned, in lower case")
    times = models.PositiveIntegerField(default=0)
    visitors = models.PositiveIntegerField(default=0, help_text="Different ones, of that day")
    not_found = models.PositiveIntegerField(default=0, help_text="Times nothing was found that is all of it")
    choices = models.PositiveIntegerField(default=0, help_text="Times somebody went on to a product")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "text"], name="search_query_of_a_day")]

    def __str__(self) -> str:
        return f"{self.text} on {self.day}"


class SearchChoice(models.Model):
    """Which product was chosen from what was found for a query, on a day."""

    day = models.DateField()
    text = models.CharField(max_length=80)
    product_id = models.BigIntegerField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product_id", "day", "text"], name="search_choice_of_a_day")]

    def __str__(self) -> str:
        return f"product {self.product_id} for {self.text} on {self.day}"
