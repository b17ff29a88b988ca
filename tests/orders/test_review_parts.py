"""Photos, the shop's answer, reports, and what officers decide."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from PIL import Image as Picture

from catalog.commands.ratings import note_rating
from catalog.models import Listing
from config.notices import NOTICES
from config.personal_data import PERSONAL_DATA
from marketplace.commands.images import make_renditions
from marketplace.commands.notices.notify import notify
from marketplace.commands.personal_data.erasure import erase_account
from marketplace.errors import Duplicate, Invalid, NotFound, PermissionDenied, Required, Unauthenticated
from marketplace.event_payloads import event_from
from marketplace.images import ImageInvalid
from marketplace.images.files import folder_of
from marketplace.models import Image, Notification, OutboxEvent, User
from orders.commands.review_moderation import dismiss_review_reports, hide_review, show_review
from orders.commands.review_photos import add_review_photo, remove_review_photo
from orders.commands.review_replies import reply_to_review, report_review
from orders.commands.reviews import edit_review
from orders.models import Review, ReviewPhoto, ReviewReport
from orders.review_queries import has_shown_photos, shown_photos
from orders.states import WrongState
from orders.tokens import token_of
from sellers.models import Role
from tests.catalog.factories import make_member, make_officer, make_place
from tests.marketplace.images.pictures import encoded, picture, with_gps
from tests.marketplace.people import make_user
from tests.orders.people import Unchanged
from tests.orders.reviewed import Bought

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def rows():
    models = (Review, ReviewPhoto, ReviewReport)
    return [list(model.objects.order_by("pk").values()) for model in models]


def refused(error, deed, *arguments, **given):
    before = rows()
    with Unchanged(), pytest.raises(error), transaction.atomic():
        deed(*arguments, **given)
    assert rows() == before


def told(name):
    return [event_from(name, event.payload) for event in OutboxEvent.objects.filter(name=name).order_by("pk")]


def photo_file(width):
    return encoded(picture(width, 300))


def rating(case):
    return Listing.objects.values_list("rating_average", "rating_count").get(pk=case.goods.product_id)


# photos


def test_a_photo_shows_once_all_its_sizes_are_made():
    case = Bought()
    review = case.review()
    photo = add_review_photo(actor=case.buyer, review_id=review.pk, content=photo_file(500))
    assert not shown_photos().exists() and not Review.objects.filter(has_shown_photos()).exists()
    make_renditions(image_id=photo.image_id)
    assert list(shown_photos()) == [photo] and Review.objects.filter(has_shown_photos()).exists()


def test_a_photo_keeps_nothing_but_its_pixels():
    case = Bought(is_guest=True)
    review = case.review(token=token_of(case.order.number))
    given = {"actor": None, "review_id": review.pk, "content": with_gps()}
    refused(NotFound, add_review_photo, **given)
    photo = add_review_photo(**given, token=token_of(case.order.number))
    for file in folder_of(photo.image.digest).iterdir():
        with Picture.open(io.BytesIO(file.read_bytes())) as kept:
            assert not kept.getexif() and "comment" not in kept.info


def test_five_photos_and_no_two_alike():
    case = Bought()
    review = case.review()
    files = [photo_file(200 + number) for number in range(6)]
    photos = [add_review_photo(actor=case.buyer, review_id=review.pk, content=file) for file in files[:5]]
    refused(Invalid, add_review_photo, actor=case.buyer, review_id=review.pk, content=files[5])
    remove_review_photo(actor=case.buyer, photo_id=photos[1].pk)
    refused(Duplicate, add_review_photo, actor=case.buyer, review_id=review.pk, content=files[0])
    again = add_review_photo(actor=case.buyer, review_id=review.pk, content=files[5])
    assert again.position == 2
    with pytest.raises(IntegrityError, match="review_photo_one_of_five"), transaction.atomic():
        ReviewPhoto.objects.create(review=review, image=photos[1].image, position=6)


def test_photos_of_others_and_late_ones_are_refused():
    case = Bought()
    review = case.review()
    photo = add_review_photo(actor=case.buyer, review_id=review.pk, content=photo_file(300))
    late = review.posted_at + timedelta(days=settings.REVIEW_EDIT_DAYS, seconds=1)
    given = {"review_id": review.pk, "content": photo_file(301)}
    refused(NotFound, add_review_photo, actor=make_user(), **given)
    refused(NotFound, add_review_photo, actor=case.owner, **given)
    refused(WrongState, add_review_photo, actor=case.buyer, now=late, **given)
    refused(ImageInvalid, add_review_photo, actor=case.buyer, review_id=review.pk, content=b"<svg/>")
    refused(NotFound, remove_review_photo, actor=make_user(), photo_id=photo.pk)
    refused(NotFound, remove_review_photo, actor=case.buyer, photo_id=0)
    refused(WrongState, remove_review_photo, actor=case.buyer, photo_id=photo.pk, now=late)


def test_a_removed_photo_takes_its_files_along_unless_somebody_else_shows_it(django_capture_on_commit_callbacks):
    first, second = Bought(), Bought()
    photos = [
        add_review_photo(actor=case.buyer, review_id=case.review().pk, content=photo_file(400))
        for case in (first, second)
    ]
    digest = photos[0].image.digest
    for case, photo, is_left in ((first, photos[0], True), (second, photos[1], False)):
        with django_capture_on_commit_callbacks(execute=True):
            remove_review_photo(actor=case.buyer, photo_id=photo.pk)
        assert folder_of(digest).exists() is is_left and Image.objects.filter(digest=digest).exists() is is_left


# the shop's answer


def test_the_shop_answers_once_and_may_change_it():
    case = Bought()
    review = case.review(stars=2)
    reply_to_review(actor=case.owner, review_id=review.pk, text="Xin lỗi bạn")
    reply_to_review(actor=case.owner, review_id=review.pk, text="Xin lỗi bạn, chúng tôi sẽ đổi")
    found = Review.objects.get()
    assert found.reply == "Xin lỗi bạn, chúng tôi sẽ đổi" and found.replied_at < found.reply_edited_at
    [event] = told("ReviewReplied")
    notify(event, 1)
    assert Notification.objects.get().recipient == case.buyer
    assert (found.stars, found.revision) == (2, 1)


def test_others_do_not_speak_for_the_shop():
    case = Bought()
    review = case.review()
    given = {"review_id": review.pk, "text": "x"}
    staff = make_member(case.goods.seller, Role.STAFF)
    refused(PermissionDenied, reply_to_review, actor=staff, **given)
    for stranger in (case.buyer, make_officer(), Bought().owner):
        refused(NotFound, reply_to_review, actor=stranger, **given)
    refused(Unauthenticated, reply_to_review, actor=None, **given)
    refused(Required, reply_to_review, actor=case.owner, review_id=review.pk, text="  ")
    hide_review(actor=make_officer(), review_id=review.pk, ground="SPAM", reason="Quảng cáo")
    refused(WrongState, reply_to_review, actor=case.owner, **given)


# reports and decisions


def test_anybody_reports_once_and_the_office_is_told_once():
    case = Bought()
    review = case.review()
    place = case.goods.seller.place
    officer, elsewhere = make_officer(place), make_officer(make_place())
    for reporter in (make_user(), case.owner):
        report_review(actor=reporter, review_id=review.pk, ground="FAKE", note="Chưa mua")
        refused(Duplicate, report_review, actor=reporter, review_id=review.pk, ground="SPAM")
    [event] = told("ReviewReported")
    notify(event, 1)
    assert set(Notification.objects.values_list("recipient", flat=True)) == {officer.pk}
    assert elsewhere.pk != officer.pk
    refused(Invalid, report_review, actor=case.buyer, review_id=review.pk, ground="SPAM")
    refused(Unauthenticated, report_review, actor=None, review_id=review.pk, ground="SPAM")
    refused(NotFound, report_review, actor=make_user(), review_id=0, ground="SPAM")


def test_a_hidden_review_counts_no_more_and_its_author_learns_why():
    case = Bought()
    review = case.review(stars=1)
    other = Bought(goods=case.goods).review(stars=4)
    report_review(actor=make_user(), review_id=review.pk, ground="OFFENSIVE")
    officer = make_officer(case.goods.seller.place)
    hide_review(actor=officer, review_id=review.pk, ground="OFFENSIVE", reason="Lời lẽ xúc phạm")
    [hidden] = told("ReviewHidden")
    note_rating(hidden)
    assert rating(case) == (Decimal("4.00"), 1)
    notify(hidden, 1)
    said = Notification.objects.get()
    assert said.recipient == case.buyer and said.params["reason"] == "Lời lẽ xúc phạm"
    assert not ReviewReport.objects.filter(settled_at__isnull=True).exists()
    refused(WrongState, hide_review, actor=officer, review_id=review.pk, ground="SPAM", reason="x")
    refused(NotFound, report_review, actor=make_user(), review_id=review.pk, ground="SPAM")

    show_review(actor=officer, review_id=review.pk, reason="Xem lại: chỉ là chê")
    [shown] = told("ReviewShown")
    note_rating(shown)
    note_rating(hidden)  # late, and older
    assert rating(case) == (Decimal("2.50"), 2)
    refused(WrongState, show_review, actor=officer, review_id=other.pk, reason="x")


def test_an_edit_of_a_hidden_review_does_not_bring_it_back():
    case = Bought()
    review = case.review(stars=1)
    hide_review(actor=make_officer(), review_id=review.pk, ground="PERSONAL_DATA", reason="Có số điện thoại")
    edit_review(actor=case.buyer, review_id=review.pk, stars=5, text="đã bỏ số")
    assert Review.objects.get().is_hidden
    assert [(event.count, event.star_total) for event in told("ReviewEdited")] == [(0, 0)]
    note_rating(told("ReviewEdited")[0])
    assert rating(case) == (Decimal("0.00"), 0)


def test_hiding_wants_a_reason_of_an_officer_who_has_no_part_in_it():
    case = Bought()
    review = case.review(stars=1)
    given = {"review_id": review.pk, "ground": "SPAM", "reason": "x"}
    for actor in (case.owner, case.buyer, make_user()):
        refused(PermissionDenied, hide_review, actor=actor, **given)
    refused(NotFound, hide_review, actor=make_officer(make_place()), **given)
    refused(Required, hide_review, actor=make_officer(), review_id=review.pk, ground="SPAM", reason=" ")
    own = make_officer()
    User.objects.filter(pk=case.owner.pk).update(is_staff=True)
    own.memberships.create(seller=case.goods.seller, role=Role.STAFF)
    refused(PermissionDenied, hide_review, actor=own, **given)
    author = make_officer()
    case.order.user = author
    case.order.save()
    refused(PermissionDenied, hide_review, actor=author, **given)
    with pytest.raises(IntegrityError, match="review_hidden_for_a_reason"), transaction.atomic():
        Review.objects.update(hidden_at=review.posted_at)


def test_a_dismissed_report_leaves_the_review_as_it_is():
    case = Bought()
    review = case.review(stars=1)
    report_review(actor=case.owner, review_id=review.pk, ground="FAKE")
    officer = make_officer()
    dismiss_review_reports(actor=officer, review_id=review.pk, reason="Mua thật")
    assert not Review.objects.get().is_hidden and not told("ReviewHidden")
    refused(WrongState, dismiss_review_reports, actor=officer, review_id=review.pk, reason="x")


# leaving


def test_who_leaves_takes_name_and_photos_along(django_capture_on_commit_callbacks):
    case = Bought()
    review = case.review(stars=4, text="Ngon")
    photo = add_review_photo(actor=case.buyer, review_id=review.pk, content=photo_file(350))
    report_review(actor=case.buyer, review_id=Bought().review().pk, ground="SPAM")
    [file] = [name for source in PERSONAL_DATA.files for name, _content in source(case.buyer)]
    assert file == f"review-photos/{photo.pk}.jpeg"
    digest = photo.image.digest
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(actor=User.objects.create_superuser("admin@ocop.example", "x"), user_id=case.buyer.pk)
    left = Review.objects.get(pk=review.pk)
    assert (left.author_name, left.stars, left.text) == ("", 4, "Ngon")
    assert not ReviewPhoto.objects.exists() and not folder_of(digest).exists()
    assert not ReviewReport.objects.exists()


def test_every_event_of_reviews_is_told_to_somebody():
    assert {event.__name__ for event in NOTICES if event.__name__.startswith("Review")} == {
        *("ReviewPosted", "ReviewReplied", "ReviewReported", "ReviewHidden", "ReviewShown")
    }
