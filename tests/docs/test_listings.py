"""docs/api/listings.md is a story that runs, and docs/product-life.md draws the table of steps."""

import re
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, parse, print_ast

from catalog.commands.statuses import STEPS
from catalog.models import Media
from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from marketplace.graphql.ids import global_id
from tests.catalog.factories import group_named, make_image, make_member, make_officer, make_seller

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCKS = re.findall(r"```graphql\n(.*?)```", (DOCS / "api" / "listings.md").read_text(), re.DOTALL)
OPERATIONS = {
    node.name.value: print_ast(node)
    for block in BLOCKS
    for node in parse(block).definitions
    if isinstance(node, OperationDefinitionNode)
}


class Story:
    """Tells the document's requests by name, and remembers which were told."""

    def __init__(self):
        self.seller = make_seller()
        self.owner, self.officer = make_member(self.seller), make_officer()
        self.known = {
            "seller": global_id("Seller", self.seller.pk),
            "group": global_id("ProductGroup", group_named("food-grain").pk),
        }
        self.told = []

    def tell(self, viewer, name):
        self.told.append(name)
        wanted = [
            variable.variable.name.value for variable in parse(OPERATIONS[name]).definitions[0].variable_definitions
        ]
        given = {variable: self.known.get(variable, f"key of {name}") for variable in wanted}
        result = execute(OPERATIONS[name], given, context=Context(viewer=viewer)).result
        assert result.errors is None, (name, result.errors)
        [answer] = result.data.values()
        assert answer is not None and answer.get("errors", []) == [], (name, answer)
        return answer

    def see(self, product):
        for name in ("product", "version"):
            self.known[name] = product["id" if name == "product" else name]


def test_the_whole_document_runs_from_a_draft_to_the_shelf_and_off_it():
    story = Story()
    made = story.tell(story.owner, "Add")["product"]
    story.see(made)
    story.known["variant"] = made["variants"][1]["id"]
    assert story.tell(story.owner, "Change")["product"]["version"] == made["version"] + 1
    assert story.tell(story.owner, "Prices")["productCount"] == 1
    assert [change["price"]["amount"] for change in story.tell(story.owner, "History")["nodes"]] == [
        *(39_000, 43_000, 215_000)
    ]
    assert story.tell(story.owner, "Received")["product"]["variants"][1]["onHand"] == 37
    assert story.tell(story.owner, "Counted")["changedCount"] == 1
    assert [moved["delta"] for moved in story.tell(story.owner, "Ledger")["nodes"]] == [23, 25, 12]
    pictures(story)
    reviewed(story)
    assert sorted(story.told) == sorted([*OPERATIONS, "Publish"])


def pictures(story):
    product_id = story.seller.products.get().pk
    media = [Media.objects.create(product_id=product_id, image=make_image(), alt="ảnh") for _ in range(2)]
    story.known["media"] = [global_id("Media", one.pk) for one in reversed(media)]
    story.known["picture"] = story.known["media"][0]
    assert [one["id"] for one in story.tell(story.owner, "Arrange")["product"]["media"]] == story.known["media"]
    assert story.tell(story.owner, "Describe")["product"]["media"][0]["alt"] == "Túi gạo tám xoan 1 kg"


def reviewed(story):
    owner, officer = story.owner, story.officer
    assert story.tell(owner, "Publish")["managedProduct"]["status"] == "IN_REVIEW"
    assert story.tell(owner, "Mine")["totalCount"] == 1
    story.see(story.tell(officer, "Queue")["nodes"][0])
    assert story.tell(officer, "Return")["product"]["statusReason"] == "Ảnh không rõ nhãn hàng."
    assert story.tell(owner, "Publish")["product"] is None
    assert story.tell(officer, "Approve")["product"] == {"slug": "gao-tam-xoan-hai-hau"}
    assert story.tell(owner, "Pause")["managedProduct"] == {"status": "PAUSED"}
    assert story.tell(officer, "TakeDown")["product"] == {"status": "TAKEN_DOWN"}
    assert story.tell(officer, "Restore")["product"] == {"status": "DRAFT"}
    assert story.tell(owner, "Publish")["managedProduct"]["status"] == "IN_REVIEW"
    assert story.tell(owner, "Withdraw")["product"] == {"status": "DRAFT"}
    assert story.tell(officer, "Trust")["account"] == {"isTrusted": True}
    story.told = [*dict.fromkeys(story.told), "Publish"]


def test_the_drawing_is_the_table():
    text = (DOCS / "product-life.md").read_text()
    drawn = set(re.findall(r"^ +([A-Z_]+) --> ([A-Z_]+): (\w+)$", text, re.MULTILINE))
    table = {(str(before), str(step.after), name) for name, step in STEPS.items() for before in step.before}
    assert drawn == table
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(STEPS)
