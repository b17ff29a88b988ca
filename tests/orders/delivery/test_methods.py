"""Ways of delivery: who may change which, what they are, and what becomes of orders and shops."""

import pytest
from django.contrib.auth.models import Permission

from marketplace.errors import Duplicate, Invalid, NotFound, PermissionDenied, Required, Several, Unauthenticated
from marketplace.models import AuditEntry
from orders.commands.delivery import methods
from orders.commands.delivery.methods import Rate, Terms, save_delivery_method, stop_delivery_method
from orders.models import Carrier, DeliveryKind, DeliveryMethod, DeliveryRate, Zone
from orders.queries import fee_of, methods_of
from sellers.models import Role, Seller
from tests.catalog.factories import make_member, make_officer, make_seller
from tests.marketplace.people import make_user
from tests.orders.people import delivery, pickup

pytestmark = pytest.mark.django_db
NEAR = Rate(Zone.PROVINCE, up_to_grams=2_000, fee=15_000, step_grams=1_000, step_fee=4_000)
FAR = Rate(Zone.COUNTRY, up_to_grams=500, fee=30_000, step_grams=500, step_fee=5_000)


def terms(**changes):
    return Terms(**{"kind": DeliveryKind.DELIVERY, "name_vi": "Xe máy", "rates": (NEAR,), **changes})


def saved(actor, seller, method=None, **changes):
    return save_delivery_method(
        actor=actor, seller_id=seller and seller.pk, method_id=method and method.pk, terms=terms(**changes)
    )


def rows():
    tables = (DeliveryMethod, DeliveryRate, AuditEntry)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def with_permission(user):
    user.user_permissions.add(Permission.objects.get(codename="change_deliverymethod"))
    return type(user).objects.get(pk=user.pk)


def test_a_shop_has_the_marketplaces_until_it_has_its_own():
    seller = make_seller()
    owner = make_member(seller)
    pickup(), delivery()
    assert {one.seller_id for one in methods_of([seller.pk])[seller.pk]} == {None}
    method = saved(owner, seller, free_from=300_000, rates=(NEAR, FAR))
    [offered] = methods_of([seller.pk])[seller.pk]
    assert offered == method and offered.name_en == "Xe máy"
    assert fee_of(offered, Zone.PROVINCE, 2_001, 0) == 19_000
    assert fee_of(offered, Zone.COUNTRY, 500, 0) == 30_000
    assert fee_of(offered, Zone.REGION, 500, 0) is None
    stop_delivery_method(actor=owner, seller_id=seller.pk, method_id=method.pk)
    assert {one.seller_id for one in methods_of([seller.pk])[seller.pk]} == {None}


def test_changing_replaces_all_terms_and_brings_back_what_was_stopped():
    seller = make_seller()
    owner = make_member(seller)
    method = saved(owner, seller, rates=(NEAR, FAR), cod_fee=5_000)
    stop_delivery_method(actor=owner, seller_id=seller.pk, method_id=method.pk)
    changed = saved(owner, seller, method, name_vi="Xe tải", volumetric_divisor=5_000)
    assert changed.pk == method.pk and changed.is_active and changed.cod_fee == 0
    assert list(changed.rates.values_list("zone", flat=True)) == ["PROVINCE"]
    actions = AuditEntry.objects.filter(scope_type="sellers.seller", scope_id=seller.pk).order_by("pk")
    names = list(actions.values_list("action", flat=True))
    assert names == ["save_delivery_method", "stop_delivery_method", "save_delivery_method"]
    last = actions.last()
    assert last.before[f"{method.pk}.is_active"] is False and f"{method.pk}.COUNTRY" in last.before


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"name_vi": " "}, Required, ["nameVi"]),
        ({"cod_fee": -1}, Invalid, ["codFee"]),
        ({"free_from": -1}, Invalid, ["freeFrom"]),
        ({"insurance_basis_points": 10_001}, Invalid, ["insuranceBasisPoints"]),
        ({"volumetric_divisor": methods.MOST_DIVISOR + 1}, Invalid, ["volumetricDivisor"]),
        ({"rates": ()}, Required, ["rates"]),
        ({"rates": (NEAR, NEAR)}, Duplicate, ["rates", "1", "zone"]),
        ({"kind": DeliveryKind.PICKUP}, Invalid, ["rates"]),
        ({"carrier": Carrier.GHN}, Invalid, ["carrier"]),
        ({"rates": (Rate(Zone.REGION, 0, 1, 1, 1),)}, Invalid, ["rates", "0", "upToGrams"]),
        ({"rates": (Rate(Zone.REGION, 1, 1, 0, 1),)}, Invalid, ["rates", "0", "stepGrams"]),
        ({"rates": (Rate(Zone.REGION, 1, methods.MOST_MONEY + 1, 1, 1),)}, Invalid, ["rates", "0", "fee"]),
    ],
)
def test_terms_that_make_no_sense_are_refused(changes, error, field):
    seller = make_seller()
    owner = make_member(seller)
    before = rows()
    with pytest.raises(error) as raised:
        saved(owner, seller, **changes)
    assert raised.value.field == field
    assert rows() == before


