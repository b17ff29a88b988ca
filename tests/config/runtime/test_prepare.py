from config.runtime import prepare
from storefront.documents import source


def test_shop_does_not_start_with_a_page_that_the_schema_does_not_know(monkeypatch, capsys):
    wrong = "query { products { nodes { colour } } }"
    monkeypatch.setattr("storefront.checks.source", lambda name: wrong if name == "home" else source(name))
    monkeypatch.setattr(prepare, "_has_sellers", lambda: True)
    assert prepare.main() == 1
    assert "home.graphql" in capsys.readouterr().err
