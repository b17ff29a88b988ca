"""Wishlists: what is saved, and what is told of it, once for each change."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from catalog.commands import saved as commands
from catalog.commands.listings import refresh_listings
from catalog.commands.new_goods import note_new_product
from catalog.commands.saved import note_offer, remove_from_wishlist, save_for_later
from catalog.models import Listing, Product, SavedProduct, StockItem, Variant
from config.personal_data import PERSONAL_DATA
from config.subscriptions import SUBSCRIPTIONS
from marketplace.commands.notices.notify import notify
from marketplace.commands.personal_data.erasure import erase_account
from marketplace.errors import Invalid, NotFound, PermissionDenied, Unauthenticated
from marketplace.event_payloads import event_from
from marketplace.events import PriceChanged, ProductPublished, ProductSaved, StockChanged
from marketplace.models import Notification, OutboxEvent, User
from sellers.commands import follows
from sellers.commands.follows import follow_shop, unfollow_shop
from sellers.models import Follow, Following, Seller
from tests.catalog.factories import make_member, make_seller
from tests.marketplace.people import make_user
from tests.orders.people import make_goods

pytestmark = pytest.mark.django_db


class Shop:
    """A product on sale, and somebody who saved it."""

    def __init__(self, *, price=100_000, left=5):
        self.goods = make_goods(price=price, left=left)
        self.product_id = self.goods.product_id
        self.user = make_user()
        save_for_later(actor=self.user, product_id=self.product_id)

    def sell(self, *, price=None, left=None):
        """As it becomes by one change, with all events of it delivered."""
        if price is not None:
            Variant.objects.filter(pk=self.goods.pk).update(price=price)
        if left is not None:
            StockItem.objects.filter(pk=self.goods.pk).update(on_hand=left)
        refresh_listings(product_ids=[self.product_id])
        told = {"product_id": self.product_id, "variant_id": self.goods.pk}
        events = [
            ProductSaved(product_id=self.product_id, seller_id=self.goods.seller_id),
            PriceChanged(**told, old_price=1, new_price=2),
            StockChanged(**told, is_available=True),
            StockChanged(**told, is_available=True),
        ]
        for event in events:
            note_offer(event)


def deliver():
    """Tells of all that is in the outbox, as the relay does; the kinds by recipient, in order."""
    before = set(Notification.objects.values_list("pk", flat=True))
    for row in OutboxEvent.objects.filter(
        name__in=("ProductBackInStock", "ProductPriceDropped", "ShopHasNewProduct")
    ):
        notify(event_from(row.name, row.payload), row.pk)
    OutboxEvent.objects.all().delete()
    new = Notification.objects.exclude(pk__in=before).order_by("pk")
    return [(row.kind, row.recipient) for row in new.select_related("recipient")]


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (SavedProduct, Follow, Following)]


def refused(error, deed, **given):
    before = rows()
    with pytest.raises(error):
        deed(**given)
    assert rows() == before


def test_a_product_is_saved_once_and_removed_any_number_of_times():
    shop = Shop()
    save_for_later(actor=shop.user, product_id=shop.product_id)
    [saved] = SavedProduct.objects.all()
    assert (saved.price_seen, saved.price_known, saved.is_awaited) == (100_000, 100_000, False)
    remove_from_wishlist(actor=make_user(), product_id=shop.product_id)
    assert SavedProduct.objects.count() == 1
    for _ in range(2):
        remove_from_wishlist(actor=shop.user, product_id=shop.product_id)
    assert not SavedProduct.objects.exists()


def test_what_cannot_be_seen_or_is_too_much_is_refused(monkeypatch):
    shop = Shop()
    hidden = make_goods().product_id
    Listing.objects.filter(pk=hidden).delete()
    refused(NotFound, save_for_later, actor=shop.user, product_id=hidden)
    refused(Unauthenticated, save_for_later, actor=AnonymousUser(), product_id=shop.product_id)
    refused(Unauthenticated, remove_from_wishlist, actor=AnonymousUser(), product_id=shop.product_id)
    monkeypatch.setattr(commands, "MOST_SAVED", 1)
    refused(Invalid, save_for_later, actor=shop.user, product_id=make_goods().product_id)


def test_who_waits_is_told_once_when_there_is_some_again():
    shop = Shop(left=0)
    shop.sell(left=3)
    assert deliver() == [("back_in_stock", shop.user)]
    shop.sell(left=8)
    assert deliver() == []
    shop.sell(left=0)
    assert deliver() == []
    shop.sell(left=1)
    assert deliver() == [("back_in_stock", shop.user)]


def test_a_lower_price_than_seen_is_told_once_and_each_fall_anew():
    shop = Shop()
    shop.sell(price=120_000)
    assert deliver() == []
    shop.sell(price=100_000)
    assert deliver() == []
    shop.sell(price=90_000)
    assert deliver() == [("price_dropped", shop.user)]
    assert Notification.objects.latest("pk").params["price"] == 90_000
    shop.sell(price=80_000)
    assert deliver() == [("price_dropped", shop.user)]
    shop.sell(price=85_000)
    assert deliver() == []
    shop.sell(price=84_000)
    assert deliver() == [("price_dropped", shop.user)]
    shop.sell(price=300_000)
    shop.sell(price=200_000)
    assert deliver() == []
    assert SavedProduct.objects.get().price_seen == 100_000


def test_what_comes_back_cheaper_is_told_once():
    shop = Shop(left=0)
    shop.sell(left=2, price=70_000)
    assert deliver() == [("back_in_stock", shop.user)]


def test_nothing_is_told_of_what_is_sold_out_or_off_the_shelves():
    shop = Shop()
    shop.sell(left=0, price=50_000)
    assert deliver() == []
    shop.sell(left=4)
    Listing.objects.filter(pk=shop.product_id).delete()  # paused before anybody was told
    assert deliver() == []
    shop.sell(price=40_000)
    Listing.objects.filter(pk=shop.product_id).update(is_available=False)
    assert deliver() == []
    Listing.objects.filter(pk=shop.product_id).delete()
    note_offer(ProductPublished(product_id=shop.product_id))
    assert deliver() == []


def test_nobody_is_told_of_their_own_shop():
    shop = Shop(left=0)
    member = make_member(shop.goods.seller)
    save_for_later(actor=member, product_id=shop.product_id)
    shop.sell(left=3)
    shop.sell(price=1_000)
    assert deliver() == [("back_in_stock", shop.user), ("price_dropped", shop.user)]


def test_events_of_goods_lead_here():
    for event in (ProductPublished, ProductSaved, PriceChanged, StockChanged):
        assert note_offer in SUBSCRIPTIONS[event]
    assert note_new_product in SUBSCRIPTIONS[ProductPublished]


# followed shops


def published(seller, *, now):
    goods = make_goods(seller=seller)
    Product.objects.filter(pk=goods.product_id).update(published_at=now, status_changed_at=now)
    note_new_product(ProductPublished(product_id=goods.product_id), now=now)
    return goods


def test_followers_are_told_of_one_new_product_a_day():
    seller, user, now = make_seller(), make_user(), timezone.now()
    follow_shop(actor=user, seller_id=seller.pk)
    published(make_seller(), now=now)
    assert deliver() == []
    published(seller, now=now)
    published(seller, now=now)
    assert deliver() == [("new_product", user)]
    published(seller, now=now + timedelta(days=1))
    assert deliver() == [("new_product", user)]


def test_what_comes_back_from_a_pause_is_not_new():
    seller, now = make_seller(), timezone.now()
    follow_shop(actor=make_user(), seller_id=seller.pk)
    goods = make_goods(seller=seller)
    earlier = now - timedelta(days=9)
    Product.objects.filter(pk=goods.product_id).update(published_at=earlier, status_changed_at=now)
    note_new_product(ProductPublished(product_id=goods.product_id), now=now)
    Listing.objects.filter(pk=published(seller, now=now).product_id).delete()  # paused before anybody was told
    assert deliver() == []


def test_the_count_of_followers_follows():
    seller, users = make_seller(), [make_user(), make_user()]
    for user in [*users, users[0]]:
        follow_shop(actor=user, seller_id=seller.pk)
    assert Following.objects.get(pk=seller.pk).count == 2
    for _ in range(2):
        unfollow_shop(actor=users[0], seller_id=seller.pk)
    unfollow_shop(actor=make_user(), seller_id=seller.pk)
    assert Following.objects.get(pk=seller.pk).count == 1
    assert list(Follow.objects.values_list("user", flat=True)) == [users[1].pk]


def test_who_may_not_follow(monkeypatch):
    seller = make_seller()
    refused(PermissionDenied, follow_shop, actor=make_member(seller), seller_id=seller.pk)
    refused(Unauthenticated, follow_shop, actor=AnonymousUser(), seller_id=seller.pk)
    refused(NotFound, follow_shop, actor=make_user(), seller_id=0)
    Seller.objects.filter(pk=seller.pk).update(status="SUSPENDED")
    refused(NotFound, follow_shop, actor=make_user(), seller_id=seller.pk)
    monkeypatch.setattr(follows, "MOST_FOLLOWED", 0)
    refused(Invalid, follow_shop, actor=make_user(), seller_id=make_seller().pk)


def test_who_leaves_takes_wishes_along_and_counts_no_more():
    shop = Shop()
    follow_shop(actor=shop.user, seller_id=shop.goods.seller_id)
    held = {
        one.name: list(one.rows_of(shop.user).values(*one.fields))
        for one in PERSONAL_DATA.holdings
        if one.name in ("wishlist", "shops_followed")
    }
    assert held["wishlist"][0]["price_seen"] == 100_000 and len(held["shops_followed"]) == 1
    erase_account(actor=User.objects.create_superuser("admin@ocop.example", "x"), user_id=shop.user.pk)
    assert not SavedProduct.objects.exists() and not Follow.objects.exists()
    assert Following.objects.get().count == 0
