"""Asking the API as somebody, for tests of the sellers' room."""

from django.core.files.uploadedfile import SimpleUploadedFile

from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from marketplace.graphql.ids import global_id
from tests.sellers.people import NOW

ACCOUNT = """id sellerId status name taxCode goods yourRole acceptsOrders { yes reason }
    application { id status version reason }
    checklist { requirement { kind isRequired } state isSettled }
    papers { id kind status reason downloadPath }
    members { id role fullName email isYou }
    invitations { id contact role }
    payoutAccount { number holder bank { shortName } }"""


def asked(viewer, source, variables=None, *, now=NOW, language="en"):
    """The answer's data; fails when there are errors."""
    context = Context(viewer=viewer, language=language, now=now)
    result = execute(source, variables, context=context).result
    assert result.errors is None, [(error.message, error.original_error) for error in result.errors]
    return result.data


def written(viewer, name, input, fields=f"account {{ {ACCOUNT} }}", *, now=NOW):
    """The payload of a mutation, whose input type has its name."""
    type_name = f"{name[0].upper()}{name[1:]}Input"
    source = (
        f"mutation ($input: {type_name}!) {{ {name}(input: $input) {{ {fields} errors {{ code field message }} }} }}"
    )
    return asked(viewer, source, {"input": input}, now=now)[name]


def codes(payload):
    return [(error["code"], error["field"]) for error in payload["errors"]]


def file(content, name="../../etc/passwd.html", media_type="text/html"):
    """Its name and type lie, as an enemy's would."""
    return SimpleUploadedFile(name, content, content_type=media_type)


def seller_id(application):
    return global_id("Seller", application.seller_id)
