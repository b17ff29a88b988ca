"""Vietnamese is the shop's first language: no message of the code may be without it."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from config.runtime import messages
from config.runtime.source import bad_translations

ROOMS = [room for room in messages.rooms() if messages.messages(room)]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_message_has_a_vietnamese_translation(room: Path):
    assert messages.untranslated(room) == [], "translate them, then: python -m config.runtime.messages"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_compiled_file_holds_what_the_text_file_says(room: Path):
    assert messages.mo_path(room).read_bytes() == messages.compiled(room)


def test_files_are_sound():
    assert bad_translations(messages.ROOT) == []


@pytest.fixture
def small_room(tmp_path: Path) -> Path:
    room = tmp_path / "room"
    (room / "templates").mkdir(parents=True)
    (room / "words.py").write_text('from django.utils.translation import gettext_lazy as _\nWORD = _("ripe")\n')
    (room / "templates" / "page.html").write_text(
        "{% load i18n %}{% translate 'sweet' %}"
        "{% blocktranslate count counter=n %}{{ counter }} mango{% plural %}{{ counter }} mangoes"
        "{% endblocktranslate %}"
    )
    messages.update(room)
    return room


def test_new_messages_of_code_and_templates_count_as_untranslated(small_room: Path):
    assert len(messages.untranslated(small_room)) == 3


def test_translated_messages_no_longer_count_and_are_compiled(small_room: Path):
    translate(small_room, {"ripe": "chín", "sweet": "ngọt"})
    assert messages.untranslated(small_room) == ["('%(counter)s mango', '%(counter)s mangoes')"]
    translate(small_room, {"%(counter)s mango": ("%(counter)s quả xoài",)})
    assert messages.untranslated(small_room) == []
    messages.update(small_room)
    assert messages.mo_path(small_room).read_bytes() == messages.compiled(small_room)


def test_fuzzy_translations_do_not_count(small_room: Path):
    translate(small_room, {"ripe": "chín"}, fuzzy=True)
    assert "ripe" in messages.untranslated(small_room)


def test_changed_translation_makes_the_compiled_file_stale(small_room: Path):
    translate(small_room, {"ripe": "chín"})
    assert messages.mo_path(small_room).read_bytes() != messages.compiled(small_room)


def test_messages_that_left_the_code_leave_the_file(small_room: Path):
    (small_room / "words.py").write_text("")
    messages.update(small_room)
    assert messages.catalog_of(small_room).get("ripe") is None
    assert messages.catalog_of(small_room).get("sweet") is not None


def translate(room: Path, words: dict[str, str | tuple[str, ...]], *, fuzzy: bool = False) -> None:
    path = messages.po_path(room)
    with path.open("rb") as file:
        catalog = read_po(file, locale="vi")
    for text, translation in words.items():
        catalog[text].string = translation
        if fuzzy:
            catalog[text].flags.add("fuzzy")
    with path.open("wb") as file:
        write_po(file, catalog)
