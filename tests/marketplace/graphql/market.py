"""A small schema with everything an executor meets: loaders, interfaces, unions, lists of both, things that break."""

from collections import OrderedDict
from enum import Enum

import graphene
from django.utils.translation import get_language
from graphql.pyutils import Undefined

from marketplace.errors import BadFilter, ErrorCode
from marketplace.graphql.loaders import Loader
from marketplace.graphql.scalars import BigInt


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


ColourType = graphene.Enum.from_enum(Colour)
SELLERS = {
    1: {"__typename": "Seller", "id": "s1", "name": "Làng Nhót", "place_id": 7, "phone": None},
    2: {"__typename": "Seller", "id": "s2", "name": "Hải Hậu", "place_id": 8, "phone": "0912"},
    3: {"__typename": "Seller", "id": "s3", "name": None, "place_id": 99, "phone": "0913"},
}
PRODUCTS = [
    {"__typename": "Product", "id": "p1", "name": "Nước mắm", "stars": 4, "seller_id": 1, "price": 90_000_000_000},
    {"__typename": "Product", "id": "p2", "name": "Gạo tám", "stars": None, "seller_id": 2, "price": 35_000},
    {"__typename": "Product", "id": "p3", "name": "Chè lam", "stars": 3, "seller_id": 3, "price": 20_000},
    {"__typename": "Product", "id": "p4", "name": "Kẹo sìu châu", "stars": 3, "seller_id": 404, "price": 0},
]
PLACES = {7: {"name": "Ý Yên"}, 8: {"name": "Hải Hậu"}}


class SellerById(Loader):
    def __init__(self, context):
        super().__init__(context)
        self.trips = []

    def fetch(self, keys):
        self.trips.append(list(keys))
        return {key: SELLERS[key] for key in keys if key in SELLERS}


class PlaceById(Loader):
    def __init__(self, context):
        super().__init__(context)
        self.trips = []

    def fetch(self, keys):
        self.trips.append(list(keys))
        return {key: PLACES[key] for key in keys if key in PLACES}


class Broken(Loader):
    def __init__(self, context):
        super().__init__(context)
        self.trips = []

    def fetch(self, keys):
        self.trips.append(list(keys))
        raise ConnectionError("password=secret")


class Place(graphene.ObjectType):
    name = graphene.String(required=True)


class Named(graphene.Interface):
    id = graphene.ID(required=True)
    name = graphene.String(required=True)


class Seller(graphene.ObjectType):
    class Meta:
        interfaces = (Named,)

    phone = graphene.String()
    place = graphene.Field(Place)
    broken = graphene.String(required=True)
    products = graphene.List(graphene.NonNull(lambda: Product), required=True, first=graphene.Int(default_value=2))

    @staticmethod
    def resolve_place(row, info):
        return info.context.loader(PlaceById).load(row["place_id"])

    @staticmethod
    def resolve_broken(row, info):
        return info.context.loader(Broken).load(row["id"])

    @staticmethod
    def resolve_products(row, info, first):
        return [product for product in PRODUCTS if SELLERS.get(product["seller_id"]) is row][:first]


class Price(graphene.ObjectType):
    amount = BigInt(required=True)
    currency = graphene.String(required=True)


class Product(graphene.ObjectType):
    class Meta:
        interfaces = (Named,)

    stars = graphene.Int()
    price = graphene.Field(Price, required=True)
    seller = graphene.Field(Seller, required=True)
    place_name = graphene.String()
    related = graphene.List(Named, required=True)
    label = graphene.String(required=True, prefix=graphene.String(default_value=""), loud=graphene.Boolean())
    kind = graphene.Field(graphene.Enum("Kind", [("FOOD", "food"), ("DRINK", "drink")]))
    refused = graphene.String()
    broken = graphene.String(required=True)
    crash = graphene.Int()

    @staticmethod
    def resolve_price(row, info):
        return {"amount": row["price"], "currency": "VND"}

    @staticmethod
    def resolve_seller(row, info):
        return info.context.loader(SellerById).load(row["seller_id"])

    @staticmethod
    def resolve_place_name(row, info):
        return (
            info.context.loader(SellerById)
            .load(row["seller_id"])
            .then(lambda seller: info.context.loader(PlaceById).load(seller["place_id"]))
            .then(lambda place: place and place["name"])
        )

    @staticmethod
    def resolve_related(row, info):
        return [info.context.loader(SellerById).load(row["seller_id"]), PRODUCTS[0], None]

    @staticmethod
    def resolve_label(row, info, prefix, loud=False):
        label = prefix + row["name"]
        return label.upper() if loud else label

    @staticmethod
    def resolve_kind(row, info):
        return "drink" if row["id"] == "p1" else "food"

    @staticmethod
    def resolve_refused(row, info):
        raise BadFilter(field=["filter", "stars"])

    @staticmethod
    def resolve_broken(row, info):
        return info.context.loader(Broken).load(row["id"])

    @staticmethod
    def resolve_crash(row, info):
        if row["id"] in ("p2", "p3"):
            raise ZeroDivisionError("at /srv/secret.py")
        return row["price"]


