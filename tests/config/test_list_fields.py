"""No list grows statements: not with its own length, not with the catalogue.

The list fields come from the schema, so a new one fails here until it has a row that says how to reach it.
"""

import pytest
from django.contrib.auth.models import Permission
from graphene_django.settings import graphene_settings
from graphql import get_named_type

from catalog.demo.scale import scale_to
from catalog.models import (
    ImportFault,
    ImportJob,
    ImportStatus,
    Listing,
    Product,
    ProductGroup,
    ProductStatus,
    SavedProduct,
)
from catalog.queries import current_taxonomy
from marketplace import clock
from marketplace.commands.audit import record
from marketplace.commands.notices.notify import notify
from marketplace.events import PasswordChanged
from marketplace.graphql.ids import global_id
from marketplace.models import OfficeLevel, Place, PlaceLevel, Post
from marketplace.queries import place_by_name
from search.models import SearchChoice, SearchedQuery
from sellers.models import Follow, Seller
from tests.catalog.factories import make_officer
from tests.catalog.managed.many import long_history, many_products
from tests.config.list_fields import list_fields, selection
from tests.config.list_rows import FIXED, ROWS
from tests.livestreams.many import many_livestreams
from tests.marketplace.people import make_session
from tests.marketplace.places import OLD
from tests.orders.many import cart_of, many_orders, many_reviews, many_vouchers, methods_of_each
from tests.sellers.people import make_shops
from tests.shop import NOW, ask, demo_shop, read_for_searches, statements

__all__ = ["demo_shop"]
pytestmark = pytest.mark.django_db

SCHEMA = graphene_settings.SCHEMA.graphql_schema
FIELDS = list_fields(SCHEMA)


@pytest.fixture(scope="module")
def seen(demo_shop, django_db_blocker):
    """What each field took: statements and entries, few and many, in the demo and in one four times as large."""
    with django_db_blocker.unblock():
        read_for_searches()
        asking = Asking()
        small = {field: asking.both(field) for field in FIELDS if field in ROWS}
        grow(asking.viewer)
        return {field: [*small[field], *asking.both(field)] for field in small}


def grow(officer):
    scale_to(total=600, now=NOW)
    read_for_searches()
    add_posts(officer, 1, 8)
    taxonomy = current_taxonomy().get()
    for number in range(30):
        names = {"name_vi": f"Nhóm {number}", "name_en": f"Group {number}"}
        code = f"more-{number}"
        top = ProductGroup.objects.create(taxonomy=taxonomy, code=code, slug=code, **names)
        below = f"{code}-below"
        ProductGroup.objects.create(taxonomy=taxonomy, code=below, slug=below, parent=top, **names)


def add_posts(officer, start, stop):
    provinces = Place.objects.filter(level=PlaceLevel.PROVINCE, valid_to__isnull=True).order_by("pk")[start:stop]
    Post.objects.bulk_create([Post(officer=officer, level=OfficeLevel.PROVINCE, place=place) for place in provinces])


class Asking:
    def __init__(self):
        self.viewer = make_officer()
        add_posts(self.viewer, 0, 1)
        looks_after = Permission.objects.filter(codename__in=["change_payment", "change_voucher"])
        self.viewer.user_permissions.add(*looks_after)
        self.viewer.get_all_permissions()  # read once a user: the first question alone would
        make_shops(self.viewer, 60, now=NOW)
        seller = self.viewer.memberships.first().seller
        waiting = many_products(seller, self.viewer, 120)
        Product.objects.filter(pk__in=[product.pk for product in waiting]).update(status=ProductStatus.IN_REVIEW)
        for shop in Seller.objects.filter(members__user=self.viewer):
            record(actor=self.viewer, action="edit_shop", subject=shop)
            record(actor=self.viewer, action="set_holiday", subject=shop)
        many_imports(seller, self.viewer)
        many_searches(waiting[0])
        many_orders(self.viewer, seller, 60)
        methods_of_each(Seller.objects.filter(members__user=self.viewer))
        many_reviews()
        many_vouchers(seller, 60)
        many_liked(self.viewer)
        many_livestreams(self.viewer, seller, 60, now=NOW)
        cart_of(self.viewer, 1)
        for number in range(60):
            make_session(self.viewer, now=NOW)
            notify(PasswordChanged(user_id=self.viewer.pk), number)
        district = place_by_name("Giao Thủy", level=PlaceLevel.DISTRICT, at=OLD)
        self.known = {
            "a district": global_id("Place", district.pk),
            "a seller": global_id("Seller", seller.pk),
            "a cart": cart_of(None, 12),
            "a variant": global_id("Variant", long_history(waiting[0].variants.first(), self.viewer).pk),
        }

    def both(self, field):
        parent, name = field.split(".")
        row = ROWS[field]
        source = row.source % selection(get_named_type(SCHEMA.get_type(parent).fields[name].type))
        return [self.asked(source, row.path, variables) for variables in row.few_and_many]

    def asked(self, source, path, variables):
        given = {name: self.known.get(value, value) for name, value in variables.items() if isinstance(value, str)}
        given = {**variables, **given}
        with statements() as ran:
            answer = ask(source, given, viewer=self.viewer)
        return len(ran), entries(answer, path)


def many_searches(product):
    day = clock.today(NOW)
    for number in range(80):
        SearchedQuery.objects.create(day=day, text=f"từ {number}", times=9, visitors=9)
        SearchChoice.objects.create(day=day, text=f"từ {number}", product_id=product.pk, times=1)


def many_liked(viewer):
    listings = Listing.objects.all()[:120]
    prices = {"price_seen": 5, "price_known": 5}
    SavedProduct.objects.bulk_create(SavedProduct(user=viewer, product_id=one.pk, **prices) for one in listings)
    Follow.objects.bulk_create(Follow(user=viewer, seller=shop) for shop in Seller.objects.filter(status="ACTIVE"))


def many_imports(seller, viewer):
    given = {"seller": seller, "actor": viewer, "status": ImportStatus.DONE, "ignored_columns": ["Ghi chú"]}
    jobs = ImportJob.objects.bulk_create([ImportJob(**given) for _ in range(120)])
    ImportFault.objects.bulk_create([ImportFault(job=job, line=2, code="INVALID", message="x") for job in jobs])


def entries(answer, path):
    """How many there are at that place in the answer, in all lists on the way together."""
    found = [answer]
    for name in path.split("."):
        found = [value[name] for value in found if value is not None]
        found = [entry for value in found for entry in (value if isinstance(value, list) else [value])]
    return len(found)


def test_every_list_field_of_the_schema_has_a_row():
    assert sorted(ROWS) == FIELDS


@pytest.mark.parametrize("field", FIELDS)
def test_statements_do_not_grow_with_the_list_nor_with_the_catalogue(field, seen):
    counts = [count for count, _ in seen[field]]
    assert counts == [counts[0]] * 4


@pytest.mark.parametrize("field", FIELDS)
def test_there_was_something_to_grow_with(field, seen):
    found = [entries for _, entries in seen[field]]
    assert min(found) > 0
    # The programme's figures have a few groups at any size; banks and kinds of notices stand in files; a query has as
    # many limits as it says, and there are five facets.
    fixed = field in FIXED or field.startswith("ProgrammeStatistics.")
    assert len(set(found)) > 1 or fixed
