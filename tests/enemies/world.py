"""One shop with something of everything in it, and all those who have no business there."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from catalog.commands.imports.requests import import_products
from catalog.models import Certificate, ImportJob, ImportStatus, Product, ProductStatus
from marketplace.clock import today
from marketplace.commands.notices.notify import notify
from marketplace.events import PasswordChanged
from marketplace.graphql.ids import global_id
from marketplace.models import Notification, Post, Session, User
from orders.commands.payments.transfers import Booked, take_transfers
from orders.commands.review_replies import report_review
from orders.models import (
    BankTransfer,
    CodRemittance,
    CommissionRule,
    DeliveryMethod,
    PaymentMethod,
    Payout,
    PayoutBatch,
    Refund,
    Return,
    Review,
    SellerOrder,
    Voucher,
    VoucherBudget,
)
from sellers.commands.members.invitations import invite_member
from sellers.models import Invitation, Paper, Role, Seller
from tests.catalog.factories import (
    make_certificate,
    make_member,
    make_officer,
    make_place,
    make_product,
    make_seller,
)
from tests.enemies.livestreams import Prepared, livestream_inputs
from tests.marketplace.people import make_session, make_user
from tests.orders.people import make_goods, placed
from tests.orders.reviewed import Bought
from tests.orders.vouchers import make_budget, make_voucher
from tests.sellers.people import add_paper, make_application, owner_of

OURS = ("marketplace", "sellers", "catalog", "livestreams", "search", "orders", "promotion")
NOT_DATA = {"Session", "Throttle"}  # of the ground: that somebody knocked is written down


@dataclass
class World:
    seller: Seller
    applying: Seller
    owner: User
    product: Product
    review: Product
    certificate: Certificate
    job: ImportJob
    paper: Paper
    invitation: Invitation
    owner_session: Session
    notification: Notification
    post: Post
    part: SellerOrder
    transfer: BankTransfer
    refund: Refund
    method: DeliveryMethod
    voucher: Voucher
    budget: VoucherBudget
    payout: Payout
    rule: CommissionRule
    remittance: CodRemittance
    opinion: Review
    given_back: Return
    session: Prepared

    def id(self, type: str, row: Any) -> str:
        return global_id(type, row.pk)


def make_world() -> World:
    seller = make_seller(place=make_place())
    owner = make_member(seller)
    application = make_application()
    product = make_product(seller=seller)
    job = import_products(actor=owner, seller_id=seller.pk, content=b"sku\nX", file_name="a.csv")
    ImportJob.objects.filter(pk=job.pk).update(status=ImportStatus.CHECKED)
    notify(PasswordChanged(user_id=owner.pk), 1)
    invitation = invite_member(actor=owner, seller_id=seller.pk, contact="new@example.com", role=Role.STAFF)
    prepaid = placed(product.variants.get(), payment_method=PaymentMethod.BANK)
    booked = [Booked("FT1", 60_000, timezone.now(), prepaid.payment.purpose), Booked("FT2", 5, timezone.now())]
    _paid, lost = take_transfers(booked)
    part = placed(product.variants.get(), actor=make_user()).parts.get()
    opinion = make_opinion(seller)  # before the shop has a way of delivery of its own
    return World(
        seller=seller,
        applying=application.seller,
        owner=owner,
        product=product,
        review=make_product(seller=seller, status=ProductStatus.IN_REVIEW),
        certificate=make_certificate(product),
        job=job,
        paper=add_paper(application),
        invitation=invitation,
        owner_session=make_session(owner_of(application)),
        notification=Notification.objects.get(recipient=owner),
        post=make_officer(make_place()).posts.get(),
        part=part,
        given_back=Return.objects.create(seller_order=part, number="R1", reason="DAMAGED", amount=5),
        transfer=lost,
        refund=prepaid.payment.refunds.get(),
        method=DeliveryMethod.objects.create(seller=seller, kind="PICKUP", name_vi="Đến lấy", name_en="Pick-up"),
        voucher=make_voucher(seller=seller),
        budget=make_budget(),
        payout=_payout(seller),
        rule=CommissionRule.objects.create(basis_points=500, valid_from=today()),
        remittance=CodRemittance.objects.create(reference="B1", code="lost", amount=5, outcome="UNKNOWN"),
        opinion=opinion,
        session=Prepared(seller, owner),
    )


def _payout(seller: Seller) -> Payout:
    batch = PayoutBatch.objects.create(drawn_up_by=make_user(is_superuser=True, is_staff=True))
    account = {"bank_bin": "970436", "account_number": "0123456789", "holder": "CO SO MOT"}
    return Payout.objects.create(batch=batch, seller=seller, amount=5, purpose="OCOPTT1", **account)


def make_opinion(seller: Seller) -> Review:
    """Of a buyer of that shop, and reported."""
    review: Review = Bought(goods=make_goods(seller=seller, left=50)).review()
    report_review(actor=make_user(), review_id=review.pk, ground="SPAM")
    return review


def enemies(world: World) -> dict[str, User | AnonymousUser]:
    return {
        "anonymous": AnonymousUser(),
        "shopper": make_user(),
        "owner of another shop": make_member(make_seller()),
        "staff of another shop": make_member(make_seller(), Role.STAFF),
        "staff without the right": make_member(world.seller, Role.STAFF),
        "officer of another place": make_officer(make_place()),
    }


def everything() -> dict[str, list[Any]]:
    """Every row of every table of ours."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for room in OURS
        for model in apps.get_app_config(room).get_models()
        if model.__name__ not in NOT_DATA
    }


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("x.csv", b"sku,price\nX,5", "text/csv")


