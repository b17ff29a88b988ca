"""`python -m config.runtime.messages`: brings the rooms' translation files up to date with the code; compiles them.

Reads Python through Babel and templates through Django's own parser, so that no gettext programs are needed.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template import Engine
from django.template.base import Node, Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("marketplace", "sellers", "catalog", "livestreams", "orders", "search", "promotion", "storefront", "config")
LANGUAGE = "vi"  # messages are written in English in the code
_LAZY = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")}
_CONSTANT = re.compile(r"""\b_\((?P<quote>["'])(?P<text>.+?)(?P=quote)\)""")  # _("…") as an argument of a tag

Message = tuple[str, str | None]  # the English text and its context
Found = tuple[str | tuple[str, str], str | None]


def rooms(root: Path = ROOT) -> list[Path]:
    return [root / name for name in ROOMS if (root / name).is_dir()]


def messages(room: Path) -> list[Found]:
    """Every message of a room: its text (or singular and plural) and its context."""
    found: dict[Found, None] = {}
    for path in sorted(room.rglob("*.py")):
        found |= dict.fromkeys(_in_python(path))
    for path in sorted((room / "templates").rglob("*.*")):
        found |= dict.fromkeys(_in_template(path))
    return list(found)


def catalog_of(room: Path) -> Catalog:
    """The room's translations as they stand in its file; empty when there is none."""
    path = po_path(room)
    if not path.exists():
        return Catalog(locale=LANGUAGE, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def untranslated(room: Path) -> list[str]:
    """Messages of the code without a translation that may be used."""
    catalog = catalog_of(room)
    return [
        str(text)
        for text, context in messages(room)
        if (entry := catalog.get(_key(text), context)) is None or entry.fuzzy or not _is_complete(entry.string)
    ]


def compiled(room: Path) -> bytes:
    """What the room's .mo file must hold."""
    file = io.BytesIO()
    write_mo(file, catalog_of(room))
    return file.getvalue()


def po_path(room: Path) -> Path:
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def mo_path(room: Path) -> Path:
    return po_path(room).with_suffix(".mo")


def update(room: Path) -> None:
    """Adds what is new with an empty translation, drops what is gone, compiles."""
    wanted = Catalog(locale=LANGUAGE, charset="utf-8", fuzzy=False)
    for text, context in messages(room):
        wanted.add(text, context=context)
    if not len(wanted):
        return
    catalog = catalog_of(room)
    catalog.update(wanted, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    catalog.obsolete.clear()
    po_path(room).parent.mkdir(parents=True, exist_ok=True)
    with po_path(room).open("wb") as file:
        write_po(file, catalog, width=118, sort_output=True, omit_header=False, include_previous=False)
    mo_path(room).write_bytes(compiled(room))


def _in_python(path: Path) -> Iterator[Found]:
    with path.open("rb") as file:
        for _line, text, _comments, context in extract("python", file, keywords={**DEFAULT_KEYWORDS, **_LAZY}):
            yield text if isinstance(text, str) else (text[0], text[1]), context


def _in_template(path: Path) -> Iterator[Found]:
    source = path.read_text(encoding="utf-8")
    template = Template(source, engine=Engine.get_default())
    for node in template.nodelist.get_nodes_by_type(Node):
        if isinstance(node, TranslateNode):
            yield node.filter_expression.var.literal.replace("%", "%%"), _context(node)
        elif isinstance(node, BlockTranslateNode):
            singular = node.render_token_list(node.singular)[0]
            yield (singular, node.render_token_list(node.plural)[0]) if node.plural else singular, _context(node)
    for match in _CONSTANT.finditer(source):
        yield match["text"], None


def _context(node: TranslateNode | BlockTranslateNode) -> str | None:
    return node.message_context.var if node.message_context else None


def _key(text: str | tuple[str, str]) -> str:
    return text if isinstance(text, str) else text[0]


def _is_complete(translation: str | Sequence[str] | None) -> bool:
    return bool(translation) and (isinstance(translation, str) or all(translation or ()))


def main() -> int:
    django.setup()
    for room in rooms():
        update(room)
        for text in untranslated(room):
            print(f"{po_path(room).relative_to(ROOT)}: not translated: {text}")
    return int(any(untranslated(room) for room in rooms()))


if __name__ == "__main__":
    sys.exit(main())