class Thing(graphene.Union):
    class Meta:
        types = (Product, Seller)


class Attributes:
    """A row that is no dict."""

    matrix = (range(2), [None, "3"], None, ["four"])
    number = "12"
    truth = 1
    ratio = 1
    text = 5
    kind = "unheard of"
    not_a_list = "text"
    nobody = None


class Odd(graphene.ObjectType):
    """What resolvers answer that is not quite what the schema says."""

    matrix = graphene.List(graphene.List(graphene.NonNull(graphene.Int)))
    number = graphene.Int(required=True)
    truth = graphene.Boolean(required=True)
    ratio = graphene.Float()
    text = graphene.String()
    kind = graphene.Field(ColourType)
    colours = graphene.List(graphene.NonNull(ColourType))
    not_a_list = graphene.List(graphene.String)
    nobody = graphene.Field(lambda: Odd)
    somebody = graphene.Field(Named)
    sellers = graphene.List(graphene.List(Seller))

    @staticmethod
    def resolve_colours(row, info):
        return [Colour.RED, "blue", "RED"]

    @staticmethod
    def resolve_sellers(row, info):
        load = info.context.loader(SellerById).load
        return [
            [load(1), None, load(404)],
            load(2).then(lambda found: load(3).then(lambda other: [found, other])).then(list),
            [],
        ]


ODDITIES = [
    Attributes(),
    {"number": None, "truth": True, "nobody": {"number": 1}, "ratio": 0.5, "colours": [], "somebody": PRODUCTS[0]},
    {"number": 2**40, "ratio": float("inf"), "text": ["x"], "kind": Colour.RED, "somebody": {"__typename": "Odd"}},
    {"number": 3, "truth": "true", "text": ValueError("answered, not raised"), "kind": "red", "nobody": Undefined},
    {"number": True, "text": Undefined, "ratio": "2.5", "matrix": [{1}, "no", {}], "nobody": "text"},
    OrderedDict(number=5.0, kind=Undefined, matrix=[], nobody=ValueError("answered"), not_a_list=["a", None, 3]),
]


class Range(graphene.InputObjectType):
    min = graphene.Int()
    max = graphene.Int()


class Query(graphene.ObjectType):
    hello = graphene.String(required=True)
    language = graphene.String(required=True)
    products = graphene.List(
        graphene.NonNull(Product), required=True, first=graphene.Int(default_value=10), stars=graphene.Argument(Range)
    )
    nullable_products = graphene.List(Product)
    things = graphene.List(Thing)
    node = graphene.Field(Named, id=graphene.ID(required=True))
    code = graphene.Field(graphene.Enum.from_enum(ErrorCode))
    echo = graphene.String(number=graphene.Int(required=True, default_value=1))
    nothing = graphene.String(required=True)
    odd = graphene.List(Odd)
    one_odd = graphene.Field(Odd, required=True, number=graphene.Int(required=True))

    @staticmethod
    def resolve_odd(root, info):
        return ODDITIES

    @staticmethod
    def resolve_one_odd(root, info, number):
        return ODDITIES[number % len(ODDITIES)]

    @staticmethod
    def resolve_hello(root, info):
        return "xin chào"

    @staticmethod
    def resolve_language(root, info):
        return get_language()

    @staticmethod
    def resolve_products(root, info, first, stars=None):
        stars = stars or {}
        least, most = stars.get("min", 0), stars.get("max", 5)
        return [row for row in PRODUCTS if row["stars"] is None or least <= row["stars"] <= most][:first]

    @staticmethod
    def resolve_nullable_products(root, info):
        return PRODUCTS

    @staticmethod
    def resolve_things(root, info):
        return [*PRODUCTS, *SELLERS.values(), {"__typename": "Place", "name": "no thing"}, {"name": "what?"}]

    @staticmethod
    def resolve_node(root, info, id):
        return next((row for row in [*PRODUCTS, *SELLERS.values()] if row["id"] == id), None)

    @staticmethod
    def resolve_code(root, info):
        return ErrorCode.NOT_FOUND

    @staticmethod
    def resolve_echo(root, info, number):
        return str(number)


schema = graphene.Schema(query=Query)