def inputs(world: World) -> dict[str, dict[str, Any]]:
    """What a friend would ask of each mutation. Every mutation of the schema has its row, here or in OWN."""
    seller, applying = world.id("Seller", world.seller), world.id("Seller", world.applying)
    product, review = world.id("Product", world.product), world.id("Product", world.review)
    variant = world.id("Variant", world.product.variants.get())
    media = world.id("Media", world.product.media.get())
    job, paper = {"importJob": world.id("ImportJob", world.job)}, world.id("Paper", world.paper)
    member = world.id("Member", world.seller.members.get(user=world.owner))
    key, reason = {"idempotencyKey": "k-1"}, {"reason": "vì thế"}
    order = {"order": world.id("SellerOrder", world.part), **key}
    given_back = {"return": world.id("Return", world.given_back), **key}
    certify = {"number": "X-1", "stars": 3, "decision": "1/QĐ", "level": "PROVINCE", "issuedBy": "UBND"}
    certify["issuedOn"] = "2026-01-05"
    terms = {
        "name": "x",
        "kind": "AMOUNT",
        "amount": 5,
        "validUntil": (timezone.now() + timedelta(days=9)).isoformat(),
    }
    return {
        **livestream_inputs(world.session),
        "importBankStatement": {"csv": "reference,booked_at,amount\nFT3,2026-11-25 09:00,5\n"},
        "matchBankTransfer": {"transfer": world.id("BankTransfer", world.transfer), "purpose": "x", **key},
        "settleBankTransfer": {"transfer": world.id("BankTransfer", world.transfer), "note": "x", **key},
        "importCodRemittance": {"csv": "reference,code,amount\nB2,x,5\n"},
        "matchCodRemittance": {"remittance": world.id("CodRemittance", world.remittance), "number": "x", **key},
        "settleCodRemittance": {"remittance": world.id("CodRemittance", world.remittance), "note": "x", **key},
        "recordRefund": {"refund": world.id("Refund", world.refund), "reference": "x", **key},
        "makeVoucher": {"seller": seller, **terms, **key},
        "makePlatformVoucher": {**terms, **key},
        "stopVoucher": {"voucher": world.id("Voucher", world.voucher), **key},
        "makeVoucherBudget": {"name": "x", "amount": 5, **key},
        "setVoucherBudget": {"budget": world.id("VoucherBudget", world.budget), "amount": 5, **key},
        "drawUpPayouts": key,
        "recordPayoutSent": {"payout": world.id("Payout", world.payout), "reference": "x", **key},
        "recordPayoutFailed": {"payout": world.id("Payout", world.payout), **reason, **key},
        "setCommissionRule": {"basisPoints": 0, "seller": seller, "validFrom": str(today()), **key},
        "endCommissionRule": {
            "rule": world.id("CommissionRule", world.rule),
            "validTo": str(today() + timedelta(days=1)),
            **key,
        },
        "setTaxRate": {
            "legalForm": "HOUSEHOLD",
            "kind": "GOODS",
            "vatBasisPoints": 0,
            "pitBasisPoints": 0,
            "validFrom": str(today()),
            "source": "x",
            **key,
        },
        "importProducts": {"seller": seller, "file": upload()},
        "applyImport": job,
        "cancelImport": job,
        "adjustStock": {"variant": variant, "delta": 1, "reason": "RECEIVED", **key},
        "adjustStocks": {"seller": seller, "rows": [{"variant": variant, "delta": 1, "reason": "RECEIVED"}], **key},
        "setPrices": {"seller": seller, "rows": [{"variant": variant, "price": 5}], **key},
        "saveProduct": {"product": product, "version": 1, "variants": [{"id": variant, "price": 5}]},
        "withdrawProduct": {"product": review},
        "returnProduct": {"product": review, **reason},
        "takeDownProduct": {"product": product, **reason},
        "restoreProduct": {"product": product},
        "deleteProduct": {"product": review},
        "orderProductMedia": {"product": product, "media": [media]},
        "describeProductMedia": {"media": media, "alt": "khác"},
        "removeProductMedia": {"media": media},
        "issueCertificate": {"product": product, **certify, **key},
        "revokeCertificate": {
            "certificate": world.id("Certificate", world.certificate),
            "decision": "2/QĐ",
            "revokedOn": str(world.certificate.issued_on),
            **reason,
            **key,
        },
        "publishProduct": {"product": review},
        "pauseProduct": {"product": product},
        "uploadProductMedia": {"product": product, "file": upload(), "alt": "x"},
        "editApplication": {"seller": applying, "version": 1, "name": "Tên khác"},
        "uploadPaper": {"seller": applying, "kind": "REGISTRATION", "file": upload()},
        "submitApplication": {"seller": applying, "version": 1},
        "withdrawApplication": {"seller": applying},
        "commentOnApplication": {"seller": applying, "text": "x"},
        "acceptPaper": {"paper": paper},
        "rejectPaper": {"paper": paper, **reason},
        "approveApplication": {"seller": applying, "version": 1},
        "askForMore": {"seller": applying, "version": 1, **reason},
        "refuseApplication": {"seller": applying, "version": 1, **reason},
        "suspendSeller": {"seller": seller, **reason},
        "reactivateSeller": {"seller": seller, **reason},
        "setSellerTrust": {"seller": seller, "isTrusted": True, **reason},
        "closeSeller": {"seller": seller, **reason},
        "editShop": {"seller": seller, "version": 1, "about": "x"},
        "setHoliday": {"seller": seller, "from": str(today()), "until": str(today() + timedelta(days=3))},
        "cancelHoliday": {"seller": seller},
        "setPayoutAccount": {"seller": seller, "bankBin": "970436", "number": "123456789", "holder": "AI DO"},
        "inviteMember": {"seller": seller, "contact": "friend@example.com", "role": "OWNER"},
        "resendInvitation": {"invitation": world.id("Invitation", world.invitation)},
        "revokeInvitation": {"invitation": world.id("Invitation", world.invitation)},
        "changeMemberRole": {"member": member, "role": "STAFF"},
        "removeMember": {"member": member},
        "leaveSeller": {"seller": seller},
        "markNotificationsRead": {"notifications": [world.id("Notification", world.notification)]},
        "appointOfficer": {"contact": world.owner.email, "level": "MINISTRY"},
        "cancelErasure": {"user": world.id("User", world.owner)},
        "eraseAccount": {"user": world.id("User", world.owner)},
        "endPost": {"post": world.id("Post", world.post)},
        "replyToReview": {"review": world.id("Review", world.opinion), "text": "x"},
        "hideReview": {"review": world.id("Review", world.opinion), "ground": "SPAM", **reason},
        "showReview": {"review": world.id("Review", world.opinion), **reason},
        "dismissReviewReports": {"review": world.id("Review", world.opinion), **reason},
        "confirmSellerOrder": order,
        "shipSellerOrder": order,
        "bookParcel": order,
        "callOffParcel": order,
        "recordDelivery": order,
        "recordFailedDelivery": {**order, **reason},
        "rejectSellerOrder": {**order, **reason},
        "saveDeliveryMethod": {"seller": seller, "kind": "PICKUP", "nameVi": "Đến lấy"},
        "stopDeliveryMethod": {"seller": seller, "method": world.id("DeliveryMethod", world.method)},
        "cancelOrderLines": {
            **order,
            **reason,
            "lines": [{"line": world.id("OrderLine", world.part.lines.get()), "quantity": 1}],
        },
        "approveReturn": given_back,
        "refuseReturn": {**given_back, "note": "x"},
        "receiveReturn": given_back,
        "refundReturn": given_back,
        "disputeReturn": {**given_back, "note": "x"},
        "decideReturn": {**given_back, "decision": "REFUSED", "note": "x"},
        "endSession": {"session": world.id("Session", world.owner_session)},
    }
