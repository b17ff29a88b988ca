import graphene
import pytest
from django.utils.translation import gettext

from marketplace.errors import Duplicate, Refusals, Required
from marketplace.graphql.documents import documents_of
from marketplace.graphql.execution import execute
from marketplace.graphql.loaders import Loader
from marketplace.graphql.mutations import Mutation
from marketplace.models import IdempotencyKey

SHOPS: dict[int, str] = {}


class ShopById(Loader):
    def fetch(self, keys):
        return {key: {"id": key, "name": SHOPS[key]} for key in keys if key in SHOPS}


class Shop(graphene.ObjectType):
    id = graphene.ID(required=True)
    name = graphene.String(required=True)


class OpenShop(Mutation):
    """Opens a shop."""

    class Input:
        name = graphene.String(required=True)

    shop = graphene.Field(Shop)

    @classmethod
    def write(cls, context, *, name):
        if name in SHOPS.values():
            raise Duplicate(gettext("This field is required."), field=["name"])
        if name == "crash":
            raise KeyError("secret")
        number = len(SHOPS) + 1
        SHOPS[number] = name
        return {"shop": number}

    @classmethod
    def answer(cls, context, *, shop):
        return {"shop": context.loader(ShopById).load(shop)}


class OpenShops(Mutation):
    """Opens several, all of them or none, and says how many there are when it cannot."""

    class Input:
        names = graphene.List(graphene.NonNull(graphene.String), required=True)

    count = graphene.Int()

    @classmethod
    def write(cls, context, *, names):
        refusals = Refusals()
        for number, name in enumerate(names):
            with refusals.of_row():
                if not name:
                    raise Required(field=["names", str(number)])
        refusals.tell()
        SHOPS.update({len(SHOPS) + 1 + number: name for number, name in enumerate(names)})
        return {"count": len(SHOPS)}

    @classmethod
    def refused(cls, context, error, *, names):
        return {"count": len(SHOPS)}


class OpenShopOnce(OpenShop):
    is_repeatable = True


class RenameShop(Mutation):
    class Input:
        id = graphene.Int(required=True)
        name = graphene.String(required=True)

    shop = graphene.Field(Shop)

    @classmethod
    def write(cls, context, *, id, name):
        SHOPS[id] = name
        return {"shop": {"id": id, "name": name}}


class Mutations(graphene.ObjectType):
    open_shop = OpenShop.Field()
    open_shop_once = OpenShopOnce.Field()
    open_shops = OpenShops.Field()
    rename_shop = RenameShop.Field()


class Query(graphene.ObjectType):
    shop = graphene.Field(Shop)


schema = graphene.Schema(query=Query, mutation=Mutations)
ONCE = """mutation ($name: String!, $key: String!) {
    openShopOnce(input: {name: $name, idempotencyKey: $key}) { shop { %s } errors { code field } } }"""


@pytest.fixture(autouse=True)
def no_shops():
    SHOPS.clear()


@pytest.fixture
def write(ask):
    return lambda source, variables=None: ask(source, variables, schema=schema)


def test_the_schema_has_one_input_and_a_payload_with_errors():
    text = str(schema)
    assert "openShop(input: OpenShopInput!): OpenShopPayload" in text
    assert "type OpenShopPayload {\n  shop: Shop\n  errors: [Error!]!\n}" in text
    assert "input OpenShopOnceInput {\n  name: String!" in text
    assert "idempotencyKey: String!" in text
    assert '"""Opens a shop."""' in text


def test_a_write_answers_its_object_and_no_errors(write, context):
    result = write('mutation { openShop(input: {name: "Nhót"}) { shop { id name } errors { code } } }')
    assert result.errors is None
    assert result.data == {"openShop": {"shop": {"id": "1", "name": "Nhót"}, "errors": []}}
    assert not context.cacheable


