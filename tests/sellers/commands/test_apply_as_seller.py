"""Beginning an application: a shop that nobody sees yet, with its owner."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.errors import DomainError
from marketplace.models import AuditEntry, Place, PlaceLevel, PlaceSuccession
from sellers.commands.applying.apply_as_seller import MOST_OPEN, apply_as_seller
from sellers.commands.applying.withdraw_application import withdraw_application
from sellers.models import GoodsKind, LegalForm, Member, PayoutAccount, Role, Seller, SellerStatus
from sellers.queries import shown_sellers
from tests.catalog.factories import make_seller
from tests.marketplace.people import make_user
from tests.sellers.people import NOW, PAYOUT, details, events, make_application, make_commune, make_province

pytestmark = pytest.mark.django_db


def refusal(changes_nothing, actor=None, *, payout=PAYOUT, **fields):
    """The code and field of a refusal, which must leave no trace."""
    actor, given = actor or make_user(), details(**fields)
    with changes_nothing(), pytest.raises(DomainError) as refused:
        apply_as_seller(actor=actor, details=given, payout=payout, now=NOW)
    return refused.value.code, refused.value.field


def test_it_makes_a_hidden_shop_with_its_owner():
    user = make_user()
    application = make_application(user, name="Gạo  tám Hải Hậu ", goods=[GoodsKind.FOOD, GoodsKind.CRAFTS])
    seller = application.seller
    assert (application.status, application.version) == ("DRAFT", 1)
    assert (seller.status, seller.slug, seller.name) == ("APPLYING", "gao-tam-hai-hau", "Gạo tám Hải Hậu")
    assert (seller.phone, seller.goods) == ("+84912345678", ["FOOD", "CRAFTS"])
    assert list(Member.objects.values_list("seller", "user", "role")) == [(seller.pk, user.pk, Role.OWNER)]
    assert not shown_sellers().exists()


def test_it_is_recorded_without_the_account_number():
    application = make_application()
    account = PayoutAccount.objects.get()
    assert (account.number, account.bank_bin) == ("0071001234567", "970436")
    entries = {entry.action: entry.after for entry in AuditEntry.objects.all()}
    assert entries["apply_as_seller"]["tax_code"] == application.seller.tax_code
    assert entries["set_payout_account"]["number"] == "•••4567"
    assert "0071001234567" not in str(events()) + str(entries)


def test_the_second_shop_of_a_name_gets_the_next_address():
    make_seller(slug="gao-tam-hai-hau")
    addresses = [make_application().seller.slug for _ in range(2)]
    assert addresses == ["gao-tam-hai-hau-2", "gao-tam-hai-hau-3"]
    assert make_application(name="大米").seller.slug == "gian-hang"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": " "}, ("REQUIRED", ["name"])),
        ({"name": "Gạo\u200bngon"}, ("INVALID", ["name"])),
        ({"name": "x" * 201}, ("INVALID", ["name"])),
        ({"legal_name": ""}, ("REQUIRED", ["legalName"])),
        ({"tax_code": ""}, ("REQUIRED", ["taxCode"])),
        ({"tax_code": "0601234560"}, ("INVALID", ["taxCode"])),
        ({"tax_code": "036185001234"}, ("INVALID", ["taxCode"])),
        ({"registration_number": ""}, ("REQUIRED", ["registrationNumber"])),
        ({"registration_number": "không có"}, ("INVALID", ["registrationNumber"])),
        ({"representative": ""}, ("REQUIRED", ["representative"])),
        ({"address": ""}, ("REQUIRED", ["address"])),
        ({"phone": "12"}, ("INVALID", ["phone"])),
        ({"email": "nobody"}, ("INVALID", ["email"])),
        ({"about": "\u202e"}, ("INVALID", ["about"])),
        ({"goods": []}, ("REQUIRED", ["goods"])),
        ({"place_id": 10**9}, ("NOT_FOUND", ["place"])),
        ({"pickup_place_id": 10**9}, ("NOT_FOUND", ["pickupPlace"])),
        ({"payout": replace(PAYOUT, bank_bin="000000")}, ("INVALID", ["payoutAccount", "bankBin"])),
        ({"payout": replace(PAYOUT, number="12")}, ("INVALID", ["payoutAccount", "number"])),
        ({"payout": replace(PAYOUT, holder=" ")}, ("REQUIRED", ["payoutAccount", "holder"])),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(changes_nothing, fields, told):
    assert refusal(changes_nothing, **fields) == told


def test_households_may_use_their_head_s_personal_number():
    application = make_application(
        legal_form=LegalForm.HOUSEHOLD, tax_code="036 185 001 234", representative="", goods=[GoodsKind.PLANTS]
    )
    assert application.seller.tax_code == "036185001234"


def test_farms_need_no_registration():
    farm = make_application(legal_form=LegalForm.FARM, registration_number="", representative="").seller
    assert farm.registration_number == ""


def test_who_did_not_sign_in_is_asked_to(changes_nothing):
    assert refusal(changes_nothing, AnonymousUser()) == ("UNAUTHENTICATED", None)
    gone = make_user(is_active=False)
    assert refusal(changes_nothing, gone) == ("UNAUTHENTICATED", None)


def test_an_old_commune_stands_for_the_one_that_followed_it():
    today = make_commune()
    old = make_old_commune(today)
    assert make_application(place_id=old.pk).seller.place == today


def test_an_old_commune_that_was_divided_asks_which_part(changes_nothing):
    parts = [make_commune(name="Hải Anh"), make_commune(name="Hải Bắc")]
    given = details(place_id=make_old_commune(*parts).pk)
    with changes_nothing(), pytest.raises(DomainError) as refused:
        apply_as_seller(actor=make_user(), details=given, now=NOW)
    assert (refused.value.code, refused.value.field) == ("INVALID", ["place"])
    assert all(name in str(refused.value) for name in ("Hải Anh", "Hải Bắc"))


def test_a_province_is_no_commune(changes_nothing):
    assert refusal(changes_nothing, place_id=make_province().pk) == ("INVALID", ["place"])


def test_a_tax_code_is_taken_by_who_was_approved_alone(changes_nothing):
    waiting = make_application()
    code = waiting.seller.tax_code
    assert make_application(tax_code=code).seller.tax_code == code
    make_seller(tax_code=code, status=SellerStatus.SUSPENDED)
    assert refusal(changes_nothing, tax_code=code) == ("DUPLICATE", ["taxCode"])


def test_two_taps_make_one_application(changes_nothing):
    user = make_user()
    code = make_application(user).seller.tax_code
    assert refusal(changes_nothing, user, tax_code=code) == ("DUPLICATE", ["taxCode"])


def test_one_person_has_a_few_open_applications(changes_nothing):
    user = make_user()
    first, *_ = [make_application(user) for _ in range(MOST_OPEN)]
    assert refusal(changes_nothing, user) == ("INVALID", None)
    withdraw_application(actor=user, seller_id=first.seller_id, now=NOW)
    assert make_application(user).status == "DRAFT"


def make_old_commune(*followers):
    old = Place.objects.create(
        code="old", level=PlaceLevel.COMMUNE, kind="Xã", name="Hải Long", valid_to="2025-07-01"
    )
    for follower in followers:
        PlaceSuccession.objects.create(place=old, successor=follower, is_partial=len(followers) > 1)
    return old


def test_the_shop_is_not_found_by_shoppers():
    application = make_application()
    assert Seller.objects.filter(pk=application.seller_id).exists()
    assert not shown_sellers().filter(pk=application.seller_id).exists()
