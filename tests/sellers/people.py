"""Applicants, officers and shops on their way, for the tests of this room."""

import io
from datetime import UTC, date, datetime
from itertools import count

from PIL import Image as Picture

from marketplace.models import AuditEntry, OfficeLevel, OutboxEvent, Place, PlaceCover, PlaceLevel, Post, User
from sellers.commands.applying.apply_as_seller import apply_as_seller
from sellers.commands.applying.decisions import approve_application
from sellers.commands.applying.details import ShopDetails
from sellers.commands.applying.submit_application import submit_application
from sellers.commands.papers.upload_paper import PaperDetails, upload_paper
from sellers.commands.shop.payout_accounts import PayoutDetails
from sellers.models import (
    Application,
    ApplicationStep,
    GoodsKind,
    Invitation,
    LegalForm,
    Member,
    Paper,
    PaperKind,
    PayoutAccount,
    Role,
    Seller,
    SellerStatus,
)
from tests.catalog.factories import make_officer, make_seller
from tests.marketplace.people import make_user
from tests.sellers.pdfs import pdf

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
_numbers = count(1)


def tax_codes():
    """Of companies, each with its check digit (Circular 105/2020/TT-BTC)."""
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    for number in count(1):
        nine = f"06{number:07}"
        digit = 10 - sum(weight * int(figure) for weight, figure in zip(weights, nine, strict=True)) % 11
        if digit < 10:
            yield f"{nine}{digit}"


_tax_codes = tax_codes()


def next_tax_code():
    return next(_tax_codes)


def make_province(name="Ninh Bình"):
    return Place.objects.create(
        code=f"p{next(_numbers)}", level=PlaceLevel.PROVINCE, kind="Tỉnh", name=name, valid_from="2025-07-01"
    )


def make_commune(province=None, *, name="Hải Hậu"):
    """Covered by its province, as the country's own are."""
    province = province or make_province()
    commune = Place.objects.create(
        code=f"c{next(_numbers)}",
        level=PlaceLevel.COMMUNE,
        kind="Xã",
        name=name,
        parent=province,
        valid_from="2025-07-01",
    )
    PlaceCover.objects.create(place=province, covered=commune)
    return commune


def details(**fields):
    given = {
        "name": "Gạo tám Hải Hậu",
        "legal_form": LegalForm.ENTERPRISE,
        "legal_name": "Công ty TNHH Gạo Hải Hậu",
        "tax_code": next_tax_code(),
        "registration_number": "0601234567",
        "representative": "Nguyễn Thị Nhài",
        "address": "Số 1, xóm 2",
        "phone": "0912 345 678",
        "goods": [GoodsKind.CRAFTS],
    }
    given["place_id"] = fields.pop("place_id", None) or make_commune().pk
    return ShopDetails(**{**given, **fields})


PAYOUT = PayoutDetails(bank_bin="970436", number="0071 0012 34567", holder="CONG TY GAO HAI HAU")


def make_application(user=None, *, payout=PAYOUT, now=NOW, **fields):
    """A draft of an enterprise that sells crafts, unless told otherwise."""
    user = user or make_user()
    return apply_as_seller(actor=user, details=details(**fields), payout=payout, now=now)


def owner_of(application):
    return application.applicant


def fresh(application):
    return Application.objects.select_related("seller").get(pk=application.pk)


def picture(**options):
    buffer = io.BytesIO()
    Picture.new("RGB", (300, 400), "orange").save(buffer, "JPEG", **options)
    return buffer.getvalue()


def add_paper(application, kind=PaperKind.REGISTRATION, *, content=None, now=NOW, actor=None, **fields):
    return upload_paper(
        actor=actor or owner_of(application),
        seller_id=application.seller_id,
        details=PaperDetails(kind=kind, **fields),
        content=content or picture(),
        now=now,
    )


def submitted(application=None, *, now=NOW, **fields):
    """With the papers that an enterprise with crafts needs."""
    application = application or make_application(**fields)
    for kind in (PaperKind.REGISTRATION, PaperKind.REPRESENTATIVE):
        add_paper(application, kind, now=now)
    version = fresh(application).version
    actor = owner_of(application)
    return submit_application(actor=actor, seller_id=application.seller_id, version=version, now=now)


def approved(application=None, *, now=NOW, **fields):
    application = submitted(application, now=now, **fields)
    return approve_application(
        actor=make_officer(), seller_id=application.seller_id, version=fresh(application).version, now=now
    )


def make_shops(owner, many, *, now):
    """Shops on their way, of one owner, with something in each list. Written as rows: the commands have limits."""
    commune = make_commune()
    for number in range(many):
        seller = make_seller(
            place=commune, slug=f"of-{owner.pk}-{number}", status=SellerStatus.APPLYING, goods=["FOOD"], joined_at=now
        )
        Member.objects.create(seller=seller, user=owner, role=Role.OWNER)
        Member.objects.create(seller=seller, user=make_user(), role=Role.STAFF)
        application = Application.objects.create(seller=seller, applicant=owner, status="SUBMITTED", submitted_at=now)
        for kind in ("SUBMITTED", "COMMENT"):
            ApplicationStep.objects.create(application=application, kind=kind, actor=owner, text="x")
        for replaced_at in (now, None):
            Paper.objects.create(
                seller=seller,
                kind=PaperKind.FOOD_SAFETY,
                stored_name=f"papers/{seller.pk}/{replaced_at}",
                media_type="application/pdf",
                byte_count=1,
                page_count=1,
                uploaded_by=owner,
                replaced_at=replaced_at,
            )
        Invitation.objects.create(
            seller=seller, role=Role.STAFF, email="a@example.com", code_digest=f"{seller.pk}", expires_at=now,
            invited_by=owner,
        )  # fmt: skip
        PayoutAccount.objects.create(seller=seller, bank_bin="970436", number="123456", holder="A", changed_by=owner)


def make_post(level, place=None, user=None):
    officer = user or make_officer(place)
    Post.objects.filter(officer=officer).delete()
    Post.objects.create(officer=officer, level=level, place=place)
    return officer


def provincial(application):
    return make_post(OfficeLevel.PROVINCE, application.seller.place.parent)


def communal(application):
    return make_post(OfficeLevel.COMMUNE, application.seller.place)


def events(*names):
    found = OutboxEvent.objects.order_by("pk")
    return [(row.name, row.payload) for row in (found.filter(name__in=names) if names else found)]


def actions():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def traces():
    """What any write of this room leaves behind: a refused one must leave this as it was."""
    kept = (Seller, Application, ApplicationStep, Paper, Member, Invitation, PayoutAccount, AuditEntry, OutboxEvent)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in kept}


__all__ = ["User", "make_officer", "make_user", "pdf"]
