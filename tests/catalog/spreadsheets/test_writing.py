import csv
import io

import pytest
from openpyxl import load_workbook

from catalog.spreadsheets.parsing import parsed_sheet
from catalog.spreadsheets.reading import read_sheet
from catalog.spreadsheets.writing import csv_lines, xlsx_file

EVIL = '=HYPERLINK("http://evil.example","x")'
ROW = {
    "sku": "G1",
    "product": EVIL,
    "group": "Gạo, ngũ cốc",
    "variant": "+84",
    "price": 95_000,
    "stock": 0,
    "gtin": "8936012345674",
    "on_sale": True,
    "summary": "-1",
    "description": "@SUM(A1)",
    "story": 'Ngày xưa,\ncó một "làng"',
}


def written(kind, language="vi"):
    return b"".join(csv_lines([ROW], language)) if kind == "csv" else xlsx_file([ROW], language)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_was_written_reads_back_as_it_was(kind, language):
    sheet = read_sheet(written(kind, language))
    answer = parsed_sheet(sheet, group_named={"Gạo, ngũ cốc": 7}.get)
    assert (answer.errors, answer.ignored) == ([], [])
    assert answer.rows[0].values == {**ROW, "group": 7}


def test_no_csv_cell_starts_a_formula():
    text = written("csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{EVIL}" in cells
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r\n")]


def test_no_xlsx_cell_is_a_formula():
    sheet = load_workbook(io.BytesIO(written("xlsx"))).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert EVIL in [cell.value for cell in sheet[2]]


def test_excel_is_told_that_it_is_utf_8():
    assert written("csv").startswith(b"\xef\xbb\xbf")
