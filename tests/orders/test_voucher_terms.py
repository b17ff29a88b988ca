"""Who makes vouchers and stops them, and what none may say."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from catalog.models import ProductGroup
from marketplace.errors import Duplicate, Invalid, NotFound, PermissionDenied, Required, Several, Unauthenticated
from marketplace.models import AuditEntry, User
from orders.commands.vouchers.managing import (
    make_platform_voucher,
    make_voucher,
    make_voucher_budget,
    set_voucher_budget,
    stop_voucher,
)
from orders.commands.vouchers.terms import Terms
from orders.models import Voucher, VoucherBudget, VoucherKind
from orders.states import WrongState
from orders.tokens import LETTERS
from sellers.models import Role
from tests.catalog.factories import make_officer, make_seller
from tests.marketplace.people import make_user
from tests.orders.people import make_goods, make_member
from tests.orders.vouchers import Untouched, make_budget

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def terms(**changes):
    given = {"name": "Mừng Tết", "kind": VoucherKind.AMOUNT, "amount": 10_000, "valid_until": NOW + timedelta(days=9)}
    return Terms(**{**given, **changes})


@pytest.fixture
def shop():
    return make_seller()


@pytest.fixture
def owner(shop):
    return make_member(shop)


@pytest.fixture
def officer():
    made = make_officer()
    made.user_permissions.add(Permission.objects.get(codename="change_voucher"))
    return User.objects.get(pk=made.pk)


def refused(error, **changes):
    """Of a shop, by its owner."""
    shop = make_seller()
    with Untouched(), pytest.raises(error) as told:
        make_voucher(actor=make_member(shop), seller_id=shop.pk, terms=terms(**changes))
    return told.value


def test_a_shop_makes_a_voucher_and_its_trail_says_so(shop, owner):
    voucher = make_voucher(actor=owner, seller_id=shop.pk, terms=terms(code=" tet 2027 ", is_public=True))
    assert (voucher.code, voucher.seller, voucher.budget, voucher.uses) == ("TET2027", shop, None, 0)
    entry = AuditEntry.objects.get(action="make_voucher")
    assert (entry.scope_id, entry.after["code"], entry.after["amount"]) == (shop.pk, "TET2027", 10_000)


def test_a_code_that_is_made_has_no_letters_that_look_alike(shop, owner):
    codes = {make_voucher(actor=owner, seller_id=shop.pk, terms=terms()).code for _ in range(5)}
    assert len(codes) == 5 and all(re.fullmatch(f"[{LETTERS}]{{10}}", code) for code in codes)
    assert not set("01IOL") & set(LETTERS)


def test_a_code_is_one_over_all_shops(shop, owner):
    make_voucher(actor=owner, seller_id=shop.pk, terms=terms(code="CHUNG"))
    assert refused(Duplicate, code="chung").field == ["code"]


def test_staff_and_strangers_make_and_stop_none(shop, owner, officer):
    voucher = make_voucher(actor=owner, seller_id=shop.pk, terms=terms())
    asked = (
        (None, Unauthenticated),
        (make_user(), NotFound),
        (make_member(make_seller()), NotFound),
        (officer, NotFound),
        (make_member(shop, Role.STAFF), PermissionDenied),
    )
    for actor, error in asked:
        with Untouched(), pytest.raises(error):
            make_voucher(actor=actor, seller_id=shop.pk, terms=terms())
        with Untouched(), pytest.raises(error):
            stop_voucher(actor=actor, voucher_id=voucher.pk)
    stop_voucher(actor=make_member(shop, Role.MANAGER), voucher_id=voucher.pk)
    with Untouched(), pytest.raises(WrongState):
        stop_voucher(actor=owner, voucher_id=voucher.pk)
    with Untouched(), pytest.raises(NotFound):
        stop_voucher(actor=owner, voucher_id=voucher.pk + 1)


def test_officers_with_the_permission_make_those_of_the_marketplace(officer, owner):
    budget = make_voucher_budget(actor=officer, name="OCOP 2027", amount=5_000_000)
    voucher = make_platform_voucher(actor=officer, budget_id=budget.pk, terms=terms())
    assert (voucher.seller, voucher.budget) == (None, budget)
    assert make_platform_voucher(actor=officer, budget_id=None, terms=terms()).is_funded
    set_voucher_budget(actor=officer, budget_id=budget.pk, amount=6_000_000)
    for actor, error in ((None, Unauthenticated), (owner, PermissionDenied), (make_officer(), PermissionDenied)):
        for command in (
            lambda actor: make_platform_voucher(actor=actor, budget_id=None, terms=terms()),
            lambda actor: make_voucher_budget(actor=actor, name="x", amount=1),
            lambda actor: set_voucher_budget(actor=actor, budget_id=budget.pk, amount=1),
            lambda actor: stop_voucher(actor=actor, voucher_id=voucher.pk),
        ):
            with Untouched(), pytest.raises(error):
                command(actor)
    with Untouched(), pytest.raises(NotFound):
        make_platform_voucher(actor=officer, budget_id=budget.pk + 1, terms=terms())
    stop_voucher(actor=officer, voucher_id=voucher.pk)
    assert Voucher.objects.get(pk=voucher.pk).stopped_at


def test_a_budget_never_goes_below_what_is_spent(officer):
    budget = make_budget(50_000)
    VoucherBudget.objects.filter(pk=budget.pk).update(spent=20_000)
    for amount in (19_999, 0, -1, 10**12 + 1):
        with Untouched(), pytest.raises(Invalid):
            set_voucher_budget(actor=officer, budget_id=budget.pk, amount=amount)
    assert set_voucher_budget(actor=officer, budget_id=budget.pk, amount=20_000).amount == 20_000


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"code": "BA"}, "code"),
        ({"code": "TẾT2027"}, "code"),
        ({"code": "A" * 25}, "code"),
        ({"code": "A-B-C"}, "code"),
        ({"amount": None}, "amount"),
        ({"amount": 0}, "amount"),
        ({"amount": -5}, "amount"),
        ({"amount": 10**12 + 1}, "amount"),
        ({"cap": 5}, "cap"),
        ({"basis_points": 5}, "basisPoints"),
        ({"kind": VoucherKind.PERCENT, "amount": None, "basis_points": 10_001, "cap": 5}, "basisPoints"),
        ({"kind": VoucherKind.PERCENT, "amount": None, "basis_points": 500}, "cap"),
        ({"kind": VoucherKind.DELIVERY}, "amount"),
        ({"kind": VoucherKind.DELIVERY, "amount": None, "cap": 0}, "cap"),
        ({"most_uses": 0}, "mostUses"),
        ({"most_uses_per_user": 0}, "mostUsesPerUser"),
        ({"minimum_basket": -1}, "minimumBasket"),
        ({"valid_until": NOW - timedelta(days=1)}, "validUntil"),
        ({"valid_from": NOW + timedelta(days=10)}, "validUntil"),
        ({"valid_from": NOW - timedelta(days=9_999)}, "validFrom"),
        ({"valid_until": NOW + timedelta(days=9_999)}, "validUntil"),
        ({"seller_ids": [1]}, "sellers"),
        ({"group_ids": [10**9]}, "groups"),
        ({"product_ids": [10**9]}, "products"),
        ({"product_ids": range(1, 502)}, "products"),
    ],
)
def test_what_no_voucher_says(changes, field):
    error = refused((Invalid, Required, NotFound), **changes)
    assert error.field == [field]


def test_all_that_is_wrong_is_told_together():
    told = refused(Several, name="", code="x", amount=0)
    assert [error.field for error in told.errors] == [["code"], ["name"], ["amount"]]


def test_a_shop_names_goods_of_its_own_alone(shop, owner):
    ours, theirs = make_goods(seller=shop), make_goods()
    with Untouched(), pytest.raises(NotFound):
        make_voucher(actor=owner, seller_id=shop.pk, terms=terms(product_ids=[theirs.product_id]))
    made = make_voucher(actor=owner, seller_id=shop.pk, terms=terms(product_ids=[ours.product_id]))
    assert made.product_ids == [ours.product_id]


def test_a_group_is_named_with_all_that_is_below_it(officer):
    group = make_goods().product.group
    top = ProductGroup.objects.create(taxonomy=group.taxonomy, code="t", slug="t", name_vi="t", name_en="t")
    middle = ProductGroup.objects.create(
        taxonomy=group.taxonomy, code="m", slug="m", name_vi="m", name_en="m", parent=top
    )
    ProductGroup.objects.filter(pk=group.pk).update(parent=middle)
    made = make_platform_voucher(actor=officer, budget_id=None, terms=terms(group_ids=[top.pk]))
    assert made.group_ids == sorted([group.pk, top.pk, middle.pk])