@pytest.mark.parametrize(
    ("language", "message"), [("en", "This field is required."), ("vi", "Trường này là bắt buộc.")]
)
def test_a_broken_rule_is_told_in_the_language_of_the_request_and_writes_nothing(write, context, language, message):
    context.language = language
    SHOPS[1] = "Nhót"
    result = write('mutation { openShop(input: {name: "Nhót"}) { shop { id } errors { code field message } } }')
    assert result.errors is None
    assert result.data["openShop"] == {
        "shop": None,
        "errors": [{"code": "DUPLICATE", "field": ["name"], "message": message}],
    }
    assert SHOPS == {1: "Nhót"}


@pytest.mark.parametrize(
    ("names", "wrong"), [(["A", "B"], []), (["A", ""], ["1"]), (["", "B", ""], ["0", "2"]), ([""] * 150, range(100))]
)
def test_what_is_wrong_with_each_row_is_told_at_once_with_what_is_there(write, names, wrong):
    source = "mutation ($names: [String!]!) { openShops(input: {names: $names}) { count errors { code field } } }"
    payload = write(source, {"names": names}).data["openShops"]
    assert payload["errors"] == [{"code": "REQUIRED", "field": ["names", str(number)]} for number in wrong]
    assert payload["count"] == len(SHOPS) == (0 if wrong else 2)


def test_what_nobody_foresaw_nulls_the_mutation_and_the_next_one_still_runs(write):
    result = write(
        """mutation { a: openShop(input: {name: "crash"}) { shop { id } }
        b: openShop(input: {name: "B"}) { shop { id } } }"""
    )
    assert result.data == {"a": None, "b": {"shop": {"id": "1"}}}
    assert [error.path for error in result.errors] == [["a"]]


def test_each_mutation_is_answered_before_the_next_one_writes(write):
    SHOPS[1] = "old"
    result = write(
        """mutation { a: openShop(input: {name: "A"}) { shop { name } }
        b: renameShop(input: {id: 2, name: "B"}) { shop { name } }
        c: openShop(input: {name: "C"}) { shop { name } } }"""
    )
    assert [result.data[alias]["shop"]["name"] for alias in "abc"] == ["A", "B", "C"]


@pytest.mark.django_db
def test_a_repeated_write_is_made_once_and_answered_whatever_is_selected(write):
    first = write(ONCE % "id", {"name": "Nhót", "key": "k-1"})
    again = write(ONCE % "id name", {"name": "Nhót", "key": "k-1"})
    assert first.data["openShopOnce"] == {"shop": {"id": "1"}, "errors": []}
    assert again.data["openShopOnce"] == {"shop": {"id": "1", "name": "Nhót"}, "errors": []}
    assert SHOPS == {1: "Nhót"}
    assert IdempotencyKey.objects.get().response == {"shop": 1}


@pytest.mark.django_db
def test_a_key_used_for_another_write_is_refused(write):
    write(ONCE % "id", {"name": "Nhót", "key": "k-1"})
    result = write(ONCE % "id", {"name": "Other", "key": "k-1"})
    assert result.data["openShopOnce"] == {
        "shop": None,
        "errors": [{"code": "IDEMPOTENCY_KEY_REUSED", "field": ["idempotencyKey"]}],
    }
    assert SHOPS == {1: "Nhót"}


@pytest.mark.django_db
def test_a_refused_write_leaves_its_key_free(write):
    SHOPS[1] = "Nhót"
    refused = write(ONCE % "id", {"name": "Nhót", "key": "k-1"})
    assert refused.data["openShopOnce"]["errors"] == [{"code": "DUPLICATE", "field": ["name"]}]
    del SHOPS[1]
    assert write(ONCE % "id", {"name": "Nhót", "key": "k-1"}).data["openShopOnce"]["errors"] == []


def test_what_was_loaded_before_a_write_is_forgotten(context):
    SHOPS[1] = "old"
    assert context.loader(ShopById).load(1).resolve()["name"] == "old"
    source = 'mutation { renameShop(input: {id: 1, name: "new"}) { shop { id } } }'
    execute(documents_of(schema.graphql_schema).get(source), context=context)
    assert context.loader(ShopById).load(1).resolve()["name"] == "new"
