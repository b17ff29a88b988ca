"""Imports 10,000 rows inside a shop, as its worker would, and says what that took."""

import csv as tables
import io
import resource
import time
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook

from catalog.commands.imports.requests import import_products
from catalog.commands.imports.run import run_import
from catalog.models import ImportJob, ImportStatus
from config.runtime.state import Stop
from sellers.models import Member, Role

ROWS = 10_000
HEADER = ("Mã SKU", "Tên sản phẩm", "Nhóm sản phẩm", "Quy cách", "Giá bán (đồng)", "Tồn kho", "Mô tả", "Thành phần")
GROUP = "Gạo, ngũ cốc, hạt sơ chế khác"
TEXT = "Gạo thơm dẻo, trồng ở vùng đất phù sa ven biển. " * 4


def csv() -> dict[str, Any]:
    text = io.StringIO()
    tables.writer(text).writerows(_rows("C"))
    return _imported(text.getvalue().encode(), "hang.csv")


def xlsx() -> dict[str, Any]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in _rows("X"):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return _imported(content.getvalue(), "hang.xlsx")


def _rows(prefix: str) -> Iterator[tuple[Any, ...]]:
    yield HEADER
    for number in range(ROWS):
        name = f"Gạo {prefix} số {number // 2}"
        yield f"{prefix}{number}", name, GROUP, f"Túi {number}", 10_000 + number, number % 50, TEXT, "Gạo tám 100%"


def _imported(content: bytes, name: str) -> dict[str, Any]:
    owner = Member.objects.filter(role=Role.OWNER).select_related("user").earliest("pk")
    job = import_products(
        actor=owner.user, seller_id=owner.seller_id, content=content, file_name=name, applies_at_once=True
    )
    began, worked = time.monotonic(), time.process_time()
    run_import(import_id=job.pk)
    checked = time.monotonic()
    run_import(import_id=job.pk)
    done = ImportJob.objects.get(pk=job.pk)
    if done.status != ImportStatus.DONE or done.processed != ROWS:
        raise Stop(f"The import ended as {done.status} after {done.processed:,} rows")
    return {
        "rows": done.processed,
        "check": checked - began,
        "apply": time.monotonic() - checked,
        "cpu": time.process_time() - worked,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
