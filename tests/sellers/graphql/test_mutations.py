"""Each mutation does its deed through the API, once; who may not is told so and nothing changes."""

import pytest
from graphene_django.settings import graphene_settings

from marketplace.graphql.ids import global_id
from sellers.commands.members.invitations import invite_member
from sellers.graphql.mutations import SellerMutations
from sellers.invitation_codes import code_of
from sellers.models import Invitation, Member, Paper, Role, Seller
from tests.catalog.factories import make_member, make_place, make_seller
from tests.marketplace.people import make_user
from tests.sellers.graphql.asking import codes, file, seller_id, written
from tests.sellers.graphql.test_becoming_a_seller import given
from tests.sellers.people import (
    NOW,
    actions,
    approved,
    fresh,
    make_application,
    make_officer,
    make_shops,
    owner_of,
    picture,
    submitted,
)

pytestmark = pytest.mark.django_db


class Scene:
    """An application or a shop, with everybody who could do something about it."""

    def __init__(self, application):
        self.application = application
        self.owner, self.officer = owner_of(application), make_officer()
        self.staff = make_member(application.seller, Role.STAFF)
        self.seller = seller_id(application)
        self.version = fresh(application).version
        self.paper = Paper.objects.first()
        self.invitation = invite_member(
            actor=self.owner, seller_id=application.seller_id, contact="a@b.example", role=Role.STAFF, now=NOW
        )

    def base(self, **more):
        return {"seller": self.seller, **more}

    def at(self, **more):
        return self.base(version=self.version, **more)

    def code(self):
        return code_of(Invitation.objects.get().seed)

    def member(self):
        return global_id("Member", Member.objects.get(user=self.staff).pk)


def of_paper(scene, **more):
    return {"paper": global_id("Paper", scene.paper.pk), **more}


def of_invitation(scene):
    return {"invitation": global_id("Invitation", scene.invitation.pk)}


PAYOUT = {"bankBin": "970436", "number": "9704000000018", "holder": "A"}
HOLIDAY = {"from": "2026-12-01", "until": "2026-12-03"}
# The mutation: whose it is, what there must be, its input, and the deed that the audit trail names.
DEEDS = {
    "applyAsSeller": ("owner", make_application, lambda scene: given(), "set_payout_account"),
    "editApplication": ("owner", make_application, lambda scene: scene.at(name="Khác"), None),
    "uploadPaper": ("owner", make_application, lambda s: s.base(kind="OTHER", file=file(picture())), None),
    "submitApplication": ("owner", None, lambda scene: scene.at(), None),
    "withdrawApplication": ("owner", make_application, lambda scene: scene.base(), None),
    "commentOnApplication": ("officer", submitted, lambda scene: scene.base(text="tốt"), None),
    "acceptPaper": ("officer", submitted, of_paper, None),
    "rejectPaper": ("officer", submitted, lambda scene: of_paper(scene, reason="mờ"), None),
    "approveApplication": ("officer", submitted, lambda scene: scene.at(), None),
    "askForMore": ("officer", submitted, lambda scene: scene.at(reason="mờ"), None),
    "refuseApplication": ("officer", submitted, lambda scene: scene.at(reason="giả"), None),
    "suspendSeller": ("officer", approved, lambda scene: scene.base(reason="x"), None),
    "reactivateSeller": ("officer", None, lambda scene: scene.base(reason="x"), None),
    "setSellerTrust": ("officer", approved, lambda scene: scene.base(isTrusted=True, reason="x"), None),
    "closeSeller": ("owner", approved, lambda scene: scene.base(reason="x"), None),
    "editShop": ("owner", approved, lambda scene: scene.base(version=1, about="mới", pickupPlace=None), None),
    "setHoliday": ("owner", approved, lambda scene: scene.base(**HOLIDAY, note="nghỉ"), None),
    "cancelHoliday": ("owner", None, lambda scene: scene.base(), None),
    "setPayoutAccount": ("owner", approved, lambda scene: scene.base(**PAYOUT), None),
    "inviteMember": ("owner", approved, lambda s: s.base(contact="c@d.example", role="MANAGER"), None),
    "resendInvitation": ("owner", approved, of_invitation, None),
    "revokeInvitation": ("owner", approved, of_invitation, None),
    "acceptInvitation": ("shopper", approved, lambda scene: {"code": scene.code()}, None),
    "changeMemberRole": ("owner", approved, lambda scene: {"member": scene.member(), "role": "MANAGER"}, None),
    "removeMember": ("owner", approved, lambda scene: {"member": scene.member()}, None),
    "leaveSeller": ("staff", approved, lambda scene: scene.base(), None),
}


