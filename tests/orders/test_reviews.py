"""Who may review what, when, and what becomes of a product's rating by it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from catalog.commands.listings import refresh_listings
from catalog.commands.ratings import note_rating
from catalog.models import Listing, Product, ProductRating
from marketplace.errors import Invalid, NotFound, PermissionDenied
from marketplace.events import ReviewPosted
from marketplace.models import OutboxEvent
from orders.commands.reviews import AlreadyReviewed, edit_review, masked_name
from orders.models import Review
from orders.states import WrongState
from orders.tokens import token_of
from sellers.models import Member, Role
from tests.marketplace.people import make_user
from tests.orders.people import Unchanged, make_goods
from tests.orders.reviewed import Bought

pytestmark = pytest.mark.django_db


def reviews():
    return list(Review.objects.order_by("pk").values())


def refused(error, deed):
    before = reviews()
    with Unchanged(), pytest.raises(error), transaction.atomic():
        deed()
    assert reviews() == before


def told():
    """The review events so far, as the relay hands them over."""
    found = OutboxEvent.objects.filter(name__startswith="Review").order_by("pk")
    return [ReviewPosted(**event.payload) for event in found]


def rating(goods):
    return Listing.objects.values_list("rating_average", "rating_count").get(pk=goods.product_id)


def test_a_buyer_reviews_what_arrived():
    case = Bought()
    review = case.review(stars=4, text="Thơm,\nđóng gói kỹ")
    assert (review.stars, review.text, review.author_name) == (4, "Thơm,\nđóng gói kỹ", "Trần T. M.")
    [event] = told()
    assert (event.product_id, event.star_total, event.count, event.revision) == (case.goods.product_id, 4, 1, 1)


def test_a_guest_reviews_by_the_token_of_the_order():
    case = Bought(is_guest=True)
    refused(NotFound, case.review)
    refused(NotFound, lambda: case.review(token=token_of("another")))
    assert case.review(token=token_of(case.order.number)).stars == 5


def test_only_once_an_order():
    case = Bought()
    case.review()
    refused(AlreadyReviewed, lambda: case.review(stars=1))


def test_the_database_holds_a_second_review_off():
    review = Bought().review()
    with pytest.raises(IntegrityError, match="review_once_an_order"), transaction.atomic():
        Review.objects.create(
            seller_order_id=review.seller_order_id, product_id=review.product_id, stars=1, author_name="X."
        )
    assert Review.objects.count() == 1


def test_nobody_reviews_what_they_did_not_buy():
    case = Bought()
    of_same_shop = make_goods(seller=case.goods.seller)
    refused(NotFound, lambda: case.review(product_id=of_same_shop.product_id))
    refused(NotFound, lambda: case.review(actor=make_user()))
    refused(NotFound, lambda: case.review(actor=case.owner))
    refused(NotFound, lambda: case.review(actor=None))
    refused(NotFound, lambda: case.review(seller_order_id=0))


def test_not_before_it_has_arrived():
    refused(WrongState, Bought(is_delivered=False).review)


def test_not_after_the_term():
    case = Bought()
    term = case.part.status_changed_at + timedelta(days=settings.REVIEW_TERM_DAYS)
    refused(WrongState, lambda: case.review(now=term + timedelta(seconds=1)))
    assert case.review(now=term).posted_at == term


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_stars_are_1_to_5(stars):
    case = Bought()
    refused(Invalid, lambda: case.review(stars=stars))


@pytest.mark.parametrize("text", ["x" * 10_000, "a\0b", "a\u202eb"])
def test_texts_that_no_page_could_show_are_refused(text):
    case = Bought()
    refused(Invalid, lambda: case.review(text=text))


def test_an_edit_replaces_stars_and_text_for_some_days():
    case = Bought()
    review = case.review(stars=2, text="Chua")
    edit_review(actor=case.buyer, review_id=review.pk, stars=5, text="Ngon")
    [row] = reviews()
    assert (row["stars"], row["text"], row["revision"]) == (5, "Ngon", 2) and row["edited_at"] is not None
    assert [(event.star_total, event.revision) for event in told()] == [(2, 1), (5, 2)]
    late = review.posted_at + timedelta(days=settings.REVIEW_EDIT_DAYS, seconds=1)
    refused(WrongState, lambda: edit_review(actor=case.buyer, review_id=review.pk, stars=1, now=late))
    refused(NotFound, lambda: edit_review(actor=make_user(), review_id=review.pk, stars=1))
    refused(NotFound, lambda: edit_review(actor=case.buyer, review_id=0, stars=1))


def test_the_rating_follows_in_any_order_and_any_number_of_times():
    goods = make_goods(left=50)
    for stars in (5, 4, 4):
        Bought(goods=goods).review(stars=stars)
    first, second, third = told()
    for event in (second, third, first, third, second):
        note_rating(event)
    assert rating(goods) == (Decimal("4.33"), 3)


def test_the_rating_outlives_a_pause_of_the_product():
    case = Bought()
    case.review(stars=3)
    note_rating(told()[0])
    Listing.objects.filter(pk=case.goods.product_id).delete()
    refresh_listings(product_ids=[case.goods.product_id])
    assert rating(case.goods) == (Decimal("3.00"), 1)


def test_a_rating_of_what_is_gone_is_let_go():
    gone = Product.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    note_rating(ReviewPosted(product_id=gone + 1, review_id=1, star_total=5, count=1, revision=1))
    assert not ProductRating.objects.exists()


@pytest.mark.parametrize(("name", "shown"), [("Trần Thị Mua", "Trần T. M."), ("Mua", "M."), ("  ", "?.")])
def test_names_are_masked(name, shown):
    assert masked_name(name) == shown


def test_nobody_reviews_the_goods_of_their_own_shop():
    bought = Bought()
    Member.objects.create(seller=bought.goods.seller, user=bought.buyer, role=Role.STAFF)
    refused(PermissionDenied, bought.review)
