"""The start-up check: a page whose document the schema does not know must not be served."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from storefront import documents
from storefront.checks import check_documents, faults_of


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "fragments").mkdir()
    return tmp_path


def test_documents_of_all_pages_are_valid():
    assert len(documents.page_names()) >= 10
    assert check_documents() == []


@pytest.mark.parametrize("text,complaint", [
    ("query { products { nodes { slug colour } } }", "colour"),
    ("query ($slug: Int!) { product(slug: $slug) { name } }", "$slug"),
    ("query { product(slug: ) { name } }", "Syntax Error"),
    ("query { products { nodes { ...Card } } }", "Card"),
    ("query { products { nodes { slug } } } fragment Unused on Product { name }", "Unused"),
    ("", "Syntax Error"),
])  # fmt: skip
def test_wrong_document_is_a_fault(text, complaint):
    faults = faults_of("wrong", text)
    assert faults and complaint in faults[0].msg
    assert faults[0].obj == "storefront/documents/wrong.graphql" and faults[0].is_serious()


def test_wrong_document_stops_the_start(monkeypatch):
    right = documents.source
    wrong = "query { products { nodes { colour } } }"
    monkeypatch.setattr("storefront.checks.source", lambda name: wrong if name == "home" else right(name))
    with pytest.raises(SystemCheckError, match="colour"):
        call_command("check", stderr=io.StringIO())


def test_imported_fragments_come_along_once(folder):
    (folder / "page.graphql").write_text('#import "card.graphql"\n#import "picture.graphql"\nquery { a { ...Card } }')
    (folder / "fragments/card.graphql").write_text('#import "picture.graphql"\nfragment Card on A { ...Picture }')
    (folder / "fragments/picture.graphql").write_text("fragment Picture on B { c }")
    found = documents.source("page", folder)
    assert found.count("fragment Card") == found.count("fragment Picture") == 1
    assert documents.page_names(folder) == ["page"]


def test_missing_fragment_is_told(folder):
    (folder / "page.graphql").write_text('#import "gone.graphql"\nquery { a }')
    with pytest.raises(FileNotFoundError, match="gone"):
        documents.source("page", folder)