def ready_to_submit():
    application = submitted()
    type(application).objects.filter(pk=application.pk).update(status="MORE_NEEDED", reason="x")
    return fresh(application)


def suspended():
    application = approved()
    Seller.objects.filter(pk=application.seller_id).update(status="SUSPENDED")
    return fresh(application)


def away():
    application = approved()
    Seller.objects.filter(pk=application.seller_id).update(holiday_from="2026-12-01", holiday_until="2026-12-02")
    return fresh(application)


FIRST = {"submitApplication": ready_to_submit, "reactivateSeller": suspended, "cancelHoliday": away}


def snake(name):
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def scene_of(name):
    return Scene((FIRST.get(name) or DEEDS[name][1])())


def fields(name):
    return "sellerId" if name == "leaveSeller" else "account { id status }"


def test_every_mutation_has_a_row():
    of_the_schema = {snake(name): name for name in graphene_settings.SCHEMA.graphql_schema.mutation_type.fields}
    assert set(DEEDS) == {of_the_schema[name] for name in SellerMutations._meta.fields}


@pytest.mark.parametrize("name", DEEDS)
def test_it_does_its_deed(name):
    role, _, input, deed = DEEDS[name]
    scene = scene_of(name)
    viewer = make_user() if role == "shopper" else getattr(scene, role)
    before = len(actions())
    payload = written(viewer, name, input(scene), fields(name))
    assert payload["errors"] == []
    assert payload[fields(name).split()[0]]
    assert (deed or snake(name)) in actions()[before:]


HIDDEN = {"NOT_FOUND", "PERMISSION_DENIED"}
# Open to whoever is signed in, by nature.
FOR_ALL = {"applyAsSeller", "acceptInvitation"}


@pytest.mark.parametrize("name", DEEDS)
def test_outsiders_change_nothing(name, changes_nothing):
    scene = scene_of(name)
    outsiders = [(None, {"UNAUTHENTICATED"})]
    if name not in FOR_ALL:
        others = make_user(), make_member(make_seller()), make_officer(make_place())
        outsiders += [(viewer, HIDDEN) for viewer in others]
    for viewer, expected in outsiders:
        input = DEEDS[name][2](scene)
        with changes_nothing():
            payload = written(viewer, name, input, fields(name))
        [(code, _)] = codes(payload)
        assert code in expected
        assert payload[fields(name).split()[0]] is None


@pytest.mark.parametrize("name", [name for name, row in DEEDS.items() if row[0] == "owner" and name not in FOR_ALL])
def test_staff_may_not_what_owners_may(name, changes_nothing):
    scene = scene_of(name)
    input = DEEDS[name][2](scene)
    with changes_nothing():
        payload = written(scene.staff, name, input, fields(name))
    assert codes(payload)[0][0] == "PERMISSION_DENIED"


def test_ids_of_other_things_are_no_shops(changes_nothing):
    scene = Scene(approved())
    with changes_nothing():
        payload = written(scene.owner, "cancelHoliday", {"seller": global_id("Product", 1)})
    assert codes(payload) == [("BAD_ID", ["seller"])]


def test_many_shops_of_one_owner_do_not_mix(changes_nothing):
    owner = make_user()
    make_shops(owner, 2, now=NOW)
    first, second = Seller.objects.order_by("pk")[:2]
    written(owner, "setHoliday", {"seller": global_id("SellerAccount", second.pk), **HOLIDAY})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.holiday_from, str(second.holiday_from)) == (None, "2026-12-01")
