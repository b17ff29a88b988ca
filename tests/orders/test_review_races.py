"""Two at once, each on a connection of their own: what locks and constraints decide."""

import pytest

from catalog.commands.ratings import note_rating
from catalog.commands.saved import save_for_later
from catalog.models import Listing, Product, SavedProduct
from marketplace.event_payloads import event_from
from marketplace.models import OutboxEvent
from orders.commands.review_moderation import hide_review
from orders.commands.review_photos import add_review_photo
from orders.commands.review_replies import report_review
from orders.commands.reviews import edit_review
from orders.models import Review, ReviewPhoto, ReviewReport, SellerOrder
from sellers.commands.follows import follow_shop
from sellers.models import Follow, Following
from tests.catalog.factories import make_officer
from tests.connections import Others, held
from tests.marketplace.images.pictures import encoded, picture
from tests.marketplace.people import make_user
from tests.orders.people import make_goods
from tests.orders.reviewed import Bought

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def others():
    return Others()


def test_of_two_fifth_photos_one_is_refused(others):
    case = Bought()
    review = case.review()
    for width in range(200, 204):
        add_review_photo(actor=case.buyer, review_id=review.pk, content=encoded(picture(width, 150)))
    with held(SellerOrder.objects.filter(pk=case.part.pk)):
        for width in (300, 301):
            content = encoded(picture(width, 150))
            others.start(add_review_photo, actor=case.buyer, review_id=review.pk, content=content)
        others.wait_until_blocked()
    answers = others.answers()
    assert [answer for answer in answers if isinstance(answer, str)] == ["INVALID"]
    assert sorted(ReviewPhoto.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5]


def test_of_two_reports_of_one_person_one_is_kept_and_told(others):
    review, user = Bought().review(), make_user()
    with held(Review.objects.filter(pk=review.pk)):
        for _ in range(2):
            others.start(report_review, actor=user, review_id=review.pk, ground="SPAM")
        others.wait_until_blocked()
    assert sorted(str(answer) for answer in others.answers())[0] == "DUPLICATE"
    assert ReviewReport.objects.count() == 1 and OutboxEvent.objects.filter(name="ReviewReported").count() == 1


def test_an_edit_beside_a_hiding_leaves_the_rating_right(others):
    case = Bought()
    review = case.review(stars=1)
    Bought(goods=case.goods).review(stars=4)
    officer = make_officer()
    with held(Product.objects.filter(pk=case.goods.product_id)):
        others.start(edit_review, actor=case.buyer, review_id=review.pk, stars=5, text="đổi ý")
        others.start(hide_review, actor=officer, review_id=review.pk, ground="SPAM", reason="x")
        others.wait_until_blocked()
    others.answers()
    events = OutboxEvent.objects.filter(name__in=("ReviewPosted", "ReviewEdited", "ReviewHidden")).order_by("-pk")
    for event in events:
        note_rating(event_from(event.name, event.payload))
    found = Review.objects.get(pk=review.pk)
    assert (found.stars, found.is_hidden, found.revision) == (5, True, 3)
    assert Listing.objects.get(pk=case.goods.product_id).rating_count == 1
    assert Listing.objects.get(pk=case.goods.product_id).rating_average == 4


def test_a_heart_and_a_follow_pressed_many_times_at_once_count_once(others):
    goods, user = make_goods(), make_user()
    for _ in range(4):
        others.start(save_for_later, actor=user, product_id=goods.product_id)
        others.start(follow_shop, actor=user, seller_id=goods.seller_id)
    assert not [answer for answer in others.answers() if isinstance(answer, str)]
    assert SavedProduct.objects.count() == 1
    assert Follow.objects.count() == 1 and Following.objects.get().count == 1
