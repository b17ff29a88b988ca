"""A seller's spreadsheet from the upload to the shelves."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.commands.imports import rows as rows_module
from catalog.commands.imports import run as run_module
from catalog.commands.imports.requests import apply_import, cancel_import, import_products
from catalog.commands.imports.run import purge_old_imports, resume_stalled_imports, run_import
from catalog.models import ImportFault, ImportJob, ImportStatus, Product, StockItem, StockMovement, Variant
from catalog.spreadsheets.export import rows_of
from catalog.spreadsheets.writing import csv_lines
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, OutboxEvent
from sellers.models import Role
from tests.catalog.factories import make_member, make_officer, make_product, make_seller
from tests.catalog.spreadsheets.files import csv_file, xlsx_file

pytestmark = pytest.mark.django_db
HEADER = ("Mã SKU", "Tên sản phẩm", "Nhóm sản phẩm", "Quy cách", "Giá bán (đồng)", "Tồn kho")
GROUP = "Gạo, ngũ cốc, hạt sơ chế khác"


def goods(count, first=0):
    return [(f"G{n}", f"Gạo số {n // 2}", GROUP, f"Túi {n}", 10_000 + n, n) for n in range(first, first + count)]


def sheet(*rows, header=HEADER):
    return csv_file(header, *rows)


def imported(owner, seller, content, *, at_once=True, name="hang.csv"):
    job = import_products(actor=owner, seller_id=seller.pk, content=content, file_name=name, applies_at_once=at_once)
    run_import(import_id=job.pk)  # checks
    run_import(import_id=job.pk)  # applies, if it may
    job.refresh_from_db()
    return job


def catalogue():
    return (
        list(Product.objects.order_by("pk").values()),
        list(Variant.objects.order_by("pk").values()),
        list(StockItem.objects.order_by("pk").values()),
        StockMovement.objects.count(),
    )


def test_new_products_with_their_variants_and_stock(owner, seller):
    job = imported(owner, seller, sheet(*goods(5)))
    assert (job.status, job.total, job.processed, job.error_count) == (ImportStatus.DONE, 5, 5, 0)
    assert (job.created_count, job.updated_count, job.unchanged_count) == (5, 0, 0)
    assert Product.objects.filter(seller=seller, status="DRAFT").count() == 3
    assert Variant.objects.get(sku="G4").stock.on_hand == 4


def test_the_same_file_twice_changes_nothing(owner, seller):
    content = sheet(*goods(5))
    imported(owner, seller, content)
    before, events = catalogue(), OutboxEvent.objects.filter(name="ProductSaved").count()
    job = imported(owner, seller, content)
    assert (job.status, job.unchanged_count) == (ImportStatus.DONE, 5)
    assert catalogue() == before
    assert OutboxEvent.objects.filter(name="ProductSaved").count() == events


def test_what_was_exported_comes_back_without_a_change(owner, seller):
    imported(owner, seller, sheet(*goods(4)))
    before = catalogue()
    job = imported(owner, seller, b"".join(csv_lines(rows_of(seller.pk, "vi"), "vi")))
    assert (job.status, job.unchanged_count, job.error_count) == (ImportStatus.DONE, 4, 0)
    assert catalogue() == before


def test_a_price_list_changes_prices_alone(owner, seller):
    imported(owner, seller, sheet(*goods(2)))
    job = imported(owner, seller, xlsx_file(("SKU", "Price (VND)"), ("G0", 77_000), ("G1", 10_001)))
    assert (job.updated_count, job.unchanged_count) == (1, 1)
    assert list(Variant.objects.order_by("sku").values_list("price", "name")) == [
        (77_000, "Túi 0"),
        (10_001, "Túi 1"),
    ]


def test_a_dry_run_writes_nothing_and_tells_what_it_would_do(owner, seller):
    before = catalogue()
    job = imported(owner, seller, sheet(*goods(3)), at_once=False)
    assert (job.status, job.created_count, job.processed) == (ImportStatus.CHECKED, 3, 0)
    assert catalogue() == before
    apply_import(actor=owner, import_id=job.pk)
    run_import(import_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.created_count, job.processed) == (ImportStatus.DONE, 3, 3)


def test_every_fault_by_row_and_column_and_then_nothing_is_written(owner, seller):
    make_product(seller=seller)
    variant = Variant.objects.get(seller=seller)
    StockItem.objects.filter(pk=variant.pk).update(allocated=4)
    header = (*HEADER, "Giá cũ")
    content = sheet(
        ("N1", "Gạo mới", "", "", 1_000, 1, ""),
        ("N2", "Gạo khác", GROUP, "", "", 1, ""),
        ("N3", "", GROUP, "", 1_000, 1, ""),
        (variant.sku, "", "", "", 40_000, 3, ""),
        (variant.sku + "x", "Gạo ba", GROUP, "", 40_000, 3, 50_000),
        ("N4", "Gạo bốn", "Đồ chơi", "", 0, -1, ""),
        header=header,
    )
    before = catalogue()
    job = imported(owner, seller, content)
    assert (job.status, job.processed) == (ImportStatus.FAULTY, 0)
    told = set(ImportFault.objects.filter(job=job).values_list("line", "column", "code"))
    assert told == {
        (2, "group", "REQUIRED"),
        (3, "price", "REQUIRED"),
        (4, "sku", "NOT_FOUND"),
        (5, "stock", "INVALID"),
        (6, "compare_at_price", "INVALID"),
        (7, "Nhóm sản phẩm", "INVALID"),
        (7, "Giá bán (đồng)", "INVALID"),
        (7, "Tồn kho", "INVALID"),
    }
    assert catalogue() == before
    with pytest.raises(DomainError) as refused:
        apply_import(actor=owner, import_id=job.pk)
    assert refused.value.code == "INVALID"


def test_a_file_that_is_none_ends_as_faulty(owner, seller):
    job = imported(owner, seller, b"\x89PNG\r\n\x1a\n\0")
    assert (job.status, job.error_count) == (ImportStatus.FAULTY, 1)


def test_the_name_of_the_file_is_never_a_path(owner, seller, private_files):
    job = imported(owner, seller, sheet(*goods(1)), name="../../../etc/\x00cron.d/evil.csv")
    assert job.file_name == "evil.csv"
    assert [path.name for path in private_files.rglob("*") if path.is_file()] == [job.key.hex]


def test_other_sellers_skus_are_their_own(owner, seller):
    other = make_seller()
    imported(make_member(other), other, sheet(*goods(2)))
    before = list(Variant.objects.filter(seller=other).values())
    assert imported(owner, seller, sheet(*goods(2))).created_count == 2
    assert list(Variant.objects.filter(seller=other).values()) == before


def test_strangers_and_staff_are_refused_and_nothing_is_kept(seller, owner, private_files):
    job = imported(owner, seller, sheet(*goods(1)), at_once=False)
    actors = [
        (AnonymousUser(), "UNAUTHENTICATED"),
        (make_member(make_seller()), "NOT_FOUND"),
        (make_officer(), "NOT_FOUND"),
        (make_member(seller, Role.STAFF), "PERMISSION_DENIED"),
    ]
    files = len(list(private_files.rglob("*")))
    for actor, code in actors:
        for call in (
            lambda actor: import_products(actor=actor, seller_id=seller.pk, content=b"sku\n1", file_name="x"),
            lambda actor: apply_import(actor=actor, import_id=job.pk),
            lambda actor: cancel_import(actor=actor, import_id=job.pk),
        ):
            with pytest.raises(DomainError) as refused:
                call(actor)
            assert refused.value.code == code
    assert ImportJob.objects.values_list("status", flat=True).get() == ImportStatus.CHECKED
    assert len(list(private_files.rglob("*"))) == files


def test_one_import_of_a_shop_at_a_time(owner, seller, private_files):
    import_products(actor=owner, seller_id=seller.pk, content=b"sku\n1", file_name="a.csv")
    with pytest.raises(DomainError) as refused:
        import_products(actor=owner, seller_id=seller.pk, content=b"sku\n2", file_name="b.csv")
    assert refused.value.code == "CONFLICT"
    assert ImportJob.objects.count() == 1
    assert len([path for path in private_files.rglob("*") if path.is_file()]) == 1


def test_a_worker_that_dies_half_way_loses_no_row_and_writes_none_twice(owner, seller, monkeypatch):
    monkeypatch.setattr(run_module, "BATCH", 4)
    job = import_products(
        actor=owner, seller_id=seller.pk, content=sheet(*goods(10)), file_name="a.csv", applies_at_once=True
    )
    run_import(import_id=job.pk)
    real, calls = rows_module.applied, []

    def dying(*given):
        calls.append(given)
        if len(calls) == 2:
            real(*given)
            raise SystemExit("killed before the commit")
        return real(*given)

    monkeypatch.setattr(run_module, "applied", dying)
    with pytest.raises(SystemExit):
        run_import(import_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.processed, Variant.objects.count()) == (ImportStatus.APPLYING, 4, 4)
    assert resume_stalled_imports(now=job.touched_at + run_module.STALLED_AFTER * 2) == 1
    run_import(import_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.processed, job.created_count) == (ImportStatus.DONE, 10, 10)
    assert Variant.objects.count() == 10
    assert StockMovement.objects.count() == 9  # the first row has no pieces


def test_a_cancelled_import_stops(owner, seller):
    job = import_products(actor=owner, seller_id=seller.pk, content=sheet(*goods(2)), file_name="a.csv")
    cancel_import(actor=owner, import_id=job.pk)
    run_import(import_id=job.pk)
    job.refresh_from_db()
    assert (job.status, Variant.objects.count()) == (ImportStatus.CANCELLED, 0)


def test_what_ended_a_week_ago_is_purged_with_its_file(owner, seller, private_files):
    job = imported(owner, seller, sheet(*goods(1)))
    purge_old_imports(now=job.created_at + run_module.KEPT * 2)
    assert not ImportJob.objects.exists()
    assert [path for path in private_files.rglob("*") if path.is_file()] == []


def test_it_is_recorded(owner, seller):
    imported(owner, seller, sheet(*goods(2)), at_once=False)
    assert AuditEntry.objects.values_list("action", "actor").get() == ("import_products", owner.pk)


def test_a_batch_costs_the_same_statements_however_many_rows(owner, seller):
    def cost(count, first):
        job = import_products(
            actor=owner, seller_id=seller.pk, content=sheet(*goods(count, first)), file_name="a", applies_at_once=True
        )
        run_import(import_id=job.pk)
        with CaptureQueriesContext(connection) as captured:
            run_import(import_id=job.pk)
        return len(captured)

    assert cost(4, 0) == cost(60, 100)
