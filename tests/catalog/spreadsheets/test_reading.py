import io
import tracemalloc
import zipfile
from datetime import datetime

import pytest

from catalog.spreadsheets import reading
from catalog.spreadsheets.errors import SheetInvalid, SheetTooLarge
from catalog.spreadsheets.reading import read_sheet
from tests.catalog.spreadsheets.files import csv_file, repacked, xlsx_file

HEADER = ("Mã SKU", "Tên sản phẩm", "Giá bán (đồng)")


def cells(content):
    return [row.cells for row in read_sheet(content).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_as_spreadsheet_programs_write_it(delimiter, encoding):
    sheet = read_sheet(csv_file(HEADER, ("G1", " Gạo nếp, mới ", "95000"), delimiter=delimiter, encoding=encoding))
    assert sheet.headers == HEADER
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, ("G1", "Gạo nếp, mới", "95000"))]


def test_xlsx_values_read_as_the_person_saw_them():
    content = xlsx_file(
        HEADER, ("G1", "Gạo", 95000), (8936012345678, True, 95000.0), (None, datetime(2026, 1, 5), 1.5)
    )
    assert cells(content) == [
        ("G1", "Gạo", "95000"),
        ("8936012345678", "1", "95000"),
        ("", "2026-01-05T00:00:00", "1.5"),
    ]


def test_lines_count_as_the_spreadsheet_program_does():
    content = csv_file((), HEADER, ("a", "hai\ndòng", "1"), ("", "", ""), ("b", "x", "2"))
    assert [row.line for row in read_sheet(content).rows] == [3, 6]


def test_short_rows_are_filled_and_long_ones_cut():
    assert cells(csv_file(HEADER, ("a",), ("b", "c", "d", "e"))) == [("a", "", ""), ("b", "c", "d")]


def test_what_export_made_harmless_reads_as_it_was():
    assert cells(csv_file(("sku",), ("'=1+1",), ("''quoted",), ("'tis",))) == [("=1+1",), ("'quoted",), ("'tis",)]


def bomb():
    """200 MB of zeros in a part of 200 kB."""
    return repacked(xlsx_file(HEADER), xl__worksheets__sheet1_xml=b"0" * 200_000_000)


def lying_bomb():
    """Says that its part has ten bytes."""
    content = repacked(xlsx_file(HEADER), xl__worksheets__sheet1_xml=b"<x>" + b"0" * 5_000_000)
    size = (5_000_003).to_bytes(4, "little")
    return content.replace(size, (10).to_bytes(4, "little"))


def billion_laughs():
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><worksheet>&l9;</worksheet>'
    return repacked(xlsx_file(HEADER), xl__worksheets__sheet1_xml=document.encode())


def many_parts():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for number in range(reading.MOST_PARTS + 1):
            file.writestr(f"{number}", b"")
        file.writestr("xl/workbook.xml", b"")
    return made.getvalue()


BAD = {
    "empty": (b"", SheetInvalid),
    "blank": (b"\n \n,,\n", SheetInvalid),
    "not UTF-8": ("Tên,Giá".encode("cp1258", "replace") + b"\xff\xfe", SheetInvalid),
    "NUL": (b"sku,name\na\0b,c", SheetInvalid),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", SheetInvalid),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, SheetInvalid),
    "a broken quotation": (b'sku,name\n1,"x\n', SheetInvalid),
    "half a zip": (xlsx_file(HEADER)[:-60], SheetInvalid),
    "some other zip": (repacked(xlsx_file(HEADER), without=("xl/workbook.xml",)), SheetInvalid),
    "macros": (repacked(xlsx_file(HEADER), xl__vbaProject_bin=b"x"), SheetInvalid),
    "not XML inside": (repacked(xlsx_file(HEADER), xl__worksheets__sheet1_xml=b"nonsense"), SheetInvalid),
    "61 columns": (csv_file([f"c{n}" for n in range(61)]), SheetInvalid),
    "a long cell": (csv_file(HEADER, ("x" * 20_001,)), SheetInvalid),
    "20,001 rows": (csv_file(HEADER, *[("x",)] * 20_001), SheetTooLarge),
    "over 10 MB": (b"x" * 10_000_001, SheetTooLarge),
    "a zip of many parts": (many_parts(), SheetTooLarge),
    "billion laughs": (billion_laughs(), SheetInvalid),
    "a bomb that lies": (lying_bomb(), SheetInvalid),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_sheet_is_refused(name):
    content, error = BAD[name]
    with pytest.raises(error) as raised:
        read_sheet(content)
    assert raised.value.field == ["file"]
    assert str(raised.value)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    content = bomb()
    tracemalloc.start()
    with pytest.raises(SheetTooLarge):
        read_sheet(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_cell_at_the_end_of_the_world_does_not_fill_the_memory():
    far = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>sku</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    content = repacked(xlsx_file(HEADER), xl__worksheets__sheet1_xml=far.encode())
    assert read_sheet(content).rows == []
