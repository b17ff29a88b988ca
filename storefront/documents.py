"""The pages' GraphQL documents: one file a page in `documents/`, written for the public schema like any client's."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "documents"

# `#import "card.graphql"`, as Apollo's tools write it: pages share the fragments of a card or a picture.
_IMPORT = re.compile(r'^#import "(?P<name>[a-z-]+)\.graphql"$', re.MULTILINE)


def page_names(folder: Path = FOLDER) -> list[str]:
    """The documents that pages run; the shared fragments below `fragments/` are none."""
    return sorted(path.stem for path in folder.glob("*.graphql"))


@cache
def source(name: str, folder: Path = FOLDER) -> str:
    """The document with the fragments that it imports, each once. Raises FileNotFoundError."""
    own = (folder / f"{name}.graphql").read_text()
    fragments: dict[str, str] = {}
    _gather(own, folder / "fragments", fragments)
    return "\n".join([own, *fragments.values()])


def _gather(text: str, folder: Path, fragments: dict[str, str]) -> None:
    for name in _IMPORT.findall(text):
        if name not in fragments:
            fragments[name] = (folder / f"{name}.graphql").read_text()
            _gather(fragments[name], folder, fragments)
