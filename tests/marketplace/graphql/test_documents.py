import hashlib

from graphql import GraphQLError, ValidationRule, specified_rules

from marketplace.graphql.documents import LARGEST_KEPT, Documents
from marketplace.graphql.errors import formatted
from tests.marketplace.graphql.market import schema


class NoHello(ValidationRule):
    def enter_field(self, node, *_args):
        if node.name.value == "hello":
            self.report_error(GraphQLError("Not today.", node, extensions={"code": "NO_HELLO"}))


def documents(**options):
    return Documents(schema.graphql_schema, **options)


def test_the_same_text_is_read_once():
    kept = documents()
    assert kept.get("{ hello }") is kept.get("{ hello }")
    assert kept.get("{ hello }").digest == hashlib.sha256(b"{ hello }").hexdigest()


def test_the_documents_used_last_are_kept_within_the_capacity():
    kept = documents(capacity=30)
    first, second = kept.get("{ hello }"), kept.get("{ a: hello }")
    kept.get("{ hello }")
    kept.get("{ b: hello }")
    assert kept.get("{ hello }") is first
    assert kept.get("{ a: hello }") is not second


def test_huge_and_faulty_documents_are_not_kept():
    kept = documents()
    huge = "{ hello " + "#" * LARGEST_KEPT + "\n}"
    assert kept.get(huge) is not kept.get(huge)
    assert kept.get("{ no }") is not kept.get("{ no }")


def test_a_rule_of_our_own_keeps_its_own_code():
    [error] = documents(rules=[*specified_rules, NoHello]).get("{ hello }").errors
    assert formatted(error)["extensions"] == {"code": "NO_HELLO"}


def test_errors_of_one_document_are_limited():
    assert len(documents().get("{" + " ".join(f"no{n}" for n in range(500)) + "}").errors) < 30


def test_operations_are_found_by_name():
    found = documents().get("query A { hello } query B { hello }")
    assert found.operation("B").name.value == "B"
    assert found.operation() is None
    assert found.operation("C") is None
