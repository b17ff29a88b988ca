"""The deeds of shops and buyers with orders."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from marketplace.graphql.ids import global_id
from orders.commands import fulfilment, review_moderation, review_replies
from orders.commands.delivery import booking
from orders.commands.returns import answers, requests
from orders.commands.returns.requests import Wish
from orders.models import DeliveryMethod, OrderLine, Return, ReturnReason, SellerOrder
from tests.catalog.factories import make_member, make_officer, make_seller
from tests.config.deeds.rows import Deed, row
from tests.marketplace.images.pictures import encoded, picture
from tests.marketplace.people import make_user
from tests.orders.people import delivery, make_goods, placed
from tests.orders.reviewed import Bought, reviewed_photo
from tests.orders.vouchers import make_voucher as made_voucher


def ordered(*commands):
    """The shop's member, the buyer, and a part to be brought with which these were done already."""
    goods, buyer = make_goods(), make_user()
    part = placed(goods, actor=buyer, method=delivery(), total=85_000).parts.get()
    member = make_member(goods.seller)
    for command in commands:
        command(actor=member, seller_order_id=part.pk)
    return member, buyer, {"order": global_id("SellerOrder", part.pk), "idempotencyKey": "k"}


def by_shop(*commands, **input):
    member, _buyer, given = ordered(*commands)
    return Deed(member, {**given, **input})


def by_buyer(*commands):
    _member, buyer, given = ordered(*commands)
    return Deed(buyer, given)


@row
def confirm_seller_order():
    return by_shop()


@row
def ship_seller_order():
    return by_shop(fulfilment.confirm_order, carrier="GHN")


@row
def cancel_order_lines():
    member, _buyer, given = ordered(fulfilment.confirm_order)
    line = OrderLine.objects.get()
    given["lines"] = [{"line": global_id("OrderLine", line.pk), "quantity": line.quantity}]
    return Deed(member, {**given, "reason": "Hết hàng"})


@row
def record_delivery():
    return by_shop(fulfilment.confirm_order, fulfilment.ship_order)


@row
def record_failed_delivery():
    return by_shop(fulfilment.confirm_order, fulfilment.ship_order, reason="Không nghe máy")


@row
def reject_seller_order():
    return by_shop(reason="Hết hàng")


@row
def cancel_order():
    return by_buyer()


@row
def confirm_receipt():
    return by_buyer(fulfilment.confirm_order, fulfilment.ship_order, fulfilment.record_delivery)


def returned(*steps):
    """A buyer and a return of theirs with which these steps were done already."""
    case = Bought()
    wish = Wish(reason=ReturnReason.DAMAGED, lines={case.part.lines.get().pk: 1}, refund_to="VCB 1")
    pk = requests.request_return(actor=case.buyer, seller_order_id=case.part.pk, token=None, wish=wish).pk
    for step in steps:
        if step is requests.record_return_sent:
            step(actor=case.buyer, return_id=pk, token=None)
        else:
            step(actor=case.owner, return_id=pk, **({"note": "x"} if step is answers.refuse_return else {}))
    return case, {"return": global_id("Return", pk), "idempotencyKey": "k"}


@row
def request_return():
    case = Bought()
    line = {"line": global_id("OrderLine", case.part.lines.get().pk), "quantity": 1}
    given = {"order": global_id("SellerOrder", case.part.pk), "idempotencyKey": "k", "refundTo": "VCB 1"}
    return Deed(case.buyer, {**given, "reason": "DAMAGED", "lines": [line]})


@row
def add_return_photo():
    case, given = returned()
    content = BytesIO()
    Image.new("RGB", (4, 3)).save(content, "PNG")
    return Deed(case.buyer, {"return": given["return"], "file": SimpleUploadedFile("x.png", content.getvalue())})


@row
def cancel_return():
    case, given = returned()
    return Deed(case.buyer, given)


@row
def record_return_sent():
    case, given = returned(answers.approve_return)
    return Deed(case.buyer, given)


@row
def approve_return():
    case, given = returned()
    return Deed(case.owner, given)


@row
def refuse_return():
    case, given = returned()
    return Deed(case.owner, {**given, "note": "Đã dùng"})


