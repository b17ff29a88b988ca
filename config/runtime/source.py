"""Two looks at the source that no linter takes: how long files are, and whether translations are complete."""

from pathlib import Path

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

MOST_LINES = 300
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
        known = {message.id: message.string for message in read_mo(file) if message.id}
    wanted = {message.id: message.string for message in catalog if message.id and not message.fuzzy}
    return (
        found
        if known == wanted
        else [*found, "differs from its compiled .mo: run `msgfmt` (manage.py compilemessages)"]
    )