def test_no_carrier_comes_to_where_the_buyer_comes(settings):
    settings.GHN_TOKEN, settings.GHN_SHOP_ID = "t", "1"
    seller = make_seller()
    owner = make_member(seller)
    before = rows()
    with pytest.raises(Invalid) as raised:
        saved(owner, seller, kind=DeliveryKind.PICKUP, rates=(), carrier=Carrier.GHN)
    assert raised.value.field == ["carrier"] and rows() == before
    assert saved(owner, seller, carrier=Carrier.GHN).carrier == "GHN"


def test_all_that_is_wrong_is_told_together():
    seller = make_seller()
    owner = make_member(seller)
    with pytest.raises(Several) as raised:
        saved(owner, seller, name_vi="", cod_fee=-1, rates=())
    assert [error.field for error in raised.value.errors] == [["nameVi"], ["codFee"], ["rates"]]


def test_only_those_who_look_after_a_shop_change_its_ways():
    seller = make_seller()
    method = saved(make_member(seller), seller)
    refused = [
        (None, Unauthenticated),
        (make_user(), NotFound),
        (make_member(make_seller()), NotFound),
        (with_permission(make_officer()), NotFound),
        (make_member(seller, role=Role.STAFF), PermissionDenied),
    ]
    for actor, error in refused:
        before = rows()
        with pytest.raises(error):
            saved(actor, seller, method)
        with pytest.raises(error):
            stop_delivery_method(actor=actor, seller_id=seller.pk, method_id=method.pk)
        assert rows() == before
    assert saved(make_member(seller, role=Role.MANAGER), seller, method)


def test_nobody_changes_a_way_through_another_shop():
    ours, theirs = make_seller(), make_seller()
    owner, method = make_member(ours), saved(make_member(theirs), theirs)
    before = rows()
    for wanted in (method, pickup()):
        with pytest.raises(NotFound):
            saved(owner, ours, wanted)
    assert rows() == before


def test_officers_with_the_permission_keep_the_marketplaces():
    officer, plain, member = with_permission(make_officer()), make_officer(), make_member(make_seller())
    pickup(), delivery()
    method = saved(officer, None)
    before = rows()
    for actor in (plain, member):
        with pytest.raises(PermissionDenied):
            saved(actor, None, method)
    assert rows() == before
    assert stop_delivery_method(actor=officer, seller_id=None, method_id=method.pk).is_active is False


def test_shops_are_never_left_without_any_way():
    officer = with_permission(make_officer())
    keep = pickup()
    DeliveryMethod.objects.filter(seller=None).exclude(pk=keep.pk).update(is_active=False)
    before = rows()
    with pytest.raises(Invalid):
        stop_delivery_method(actor=officer, seller_id=None, method_id=keep.pk)
    assert rows() == before


def test_a_closed_shop_and_one_with_too_many_ways_are_refused(monkeypatch):
    seller = make_seller()
    owner = make_member(seller)
    monkeypatch.setattr(methods, "MOST_METHODS", 1)
    method = saved(owner, seller)
    before = rows()
    with pytest.raises(Invalid):
        saved(owner, seller)
    assert rows() == before
    assert saved(owner, seller, method)
    Seller.objects.filter(pk=seller.pk).update(status="CLOSED")
    before = rows()
    with pytest.raises(Invalid):
        saved(owner, seller, method)
    assert rows() == before
