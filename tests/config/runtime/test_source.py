from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from config.runtime.source import bad_translations, long_files


def _write(root: Path, messages: dict[str, str], compiled: Catalog | None = None) -> None:
    folder = root / "storefront" / "locale" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    catalog = Catalog(locale="vi")
    for text, translation in messages.items():
        catalog.add(text, translation, flags=["python-format"] if "%" in text else [])
    with (folder / "django.po").open("wb") as file:
        write_po(file, catalog)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalog if compiled is None else compiled)


def test_complete_translation_passes(tmp_path: Path) -> None:
    _write(tmp_path, {"Basket": "Giỏ hàng"})
    assert bad_translations(tmp_path) == []


def test_missing_translation_is_told(tmp_path: Path) -> None:
    _write(tmp_path, {"Basket": ""})
    assert any("not translated: 'Basket'" in complaint for complaint in bad_translations(tmp_path))


def test_translation_that_was_not_compiled_is_told(tmp_path: Path) -> None:
    _write(tmp_path, {"Basket": "Giỏ hàng"}, compiled=Catalog(locale="vi"))
    (complaint,) = bad_translations(tmp_path)
    assert "differs from its compiled .mo" in complaint


def test_translation_that_would_break_formatting_is_told(tmp_path: Path) -> None:
    _write(tmp_path, {"%(count)s items": "%(so)s món"})
    assert bad_translations(tmp_path) != []


@pytest.mark.parametrize(("lines", "count"), [(300, 0), (301, 1)])
def test_only_files_over_the_limit_are_told(tmp_path: Path, lines: int, count: int) -> None:
    for name in ("room.py", "migrations/0001.py"):
        path = tmp_path / "catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n" * lines)
    found = long_files(tmp_path)
    assert len(found) == count
    assert all("room.py" in complaint for complaint in found)
