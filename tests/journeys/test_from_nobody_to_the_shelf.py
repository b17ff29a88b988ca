"""The whole way over HTTP: register, apply, be approved, import a thousand rows, publish, be seen by a stranger."""

import json
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from catalog.commands.imports.run import run_import
from catalog.models import ImportJob, Variant
from marketplace.commands import outbox
from marketplace.graphql.ids import global_id
from tests.catalog.factories import group_named, make_officer
from tests.marketplace.people import PASSWORD, bearer, make_session
from tests.sellers.people import make_commune, next_tax_code, picture

pytestmark = pytest.mark.django_db
ROWS = 1_000
ACCOUNT = "account { sellerId status application { version status } checklist { isSettled requirement { kind } } }"


class DeafBroker:
    def send_task(self, name, **options):
        pass


@pytest.fixture(autouse=True)
def shop(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(outbox, "current_app", DeafBroker())
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "private", "base_url": None},
    }
    settings.STORAGES = {**settings.STORAGES, "private": private}
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.GRAPHQL_RESPONSE_CACHE = 1_000_000
    group_named("food-grain")


def ask(headers, query, variables=None, **files):
    """One request; its data, without errors."""
    headers = {"Accept-Language": "en", **headers}
    if files:
        places = {str(n): [f"variables.{path}"] for n, path in enumerate(files)}
        body = {"operations": json.dumps({"query": query, "variables": variables}), "map": json.dumps(places)}
        body |= {str(n): file for n, file in enumerate(files.values())}
        answer = Client().post("/graphql/", body, headers={**headers, "GraphQL-Require-Preflight": "1"})
    else:
        asked = {"query": query, "variables": variables}
        answer = Client().post("/graphql/", asked, content_type="application/json", headers=headers)
    told = answer.json()
    assert "errors" not in told, told
    return told["data"]


def write(headers, name, input, fields, **files):
    kind = f"{name[0].upper()}{name[1:]}Input"
    query = f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ {fields} errors {{ code field message }} }} }}"
    files = {f"input.{field}": file for field, file in files.items()}
    payload = ask(headers, query, {"input": input}, **files)[name]
    assert payload["errors"] == [], payload
    return payload


def registered():
    input = {"email": "nhai@example.com", "password": PASSWORD, "fullName": "Nguyễn Thị Nhài"}
    token = write({}, "registerUser", input, "token { accessToken }")["token"]["accessToken"]
    return {"Authorization": f"Bearer {token}"}


def applied(me):
    input = {
        "name": "Gạo tám Hải Hậu",
        "legalForm": "ENTERPRISE",
        "legalName": "Công ty TNHH Gạo Hải Hậu",
        "taxCode": next_tax_code(),
        "registrationNumber": "0601234567",
        "representative": "Nguyễn Thị Nhài",
        "place": global_id("Place", make_commune().pk),
        "address": "Xóm 2",
        "phone": "0912345678",
        "goods": ["FOOD"],
        "payoutAccount": {"bankBin": "970436", "number": "0071001234567", "holder": "CONG TY GAO"},
    }
    account = write(me, "applyAsSeller", input, ACCOUNT)["account"]
    seller = account["sellerId"]
    for entry in account["checklist"]:
        paper = {"seller": seller, "kind": entry["requirement"]["kind"], "expiresOn": "2029-01-01", "file": None}
        file = SimpleUploadedFile("giay.jpg", picture(), "image/jpeg")
        account = write(me, "uploadPaper", paper, ACCOUNT, file=file)["account"]
    version = account["application"]["version"]
    return write(me, "submitApplication", {"seller": seller, "version": version}, ACCOUNT)["account"]


def sheet():
    lines = ["Mã SKU,Tên sản phẩm,Nhóm sản phẩm,Quy cách,Giá bán (đồng),Tồn kho"]
    lines += [
        f'G{n},Gạo số {n},"Gạo, ngũ cốc, hạt sơ chế khác",Túi 1 kg,{20_000 + n},{n % 7 + 1}' for n in range(ROWS)
    ]
    return SimpleUploadedFile("hang.csv", "\n".join(lines).encode(), "text/csv")


def test_from_nobody_to_the_shelf():
    me = registered()
    account = applied(me)
    assert (account["status"], account["application"]["status"]) == ("APPLYING", "SUBMITTED")
    seller = account["sellerId"]

    officer = make_officer()
    office = bearer(make_session(officer), timezone.now())
    approve = {"seller": seller, "version": account["application"]["version"]}
    assert write(office, "approveApplication", approve, ACCOUNT)["account"]["status"] == "ACTIVE"

    job = write(
        me,
        "importProducts",
        {"seller": seller, "dryRun": False, "file": None},
        "importJob { id status }",
        file=sheet(),
    )["importJob"]
    pk = ImportJob.objects.get().pk
    run_import(import_id=pk)  # the worker checks, then applies
    run_import(import_id=pk)
    progress = "query ($id: ID!) { importJob(id: $id) { status processed total errors { row } } }"
    assert ask(me, progress, {"id": job["id"]})["importJob"] == {
        "status": "DONE",
        "processed": ROWS,
        "total": ROWS,
        "errors": [],
    }
    assert Variant.objects.count() == ROWS

    drafts = "query ($s: ID!) { sellerProducts(seller: $s, first: 1, sort: NAME) { totalCount nodes { id status } } }"
    found = ask(me, drafts, {"s": seller})["sellerProducts"]
    assert found["totalCount"] == ROWS
    product = found["nodes"][0]["id"]
    assert found["nodes"][0]["status"] == "DRAFT"
    public = global_id("Product", Variant.objects.get(sku="G0").product_id)
    photo = SimpleUploadedFile("gao.jpg", picture(), "image/jpeg")
    write(me, "uploadProductMedia", {"product": public, "alt": "Gạo", "file": None}, "media { url }", file=photo)

    stranger = "{ products { totalCount nodes { name price { min { amount } } } } }"
    assert ask({}, stranger)["products"]["totalCount"] == 0
    waiting = write(me, "publishProduct", {"product": public}, "managedProduct { status }")
    assert waiting["managedProduct"]["status"] == "IN_REVIEW"
    queue = ask(office, "{ productReviews { nodes { id name } } }")["productReviews"]["nodes"]
    assert [entry["id"] for entry in queue] == [product]
    write(office, "publishProduct", {"product": public}, "managedProduct { status }")
    published = time.monotonic()
    seen = ask({}, stranger)["products"]
    assert seen["nodes"] == [{"name": "Gạo số 0", "price": {"min": {"amount": 20_000}}}]
    print(f"seen by a stranger after {time.monotonic() - published:.3f} s")
