"""A small shop to search in, whatever the engine."""

from datetime import date

from catalog.commands.listings import refresh_listings
from catalog.models import Listing, Product
from search.policy import Wanted, answer
from search.suggestions import suggestions
from tests.catalog.factories import make_product

TODAY = date(2026, 11, 25)


class Shop:
    def __init__(self, kept, knowledge):
        self.kept = kept
        self.knowledge = knowledge

    def add(self, name, **fields):
        """A product on sale. Fields of its listing may be given: they are written there."""
        listed = {key: fields.pop(key) for key in ("sold_count", "rating_average", "rating_count") if key in fields}
        product = make_product(name=name, **fields)
        refresh_listings(product_ids=[product.pk], day=TODAY)
        if listed:
            Listing.objects.filter(pk=product.pk).update(**listed)
        return product

    def add_all(self, *names, **fields):
        return [self.add(name, **fields) for name in names]

    def answer(self, query, **wanted):
        self.kept.catch_up()
        self.knowledge.forget()
        given = {"today": TODAY, "size": 10, **wanted}
        return answer(Wanted(query=query, **given), self.kept.engine, self.knowledge.get())

    def names(self, query, **wanted):
        """Of the hits, the best first."""
        found = self.answer(query, **wanted)
        names = dict(Product.objects.values_list("pk", "name"))
        return [names[hit.product_id] for hit in found.found.hits[: wanted.get("size", 10)]]

    def suggested(self, query, most=8):
        self.kept.catch_up()
        self.knowledge.forget()
        known = self.knowledge.get()
        return suggestions(query, engine=self.kept.engine, known=known, language="vi", most=most)

    def facet(self, name, query="", **wanted):
        return dict(self.answer(query, facets=frozenset({name}), **wanted).found.facets[name])
