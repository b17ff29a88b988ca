"""A buyer to whom a product was brought."""

from marketplace.images import FORMATS
from marketplace.models import Image
from orders.commands.fulfilment import confirm_order, record_delivery
from orders.commands.reviews import review_product
from orders.models import SellerOrder
from tests.marketplace.people import make_user
from tests.orders.people import make_goods, make_member, placed


class Bought:
    def __init__(self, *, goods=None, is_guest=False, is_delivered=True):
        self.goods = goods or make_goods(left=50)
        self.owner = make_member(self.goods.seller)
        self.buyer = None if is_guest else make_user()
        self.order = placed(self.goods, actor=self.buyer)
        self.part = self.order.parts.get()
        if is_delivered:
            confirm_order(actor=self.owner, seller_order_id=self.part.pk)
            record_delivery(actor=self.owner, seller_order_id=self.part.pk)
        self.part = SellerOrder.objects.get(pk=self.part.pk)

    def review(self, *, stars=5, text="", **changes):
        given = {"actor": self.buyer, "seller_order_id": self.part.pk, "product_id": self.goods.product_id}
        return review_product(**{**given, "stars": stars, "text": text, **changes})


def make_review(**given):
    return Bought().review(**given)


def reviewed_photo(review):
    """Ready to be shown."""
    image = Image.objects.create(
        digest=f"f{review.pk:063x}", width=800, height=600, byte_count=1, renditions={name: [320] for name in FORMATS}
    )
    return review.photos.create(image=image, position=1)
