"""Two looks at the source that no linter takes: how long files are, and whether translations are complete."""

from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

MOST_LINES = 300
Plain = str | tuple[str, ...]

NOT_OURS = {".venv", "var", "node_modules", "migrations"}


def long_files(root: Path) -> list[str]:
    found = []
    for path in sorted(root.rglob("*.py")):
        if NOT_OURS.isdisjoint(path.relative_to(root).parts):
            length = len(path.read_text().splitlines())
            if length > MOST_LINES:
                found.append(f"{path.relative_to(root)}: {length} lines, {MOST_LINES} at most")
    return found


def bad_translations(root: Path) -> list[str]:
    found = []
    for path in sorted(root.glob("*/locale/*/LC_MESSAGES/*.po")):
        found += [f"{path.relative_to(root)}: {complaint}" for complaint in _complaints(path)]
    return found


def _complaints(path: Path) -> list[str]:
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name)
    found = [f"line {message.lineno}: {error}" for message, errors in catalog.check() for error in errors]
    missing = [str(message.id) for message in catalog if message.id and (message.fuzzy or not message.string)]
    found += [f"not translated: {text!r}" for text in missing]
    compiled = path.with_suffix(".mo")
    if not compiled.exists():
        return [*found, "not compiled"]
    with compiled.open("rb") as file:
        known = _entries(read_mo(file))
    if known != _entries(catalog):
        found.append("differs from its compiled .mo: run `python -m config.runtime.messages`")
    return found


def _entries(catalog: Catalog) -> dict[Plain, Plain]:
    usable = (message for message in catalog if message.id and not message.fuzzy)
    return {_plain(message.id): _plain(message.string or "") for message in usable}


def _plain(text: str | Sequence[str]) -> Plain:
    """Plurals come as lists from .mo files and as tuples from .po files."""
    return text if isinstance(text, str) else tuple(text)
