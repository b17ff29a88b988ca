"""The office's pages about money: the books to read, rules and rates to set, for those who look after it."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from marketplace.clock import today
from orders.models import CommissionRule, LedgerEntry, LedgerTransaction, Payout, TaxRate
from tests.catalog.factories import make_officer, make_seller
from tests.orders.ledger.books import commission, rows
from tests.orders.ledger.many import many_payouts

pytestmark = pytest.mark.django_db
MODELS = [LedgerTransaction, Payout, CommissionRule, TaxRate]


def address(model, page="changelist", *arguments):
    return reverse(f"admin:orders_{model._meta.model_name}_{page}", args=arguments)


@pytest.fixture
def treasurer(place):
    officer = make_officer(place)
    officer.user_permissions.add(Permission.objects.get(codename="change_payment"))
    return officer


@pytest.fixture
def filled(administrator):
    many_payouts(administrator, make_seller(), 2)


@pytest.mark.parametrize("model", MODELS)
def test_pages_open_for_those_who_look_after_the_money(model, enter, office, treasurer, filled):
    row = model.objects.order_by("pk").last()
    pages = [address(model), address(model, "change", row.pk)]
    assert [enter(treasurer).get(page).status_code for page in pages] == [200, 200]
    assert [enter(make_officer()).get(page).status_code for page in pages] == [403, 403]


@pytest.mark.parametrize("model", MODELS)
def test_no_form_of_django_writes(model, enter, administrator, filled):
    browser, row = enter(administrator), model.objects.order_by("pk").last()
    before = rows(), list(model.objects.order_by("pk").values())
    for page in (address(model, "add"), address(model, "change", row.pk), address(model, "delete", row.pk)):
        assert browser.post(page, {"post": "yes", "amount": 5}).status_code == 403
    assert (rows(), list(model.objects.order_by("pk").values())) == before


def test_the_sides_of_a_move_are_shown_with_it(enter, treasurer, filled):
    move = LedgerTransaction.objects.first()
    page = enter(treasurer).get(address(LedgerTransaction, "change", move.pk)).content.decode()
    for entry in LedgerEntry.objects.filter(transaction=move):
        assert entry.get_account_display() in page


def test_a_commission_is_set_and_ended(enter, treasurer):
    browser, day = enter(treasurer), today()
    seller = make_seller()
    given = {"seller_id": seller.pk, "basis_points": 700, "valid_from": str(day)}
    assert browser.post(address(CommissionRule, "set_rule"), given).status_code == 302
    rule = CommissionRule.objects.get()
    assert (rule.seller, rule.group, rule.basis_points) == (seller, None, 700)
    assert browser.post(address(CommissionRule, "end_rule", rule.pk), {"valid_to": str(day)}).status_code == 422
    assert browser.post(address(CommissionRule, "end_rule", rule.pk), {"valid_to": "2099-01-01"}).status_code == 302
    assert str(CommissionRule.objects.get().valid_to) == "2099-01-01"


def test_a_tax_rate_is_set(enter, treasurer):
    given = {"legal_form": "HOUSEHOLD", "kind": "GOODS", "vat_basis_points": 200, "pit_basis_points": 0}
    late = {**given, "valid_from": "2020-01-01", "source": "x"}
    before = TaxRate.objects.count()
    assert enter(treasurer).post(address(TaxRate, "set_rate"), late).status_code == 422
    assert TaxRate.objects.count() == before
    given |= {"valid_from": "2099-01-01", "source": "Luật mới"}
    assert enter(treasurer).post(address(TaxRate, "set_rate"), given).status_code == 302
    assert TaxRate.objects.get(source="Luật mới").vat_basis_points == 200


def test_other_officers_set_nothing(office):
    rule = commission(100)
    before = list(CommissionRule.objects.values())
    given = {"basis_points": 0, "valid_from": "2099-01-01", "valid_to": "2099-01-01"}
    for page in (address(CommissionRule, "set_rule"), address(CommissionRule, "end_rule", rule.pk)):
        assert office.post(page, given).status_code == 403
    assert list(CommissionRule.objects.values()) == before
