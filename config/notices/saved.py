from django.utils.translation import gettext_lazy as _

from catalog.recipients import product
from catalog.saved_recipients import awaiting, dong_label, followers, watching_the_price
from marketplace.events import ProductBackInStock, ProductPriceDropped, ShopHasNewProduct
from marketplace.notices.kinds import Audience, Notice, Notices

SAVED: Notices = {
    ProductBackInStock: [
        Notice(
            kind="back_in_stock",
            label=_("A saved product is there again"),
            audience=Audience.ACCOUNT,
            to=awaiting,
            title=_("%(product)s is there again"),
            text=_("You saved %(product)s of %(shop)s, and it was sold out. Now there is some again."),
            details=product,
        )
    ],
    ProductPriceDropped: [
        Notice(
            kind="price_dropped",
            label=_("A saved product costs less"),
            audience=Audience.ACCOUNT,
            to=watching_the_price,
            title=_("%(product)s costs less now"),
            text=_("%(product)s of %(shop)s costs %(price)s now, less than when you saved it."),
            details=product,
            shown={"price": dong_label},
        )
    ],
    ShopHasNewProduct: [
        Notice(
            kind="new_product",
            label=_("A shop that you follow has something new"),
            audience=Audience.ACCOUNT,
            to=followers,
            title=_("New at %(shop)s: %(product)s"),
            text=_("%(shop)s, which you follow, has put %(product)s on sale."),
            details=product,
        )
    ],
}
