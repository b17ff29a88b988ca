"""The deeds of those who keep products, and of the officers who look after them."""

from catalog.models import ImportJob, ImportStatus, ProductStatus
from marketplace.graphql.ids import global_id
from tests.catalog.factories import make_certificate, make_member, make_officer, make_product
from tests.catalog.spreadsheets.files import csv_file
from tests.config.deeds.rows import Deed, row
from tests.sellers.graphql.asking import file
from tests.sellers.people import picture


def of_product(product, actor=None, **input):
    return Deed(actor or make_officer(), {"product": global_id("Product", product.pk), **input})


def of_draft(**input):
    return of_product(make_product(status=ProductStatus.DRAFT), **input)


def of_variant(product):
    return global_id("Variant", product.variants.get().pk)


def of_picture(product, **input):
    media = product.media.first()
    return Deed(make_member(product.seller), {"media": global_id("Media", media.pk), **input})


@row
def issue_certificate():
    return of_draft(
        number="MH-36-1", stars=3, decision="1/QĐ", level="PROVINCE", issuedBy="Ninh Bình", issuedOn="2026-01-05",
        idempotencyKey="k",
    )  # fmt: skip


@row
def revoke_certificate():
    certificate = make_certificate(make_product())
    input = {"certificate": global_id("Certificate", certificate.pk), "decision": "2/QĐ", "reason": "Hồ sơ sai"}
    return Deed(make_officer(), {**input, "revokedOn": certificate.issued_on.isoformat(), "idempotencyKey": "k"})


@row
def publish_product():
    return of_draft()


@row
def pause_product():
    return Deed(make_officer(), {"product": global_id("Product", make_product().pk)})


@row
def upload_product_media():
    return of_draft(file=file(picture()), alt="Gạo tám")


@row
def save_product():
    product = make_product()
    return of_product(product, make_member(product.seller), version=product.version, name="Gạo tám xoan")


@row
def return_product():
    return of_product(make_product(status=ProductStatus.IN_REVIEW), reason="Thiếu nhãn")


@row
def withdraw_product():
    product = make_product(status=ProductStatus.IN_REVIEW)
    return of_product(product, make_member(product.seller))


@row
def take_down_product():
    return of_product(make_product(), reason="Hàng giả")


@row
def restore_product():
    return of_product(make_product(status=ProductStatus.TAKEN_DOWN))


@row
def delete_product():
    product = make_product(status=ProductStatus.DRAFT)
    return of_product(product, make_member(product.seller))


@row
def order_product_media():
    product = make_product(pictures=2)
    media = [global_id("Media", pk) for pk in product.media.order_by("-position").values_list("pk", flat=True)]
    return of_product(product, make_member(product.seller), media=media)


@row
def describe_product_media():
    return of_picture(make_product(), alt="Bao gạo tám")


@row
def remove_product_media():
    return of_picture(make_product(pictures=2))


@row
def adjust_stock():
    product = make_product()
    moved = {"variant": of_variant(product), "delta": 3, "reason": "RECEIVED"}
    return Deed(make_member(product.seller), {**moved, "idempotencyKey": "k"})


@row
def adjust_stocks():
    product = make_product()
    rows = [{"variant": of_variant(product), "counted": 9, "reason": "COUNTED"}]
    seller = global_id("Seller", product.seller_id)
    return Deed(make_member(product.seller), {"seller": seller, "rows": rows, "idempotencyKey": "k"})


@row
def set_prices():
    product = make_product()
    rows = [{"variant": of_variant(product), "price": 60_000}]
    seller = global_id("Seller", product.seller_id)
    return Deed(make_member(product.seller), {"seller": seller, "rows": rows, "idempotencyKey": "k"})


def of_import(**fields):
    product = make_product()
    member = make_member(product.seller)
    job = ImportJob.objects.create(seller=product.seller, actor=member, file_name="hang.csv", digest="0", **fields)
    return Deed(member, {"importJob": global_id("ImportJob", job.pk)})


@row
def import_products():
    product = make_product()
    content = csv_file(("Mã SKU", "Giá bán (đồng)"), (product.variants.get().sku, 60_000))
    return Deed(
        make_member(product.seller), {"seller": global_id("Seller", product.seller_id), "file": file(content)}
    )


@row
def apply_import():
    return of_import(status=ImportStatus.CHECKED)


@row
def cancel_import():
    return of_import()
