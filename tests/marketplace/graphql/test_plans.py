import logging

import graphene
import pytest

from marketplace.graphql.documents import MOST_PLANS, Documents
from marketplace.graphql.execution import execute
from marketplace.graphql.selection import selected
from tests.marketplace.graphql.market import SellerById, schema


@pytest.fixture
def run(context):
    documents = Documents(schema.graphql_schema)
    return lambda source, variables=None: execute(documents.get(source), variables, context=context)


@pytest.mark.parametrize(
    "source",
    [
        "{ hello }",
        "{ __typename products(first: 1) { __typename id stars price { amount } kind seller { place { name } } } }",
        '{ node(id: "s1") { __typename id ... on Seller { phone } ... on Named { name } } }',
        "{ products(first: 2) { related { id ...S } placeName } } fragment S on Seller { place { name } }",
        "query ($n: Int! = 2) { products(first: $n, stars: {min: $n}) { id @skip(if: true) name } }",
    ],
)
def test_ordinary_queries_run_as_a_plan(run, source):
    execution = run(source)
    assert execution.is_planned
    assert execution.result.errors is None


@pytest.mark.parametrize(
    ("source", "has_errors"),
    [
        ("{ __schema { queryType { name } } }", False),
        ('{ __type(name: "Query") { name } }', False),
        ("{ products { crash } }", True),
        ("{ nullableProducts { broken } }", True),
        ("{ things { ... on Product { id } } }", True),
        ("{ nothing }", True),
    ],
)
def test_what_a_plan_cannot_answer_is_left_to_the_other_executor(run, source, has_errors):
    execution = run(source)
    assert not execution.is_planned
    assert (execution.result.errors is not None) == has_errors


def test_a_plan_that_gives_up_tells_why_in_the_debug_log(run, caplog):
    caplog.set_level(logging.DEBUG, "marketplace.graphql")
    run("{ products { refused } }")
    assert "BadFilter" in caplog.text


def test_giving_up_does_not_load_again_what_is_known(run, context):
    run("{ products { seller { id } refused } nullableProducts { seller { name } } }")
    assert context.loader(SellerById).trips == [[1, 2, 3, 404]]


def test_a_plan_is_compiled_once_for_each_set_of_conditions(run):
    source = "query ($with: Boolean!, $n: Int) { products(first: $n) { id name @include(if: $with) } }"
    for with_name, count in [(True, 1), (True, 2), (False, 1), (False, 3)]:
        execution = run(source, {"with": with_name, "n": count})
        assert execution.is_planned
        assert len(execution.result.data["products"]) == count
        assert ("name" in execution.result.data["products"][0]) == with_name
    assert len(execution.document.plans) == 2


def test_the_plans_of_one_document_are_bounded(run):
    names = [f"c{number}" for number in range(6)]
    declared = ", ".join(f"${name}: Boolean!" for name in names)
    source = f"query ({declared}) {{ hello {' '.join(f'{name}: hello @skip(if: ${name})' for name in names)} }}"
    for number in range(64):
        execution = run(source, {name: bool(number >> bit & 1) for bit, name in enumerate(names)})
    assert len(execution.document.plans) == MOST_PLANS


def test_operations_of_one_document_do_not_share_plans(context):
    source = """query A($x: Boolean!) { hello @skip(if: $x) a: hello }
        query B($x: Range) { b: hello products(stars: $x) { id } }"""
    document = Documents(schema.graphql_schema).get(source)
    first = execute(document, {"x": True}, context=context, operation_name="A")
    second = execute(document, {"x": {"min": 4, "max": 4}}, context=context, operation_name="B")
    assert first.result.data == {"a": "xin chào"}
    assert second.result.data == {"b": "xin chào", "products": [{"id": "p1"}, {"id": "p2"}]}


def test_fields_keep_the_order_of_the_query_even_when_they_come_later(run):
    [row] = run("{ products(first: 1) { seller { id } id __typename placeName name } }").result.data["products"]
    assert list(row) == ["seller", "id", "__typename", "placeName", "name"]


class Echo(graphene.ObjectType):
    tags = graphene.List(graphene.String, tags=graphene.List(graphene.String))
    asked = graphene.List(graphene.String)
    field = graphene.String()

    @staticmethod
    def resolve_tags(root, info, tags):
        tags.append("changed by a resolver")
        return tags

    @staticmethod
    def resolve_field(root, info):
        where = (info.field_name, info.parent_type.name, str(info.return_type), info.operation.name.value)
        assert info.schema.query_type is info.parent_type
        assert info.field_nodes[0].alias.value == "f"
        assert info.fragments == {}
        assert info.root_value is root
        return f"{where} {info.variable_values}"


def test_a_resolver_that_changes_its_arguments_does_not_change_the_plan(ask):
    echo = graphene.Schema(query=Echo)
    for _ in range(2):
        assert ask('{ tags(tags: ["a"]) }', schema=echo).data == {"tags": ["a", "changed by a resolver"]}


def test_resolvers_are_told_of_their_field(ask):
    echo = graphene.Schema(query=Echo)
    result = ask("query Q($v: Boolean = true) { f: field @include(if: $v) }", schema=echo)
    assert result.data == {"f": "('field', 'Echo', 'String', 'Q') {'v': True}"}


def test_rows_that_are_objects_are_read_by_attribute(ask):
    class Row:
        tags = ("x", None)

    assert ask("{ asked }", schema=graphene.Schema(query=Echo), root_value={"asked": iter("ab")}).data == {
        "asked": ["a", "b"]
    }
    assert ask("{ asked }", schema=graphene.Schema(query=Echo), root_value=Row()).data == {"asked": None}


def test_look_ahead_is_collected_once_for_a_plan(ask):
    branches = []

    class Query(graphene.ObjectType):
        echo = graphene.Field(Echo)

        @staticmethod
        def resolve_echo(root, info):
            branches.append(info.branch)
            assert selected(info).names == {"asked"}
            return {}

    planned = graphene.Schema(query=Query)
    for _ in range(2):
        assert ask("{ echo { asked } }", schema=planned).errors is None
    assert branches[0] is branches[1]
