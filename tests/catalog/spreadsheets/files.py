"""Spreadsheet files, good and bad, made on the spot."""

import csv
import io
import zipfile

from openpyxl import Workbook


def csv_file(*rows, delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_file(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def repacked(content, *, without=(), **parts):
    """The XLSX file with parts replaced, added or left out; names with __ for / and _ for ."""
    made = io.BytesIO()
    given = {name.replace("__", "/").replace("_", "."): part for name, part in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in given and name not in without:
                new.writestr(name, old.read(name))
        for name, part in given.items():
            new.writestr(name, part)
    return made.getvalue()
