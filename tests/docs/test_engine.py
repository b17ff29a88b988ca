"""What docs/engine.md says of files, limits and code is what there is."""

import re
from pathlib import Path

import pytest

from marketplace.graphql import catalogue_changes, documents, response_cache
from marketplace.graphql.limits import cost, nesting, parsing, shape

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "engine.md").read_text()
ENGINE = ROOT / "marketplace" / "graphql"
EXCERPT = re.compile(r"`([\w/]+\.py)`[^`]*:\n\n```python\n(.*?)```", re.DOTALL)
LIMITS = [
    (parsing.TOKENS, parsing.COMMENTS, parsing.CHARACTERS),
    (shape.DEPTH, shape.INTROSPECTION_DEPTH, shape.ALIASES, shape.FIELDS, shape.REPETITIONS),
]
FIGURES = [
    f"up to {documents.CAPACITY:,} characters of source",
    f"than {documents.LARGEST_KEPT:,}, and none with errors",
    f"Each keeps up to {documents.MOST_PLANS} plans",
    f"| {nesting.DEEPEST}; none |",
    f"| cost | {cost.BUDGET:,} |",
    f"for {catalogue_changes.SILENCE:.0f} seconds, nothing is taken",
    f"larger than {response_cache.LARGEST_KEPT // 1_000} kB",
    f"longer than {response_cache.LONGEST:.0f} seconds",
]


def test_every_file_that_is_named_is_there():
    named = set(re.findall(r"`((?:[\w]+/)*[\w]+\.py)`", PAGE))
    assert len(named) > 25
    assert {name for name in named if not ((ENGINE / name).exists() or (ROOT / name).exists())} == set()


def test_every_excerpt_stands_in_its_file():
    excerpts = EXCERPT.findall(PAGE)
    assert len(excerpts) == PAGE.count("```python") == 5
    for file, excerpt in excerpts:
        assert excerpt.rstrip() in (ROOT / file).read_text(), file


@pytest.mark.parametrize("numbers", LIMITS)
def test_limits_are_those_of_the_code(numbers):
    assert f"| {'; '.join(f'{number:,}' for number in numbers)} |" in PAGE


@pytest.mark.parametrize("figure", FIGURES)
def test_figures_are_those_of_the_code(figure):
    assert figure in " ".join(PAGE.split())
