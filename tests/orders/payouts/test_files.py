"""Statements, the bank's file and the tax office's: what stands in them, and who gets them."""

import csv
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from marketplace.models import AuditEntry
from orders.commands.payments.refunds import locked_payment, owe
from orders.commands.payouts.batches import draw_up_payouts
from orders.commands.payouts.outcomes import record_payout_failed, record_payout_sent
from orders.models import PaymentMethod, RefundReason
from orders.statements import statement_lines
from sellers.models import PayoutAccount, Role
from tests.catalog.factories import make_officer
from tests.marketplace.people import bearer, make_session, make_user
from tests.orders.ledger.books import commission, taxes_of_households
from tests.orders.payouts.shops import NUMBER, shop, sold, treasurer
from tests.orders.people import make_member
from tests.shop import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid():
    """A household's payout of a sale, a part of which was taken back, with commission on cash: owner and payout."""
    taxes_of_households()
    commission(1_000)
    seller, owner = shop(name="Mắm Sa Châu")
    part = sold(seller)
    owe(locked_payment(part.pk), 20_000, RefundReason.FAILED, timezone.now(), part=part)
    sold(seller, method=PaymentMethod.COD)
    return owner, draw_up_payouts(actor=treasurer()).payouts.get(), part


def get(path, user=None, **headers):
    if user is not None:
        headers |= bearer(make_session(user), timezone.now())
    return Client().get(path, headers=headers)


def table(response):
    assert response.status_code == 200 and response["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_statement_says_line_by_line_what_is_paid(paid):
    owner, payout, part = paid
    head, *rows, last = table(get(f"/files/payouts/{payout.pk}/statement.csv", owner, **{"Accept-Language": "en"}))
    assert head == ["Day", "What", "Order number", "Gross", "Commission", "VAT", "Income tax", "Net"]
    assert [[one[2] == part.number, *map(int, one[3:])] for one in rows[:3]] == [
        [True, 100_000, 10_000, 1_000, 500, 88_500],
        [True, 35_000, 0, 1_050, 525, 33_425],
        [True, -20_000, -2_000, -200, -100, -17_700],
    ]
    assert [int(one[7]) for one in rows[3:]] == [88_500, 33_425, -135_000]
    assert sum(int(one[7]) for one in rows) == int(last[7]) == payout.amount == 91_150
    for one in rows:
        gross, *taken, net = map(int, one[3:])
        assert gross - sum(taken) == net


def test_a_statement_can_be_printed(paid):
    owner, payout, part = paid
    response = get(f"/files/payouts/{payout.pk}/statement.pdf", owner)
    assert response.status_code == 200 and response["Content-Type"] == "application/pdf"
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    for said in ("Mắm Sa Châu", payout.purpose, part.number, "91.150 ₫", "•••6789"):
        assert said in words
    assert NUMBER not in words


def test_statements_are_the_shops_owners_and_the_treasurers_alone(paid):
    owner, payout, _part = paid
    for kind in ("csv", "pdf"):
        address = f"/files/payouts/{payout.pk}/statement.{kind}"
        assert get(address, treasurer()).status_code == get(address, owner).status_code == 200
        assert get(address).status_code == 401
        strangers = (make_user(), make_officer(), shop()[1], make_member(payout.seller, Role.MANAGER))
        assert [get(address, one).status_code for one in strangers] == [404] * 4
        assert get(f"/files/payouts/{payout.pk + 9}/statement.{kind}", owner).status_code == 404


def test_a_long_statement_takes_the_same_statements(paid):
    _owner, payout, _part = paid
    seller, _other = shop(legal_form="ENTERPRISE")
    sold(seller)
    short = draw_up_payouts(actor=treasurer()).payouts.get()
    counts = []
    for one in (short, payout):
        with statements() as ran:
            assert statement_lines(one)
        counts.append(len(ran))
    assert counts == [1, 1]


def test_the_banks_file_holds_what_is_still_to_be_sent(paid):
    _owner, payout, _part = paid
    officer, batch = treasurer(), payout.batch
    PayoutAccount.objects.update(number="999999999")  # what was drawn up goes where it was drawn up for
    address = f"/files/payout-batches/{batch.pk}/bank.csv"
    head, row = table(get(address, officer))
    assert head == ["purpose", "bank_bin", "bank", "account_number", "holder", "amount"]
    assert row[0] == payout.purpose and row[3:] == [NUMBER, "CO SO MOT", "91150"] and row[1] == "970436"
    assert AuditEntry.objects.filter(action="take_bank_file", actor=officer).count() == 1
    record_payout_sent(actor=officer, payout_id=payout.pk, reference="B1")
    assert table(get(address, officer)) == [head]
    record_payout_failed(actor=officer, payout_id=payout.pk, reason="x")
    assert table(get(address, officer)) == [head]
    strangers = (make_user(), make_officer(), _owner)
    assert [get(address, one).status_code for one in strangers] == [404] * 3
    assert get(address).status_code == 401
    assert get(f"/files/payout-batches/{batch.pk + 9}/bank.csv", officer).status_code == 404
    assert AuditEntry.objects.filter(action="take_bank_file").count() == 3


def test_the_tax_report_of_a_month(paid):
    _owner, payout, _part = paid
    sold(shop(legal_form="ENTERPRISE")[0])
    day = timezone.localdate()
    head, row = table(get(f"/files/tax/{day:%Y-%m}.csv", treasurer(), **{"Accept-Language": "en"}))
    assert head[3:] == [
        *("Revenue", "VAT", "Income tax", "Revenue taken back", "VAT taken back", "Income tax taken back"),
        *("VAT due", "Income tax due"),
    ]
    assert row[:2] == ["Mắm Sa Châu", payout.seller.legal_name]
    assert list(map(int, row[3:])) == [270_000, 4_100, 2_050, 20_000, 200, 100, 3_900, 1_950]


def test_a_month_is_vietnams():
    taxes_of_households()
    seller, _owner = shop()
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    last = datetime(2026, 12, 31, 23, 59, tzinfo=zone)
    for at in (last, last + timedelta(minutes=2)):
        sold(seller, 10_000, now=at)
    for month in ("2026-12", "2027-1"):
        _head, row = table(get(f"/files/tax/{month}.csv", treasurer()))
        assert row[3] == "45000"
    assert len(table(get("/files/tax/2027-02.csv", treasurer()))) == 1


def test_the_tax_report_is_the_treasurers_alone(paid):
    owner, _payout, _part = paid
    for user in (make_user(), make_officer(), owner):
        assert get("/files/tax/2026-11.csv", user).status_code == 404
    assert get("/files/tax/2026-11.csv").status_code == 401
    for month in ("2026-13", "2026-0", "1999-01", "99999-01"):
        assert get(f"/files/tax/{month}.csv", treasurer()).status_code == 404


def test_formulas_are_harmless_in_a_sheet():
    seller, _owner = shop(legal_form="ENTERPRISE")
    PayoutAccount.objects.filter(seller=seller).update(holder="=HYPERLINK(1)")
    sold(seller)
    batch = draw_up_payouts(actor=treasurer())
    _head, row = table(get(f"/files/payout-batches/{batch.pk}/bank.csv", treasurer()))
    assert not row[4].startswith("=")