@row
def receive_return():
    case, given = returned(answers.approve_return, requests.record_return_sent)
    return Deed(case.owner, given)


@row
def refund_return():
    case, given = returned(answers.approve_return)
    return Deed(case.owner, given)


@row
def dispute_return():
    case, given = returned(answers.refuse_return)
    return Deed(case.buyer, {**given, "note": "Chưa dùng"})


@row
def decide_return():
    case, given = returned(answers.refuse_return)
    pk = Return.objects.get().pk
    requests.dispute_as_buyer(actor=case.buyer, return_id=pk, token=None, note="Chưa dùng")
    officer = make_user(is_superuser=True, is_staff=True)
    return Deed(officer, {**given, "decision": "APPROVED", "note": "Đúng"})


@row
def make_voucher():
    seller = make_seller()
    until = (timezone.now() + timedelta(days=9)).isoformat()
    given = {"seller": global_id("Seller", seller.pk), "name": "Tết", "kind": "AMOUNT", "amount": 5}
    given |= {"validUntil": until, "idempotencyKey": "k"}
    return Deed(make_member(seller), given)


@row
def stop_voucher():
    seller = make_seller()
    voucher = made_voucher(seller=seller)
    return Deed(make_member(seller), {"voucher": global_id("Voucher", voucher.pk), "idempotencyKey": "k"})


@row
def review_product():
    case = Bought()
    product = global_id("Product", case.goods.product_id)
    return Deed(case.buyer, {"order": global_id("SellerOrder", case.part.pk), "product": product, "stars": 4})


@row
def edit_review():
    case = Bought()
    return Deed(case.buyer, {"review": global_id("Review", case.review(stars=5).pk), "stars": 4})


RATE = {"zone": "PROVINCE", "upToGrams": 1000, "fee": 15000}


@row
def save_delivery_method():
    seller = make_seller()
    given = {"seller": global_id("Seller", seller.pk), "kind": "DELIVERY", "nameVi": "Xe máy", "rates": [RATE]}
    return Deed(make_member(seller), given)


@row
def stop_delivery_method():
    seller = make_seller()
    method = DeliveryMethod.objects.create(seller=seller, kind="PICKUP", name_vi="Đến lấy", name_en="Pick-up")
    given = {"seller": global_id("Seller", seller.pk), "method": global_id("DeliveryMethod", method.pk)}
    return Deed(make_member(seller), given)


def with_carrier(*commands):
    """Of a method that GHN brings."""
    member, _buyer, given = ordered(fulfilment.confirm_order)
    DeliveryMethod.objects.update(carrier="GHN")
    for command in commands:
        command(actor=member, seller_order_id=SellerOrder.objects.get().pk)
    return Deed(member, given)


@row
def book_parcel():
    return with_carrier()


@row
def call_off_parcel():
    return with_carrier(booking.book_parcel)


@row
def add_review_photo():
    case = Bought()
    file = SimpleUploadedFile("x.jpg", encoded(picture(200, 150)), "image/jpeg")
    return Deed(case.buyer, {"review": global_id("Review", case.review().pk), "file": file})


@row
def remove_review_photo():
    case = Bought()
    photo = reviewed_photo(case.review())
    return Deed(case.buyer, {"photo": global_id("ReviewPhoto", photo.pk)})


@row
def reply_to_review():
    case = Bought()
    return Deed(case.owner, {"review": global_id("Review", case.review().pk), "text": "Cảm ơn bạn"})


@row
def hide_review():
    review = Bought().review()
    given = {"review": global_id("Review", review.pk), "ground": "SPAM", "reason": "Quảng cáo"}
    return Deed(make_officer(), given)


@row
def show_review():
    review = Bought().review()
    review_moderation.hide_review(actor=make_officer(), review_id=review.pk, ground="SPAM", reason="x")
    return Deed(make_officer(), {"review": global_id("Review", review.pk), "reason": "Là thật"})


@row
def dismiss_review_reports():
    review = Bought().review()
    review_replies.report_review(actor=make_user(), review_id=review.pk, ground="SPAM")
    return Deed(make_officer(), {"review": global_id("Review", review.pk), "reason": "Là thật"})
