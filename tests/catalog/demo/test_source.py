import shutil

import pytest

from catalog.demo.source import DATA, read_source
from marketplace.tables import BadRow
from sellers.models import LegalForm


def test_tables_hold_the_reports_totals():
    products = read_source()
    makers = {product.producer.name: product.producer.legal_form for product in products}
    forms = list(makers.values())
    assert len(products) == 146
    assert [forms.count(form) for form in (LegalForm.ENTERPRISE, LegalForm.COOPERATIVE, LegalForm.HOUSEHOLD)] == [
        35,
        18,
        27,
    ]
    assert [sum(product.stars == stars for product in products) for stars in (3, 4)] == [118, 28]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("Thực phẩm,\"Gạo, ngũ cốc\",4,180000", "Thực phẩm,\"Gạo, ngũ cốc\",6,180000", 2, "stars"),
        ("4,180000,túi", "4,-180000,túi", 2, "price_vnd"),
        ("4,180000,túi", "4,180 000,túi", 2, "price_vnd"),
        ("4,180000,túi", "4,٣٠٠,túi", 2, "price_vnd"),
        ("Gạo sạch chất lượng cao 888,", ",", 2, "name_vi"),
        ("Gạo sạch chất lượng cao 888,", "Máy cày cao cấp 888,", 2, "kinds.csv"),
        ("Gạo sạch chất lượng cao 888,", "Gạo sinh thái ruộng rươi,", 4, "twice"),
        ("888,Công ty TNHH Toản Xuân,", "888,Công ty TNHH Không Có,", 2, "producers.csv"),
        ("888,Công ty TNHH Toản Xuân,doanh_nghiep", "888,Công ty TNHH Toản Xuân,hop_tac_xa", 2, "form"),
        ("Thực phẩm,\"Gạo, ngũ cốc\",4,180000", "Thực phẩm,Máy móc,4,180000", 2, "Máy móc"),
        ("Thực phẩm,\"Gạo, ngũ cốc\",4,180000", "Đồ uống,\"Gạo, ngũ cốc\",4,180000", 2, "Đồ uống"),
        ("4,180000,túi,5 kg,", "4,180000,túi,5 kg,thừa,", 2, "cells"),
    ],
)  # fmt: skip
def test_bad_product_is_refused_with_file_line_and_reason(tmp_path, old, new, line, reason):
    data = shutil.copytree(DATA, tmp_path / "data")
    table = data / "products.csv"
    text = table.read_text()
    assert old in text
    table.write_text(text.replace(old, new, 1))
    with pytest.raises(BadRow) as refusal:
        read_source(data)
    assert str(refusal.value).startswith(f"products.csv:{line}: ")
    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Xã Vạn Thắng,13864,4,", "Xã Vạn Thắng,13864,5,", "product_count"),
        ("Xã Vạn Thắng,13864,4,", "Xã Vạn Thắng,13x64,4,", "unit_2025_code"),
        ("doanh_nghiep,Huyện Ý Yên,Xã Yên Lương", "doanh_nghiep,Huyện Y Yên,Xã Yên Lương", "district"),
    ],
)
def test_bad_producer_is_refused_with_file_line_and_reason(tmp_path, old, new, reason):
    data = shutil.copytree(DATA, tmp_path / "data")
    table = data / "producers.csv"
    text = table.read_text()
    assert old in text
    table.write_text(text.replace(old, new, 1))
    with pytest.raises(BadRow, match=rf"^producers\.csv:2: .*{reason}"):
        read_source(data)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\xff\xfe", "UTF-8"), (b"a,b\n", "columns"), (b"", "columns"), ("tên\0".encode(), "NUL")],
)
def test_file_that_is_no_such_table_is_refused(tmp_path, content, reason):
    data = shutil.copytree(DATA, tmp_path / "data")
    (data / "products.csv").write_bytes(content)
    with pytest.raises(BadRow, match=rf"products\.csv:1: .*{reason}"):
        read_source(data)
