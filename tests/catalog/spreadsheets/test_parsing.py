import pytest
from django.utils import translation

from catalog.spreadsheets.errors import SheetInvalid
from catalog.spreadsheets.parsing import parsed_sheet
from catalog.spreadsheets.reading import read_sheet
from tests.catalog.spreadsheets.files import csv_file

GROUPS = {"Gạo, ngũ cốc": 7}


def parsed(*rows):
    return parsed_sheet(read_sheet(csv_file(*rows)), group_named=GROUPS.get)


def value(header, cell):
    answer = parsed(("sku", header), ("G1", cell))
    assert not answer.errors, answer.errors
    [values] = [row.values for row in answer.rows]
    [found] = [values[key] for key in values if key != "sku"]
    return found


def fault(header, cell):
    answer = parsed(("sku", header), ("G1", cell))
    assert answer.rows == []
    [error] = answer.errors
    return error.line, error.column, str(error.code)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Mã SKU", "sku"),
        ("ma sku", "sku"),
        ("TÊN SẢN PHẨM *", "product"),
        ("Giá bán (đồng)", "price"),
        ("Giá bán", "price"),
        ("Price (VND)", "price"),
        ("Tồn kho", "stock"),
        ("Stock", "stock"),
        ("khối lượng (g)", "weight_grams"),
        ("Barcode", "gtin"),
        ("compare_at_price", "compare_at_price"),
    ],
)
def test_headers_in_both_languages_with_and_without_accents(header, key):
    answer = parsed(("product", header), ("Gạo", "1")) if key != "product" else parsed((header,), ("1",))
    assert answer.ignored == []


def test_columns_of_ones_own_are_left_out_and_told():
    answer = parsed(("sku", "Ghi chú riêng"), ("G1", "x"))
    assert answer.ignored == ["Ghi chú riêng"]
    assert answer.rows[0].values == {"sku": "G1"}


@pytest.mark.parametrize("headers", [("giá", "tồn kho"), ("nothing", "known")])
def test_without_sku_or_name_nothing_is_read(headers):
    with pytest.raises(SheetInvalid):
        parsed(headers, ("1", "2"))


def test_two_columns_of_one_meaning_are_refused_by_name():
    with pytest.raises(SheetInvalid) as raised:
        parsed(("sku", "Giá", "Price"), ("1", "2", "3"))
    assert "Giá, Price" in str(raised.value)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("150000", 150_000),
        ("150.000", 150_000),
        ("150,000", 150_000),
        ("1.250.000 đ", 1_250_000),
        ("95 000₫", 95_000),
        ("7000 VNĐ", 7_000),
        ("1", 1),
    ],
)
def test_prices_as_people_write_them(cell, amount):
    assert value("price", cell) == amount


@pytest.mark.parametrize(
    "cell", ["0", "-5", "1.5", "150.00", "150.5", "1,2,3", "abc", "100000000000", "1e6", "١٢٣", "=1+1", "150k", "."]
)
def test_what_is_no_price_in_whole_dong(cell):
    assert fault("Giá bán", cell) == (2, "Giá bán", "INVALID")


@pytest.mark.parametrize(("cell", "number"), [("0", 0), ("12", 12), ("1.200", 1200)])
def test_numbers(cell, number):
    assert value("stock", cell) == number


@pytest.mark.parametrize("cell", ["-1", "2000000001", "12.5", "mười"])
def test_what_is_no_number(cell):
    assert fault("stock", cell)[2] == "INVALID"


@pytest.mark.parametrize(("cell", "flag"), [("Có", True), ("không", False), ("YES", True), ("0", False), ("x", True)])
def test_flags(cell, flag):
    assert value("on_sale", cell) is flag


def test_a_gtin_has_the_right_check_digit():
    assert value("gtin", "8 936012 345674") == "8936012345674"
    assert fault("gtin", "8936012345671")[2] == "INVALID"


def test_groups_are_found_by_what_names_them():
    assert value("group", "Gạo, ngũ cốc") == 7
    assert fault("group", "Đồ chơi")[2] == "INVALID"


def test_every_fault_of_every_row_is_told_at_once():
    answer = parsed(
        ("sku", "product", "price", "stock"),
        ("A", "Gạo", "0", "-1"),
        ("", "", "5", "5"),
        ("B", "Gạo\u200b", "5", "5"),
        ("C", "x" * 201, "5", "5"),
        ("C", "Gạo", "5", "5"),
        ("D", "Gạo", "5", "5"),
    )
    found = {(error.line, error.column, str(error.code)) for error in answer.errors}
    assert {
        (2, "price", "INVALID"),
        (2, "stock", "INVALID"),
        (3, "", "REQUIRED"),
        (5, "product", "INVALID"),
        (6, "sku", "DUPLICATE"),
    } <= found
    assert "D" in [row.values["sku"] for row in answer.rows]


def test_an_earlier_price_is_above_the_price():
    answer = parsed(("sku", "price", "compare_at_price"), ("A", "5000", "5000"))
    assert [(error.line, error.column) for error in answer.errors] == [(2, "compare_at_price")]


def test_empty_cells_leave_things_as_they_are():
    assert parsed(("sku", "price", "stock"), ("A", "", "3")).rows[0].values == {"sku": "A", "stock": 3}


def test_messages_speak_the_readers_language():
    with translation.override("vi"):
        vietnamese = parsed(("sku", "price"), ("A", "x")).errors[0].message
    with translation.override("en"):
        english = parsed(("sku", "price"), ("A", "x")).errors[0].message
    assert vietnamese != english
    assert "not a price" in english


@pytest.mark.parametrize(
    ("header", "cell", "expected"), [("Dài (mm)", "300", 300), ("rộng", "0", None), ("Height", "5.000", 5_000)]
)
def test_sides_are_whole_millimetres(header, cell, expected):
    assert value(header, cell) == expected


@pytest.mark.parametrize("cell", ["5001", "-1", "1,5", "dài"])
def test_sides_that_cannot_be_are_faults(cell):
    assert fault("Dài (mm)", cell) == (2, "Dài (mm)", "INVALID")
