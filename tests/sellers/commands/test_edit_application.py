"""Editing an application: while it is the applicant's, and never over somebody else's edit."""

import pytest

from marketplace.errors import DomainError
from marketplace.models import AuditEntry
from sellers.commands.applying.edit_application import edit_application
from sellers.models import GoodsKind, LegalForm, Role
from tests.catalog.factories import make_member, make_seller
from tests.marketplace.people import make_user
from tests.sellers.people import approved, fresh, make_application, make_commune, owner_of, submitted

pytestmark = pytest.mark.django_db


def edit(application, actor=None, version=None, **changes):
    return edit_application(
        actor=actor or owner_of(application),
        seller_id=application.seller_id,
        version=application.version if version is None else version,
        changes=changes,
    )


def refusal(application, changes_nothing, **given):
    with changes_nothing(), pytest.raises(DomainError) as refused:
        edit(application, **given)
    return refused.value.code, refused.value.field


def test_what_is_given_changes_and_the_rest_stays():
    application = make_application()
    before = application.seller
    commune = make_commune(name="Giao Thủy")
    edit(application, name="Gạo nếp", goods=[GoodsKind.FOOD], place_id=commune.pk, email="Shop@Example.com")
    seller = fresh(application).seller
    assert (seller.name, seller.goods, seller.place, seller.email) == (
        "Gạo nếp",
        ["FOOD"],
        commune,
        "shop@example.com",
    )
    assert (seller.slug, seller.tax_code, seller.phone) == (before.slug, before.tax_code, before.phone)
    assert fresh(application).version == 2
    entry = AuditEntry.objects.get(action="edit_application")
    assert (entry.before["name"], entry.after["name"]) == ("Gạo tám Hải Hậu", "Gạo nếp")
    assert "phone" not in entry.after


def test_of_two_editors_the_second_sees_a_conflict(changes_nothing):
    application = make_application()
    colleague = make_member(application.seller, Role.MANAGER)
    edit(application, name="Của chủ")
    assert refusal(application, changes_nothing, actor=colleague, version=1, name="Của quản lý") == (
        "CONFLICT",
        ["version"],
    )
    assert fresh(application).seller.name == "Của chủ"


def test_the_office_s_is_not_edited(changes_nothing):
    for application in (submitted(), approved()):
        told = refusal(application, changes_nothing, version=fresh(application).version, name="Khác")
        assert told == ("INVALID", ["seller"])


def test_the_rules_are_those_of_the_new_legal_form(changes_nothing):
    application = make_application()
    told = refusal(application, changes_nothing, legal_form=LegalForm.ENTERPRISE, tax_code="036185001234")
    assert told == ("INVALID", ["taxCode"])
    edit(application, legal_form=LegalForm.HOUSEHOLD, tax_code="036185001234")
    assert fresh(application).seller.tax_code == "036185001234"


def test_a_tax_code_of_an_open_shop_is_refused(changes_nothing):
    application, other = make_application(), approved()
    told = refusal(application, changes_nothing, tax_code=other.seller.tax_code)
    assert told == ("DUPLICATE", ["taxCode"])


def test_strangers_and_staff_may_not(changes_nothing):
    application = make_application()
    stranger = make_member(make_seller())
    staff = make_member(application.seller, Role.STAFF)
    assert refusal(application, changes_nothing, actor=stranger, name="x") == ("NOT_FOUND", ["seller"])
    assert refusal(application, changes_nothing, actor=make_user(), name="x") == ("NOT_FOUND", ["seller"])
    assert refusal(application, changes_nothing, actor=staff, name="x") == ("PERMISSION_DENIED", ["seller"])


def test_a_shop_that_never_applied_has_nothing_to_edit(changes_nothing):
    seller = make_seller()
    owner = make_member(seller)
    with changes_nothing(), pytest.raises(DomainError) as refused:
        edit_application(actor=owner, seller_id=seller.pk, version=1, changes={"name": "x"})
    assert refused.value.code == "NOT_FOUND"
