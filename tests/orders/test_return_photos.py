"""Photos of goods that go back, whose they are, and what becomes of them."""

import pytest
from django.db import transaction

from config.personal_data import PERSONAL_DATA
from marketplace.errors import Invalid, NotFound
from orders.commands.personal_data import awaits_money, forget_returns, photos_of
from orders.commands.returns.answers import (
    approve_return,
    receive_return,
    refund_return,
)
from orders.commands.returns.photos import MOST_PHOTOS, add_return_photo, read_return_photo
from orders.models import (
    Refund,
    Return,
    ReturnPhoto,
)
from orders.states import WrongState
from tests.catalog.factories import make_officer, make_place, make_seller
from tests.marketplace.people import make_user
from tests.orders.people import make_member
from tests.orders.returned import Case, picture
from tests.sellers.conftest import private_folder

__all__ = ["private_folder"]


@pytest.fixture
def case(db):
    return Case()


@pytest.mark.usefixtures("private_folder")
def test_photos_are_for_those_whose_they_are(case):
    pk, content = case.request(), picture()
    with pytest.raises(NotFound):
        add_return_photo(actor=make_user(), return_id=pk, token=None, content=content)
    photo = case.buys(add_return_photo, pk, content=content)
    assert (photo.width, photo.height, photo.media_type) == (40, 30, "image/jpeg")
    for actor, token in ((None, case.token), (case.member, None), (make_officer(), None)):
        found, file = read_return_photo(actor=actor, photo_id=photo.pk, token=token)
        assert found == photo and file.read(2) == b"\xff\xd8"
    for actor, token in (
        (None, None),
        (make_user(), "0" * 32),
        (make_officer(make_place()), None),
        (make_member(make_seller()), None),
    ):
        with pytest.raises(NotFound):
            read_return_photo(actor=actor, photo_id=photo.pk, token=token)
    for _n in range(MOST_PHOTOS - 1):
        case.buys(add_return_photo, pk, content=content)
    with pytest.raises(Invalid):
        case.buys(add_return_photo, pk, content=content)
    case.sells(approve_return, pk)
    with pytest.raises(WrongState):
        case.buys(add_return_photo, pk, content=content)
    assert ReturnPhoto.objects.count() == MOST_PHOTOS


@pytest.mark.django_db(transaction=True)
def test_who_leaves_waits_for_their_money_and_takes_their_photos_along(private_folder):
    buyer = make_user()
    case = Case(buyer=buyer)
    assert awaits_money(buyer) is None and awaits_money in PERSONAL_DATA.obstacles
    pk = case.sent()
    row = Return.objects.filter(pk=pk)
    row.update(status="REQUESTED")
    case.buys(add_return_photo, pk, content=picture())
    row.update(status="SENT")
    assert awaits_money(buyer) is not None
    case.sells(receive_return, pk)
    case.sells(refund_return, pk)
    assert awaits_money(buyer) is not None, "the refund was not sent yet"
    Refund.objects.update(status="SENT")
    assert awaits_money(buyer) is None
    [(name, file)] = photos_of(buyer)
    assert name.startswith(f"returns/{Return.objects.get().number}-") and file.read(2) == b"\xff\xd8"
    with transaction.atomic():
        forget_returns(buyer)
    assert not ReturnPhoto.objects.exists() and not [path for path in private_folder.rglob("*") if path.is_file()]
    assert Return.objects.get().refund_to == Refund.objects.get().send_to == ""
