"""Carriers' cash through the API: for officers who look after the money."""

import pytest

from marketplace.models import AuditEntry
from orders.models import CodRemittance
from tests.marketplace.people import make_user
from tests.orders.graphql.test_orders import run
from tests.orders.graphql.test_payments import money
from tests.orders.test_cash import Case

pytestmark = pytest.mark.django_db
QUEUE = (
    """{ codRemittances(isWaiting: true) { nodes { id reference code outcome orderNumber amount { amount } } } }"""
)
PART = """query ($id: ID!, $token: String) { order(id: $id, token: $token) {
  payment { status } parts { collectedBy collectedAt remitted { amount } waived { amount } } } }"""


def test_an_officer_takes_a_list_in_and_clears_the_queue():
    case, treasurer = Case(), make_user(is_superuser=True, is_staff=True)
    case.bring(0)
    text = "reference,code,amount\nB1,T0,70000\nB1,T9,5\nB1,T8,6\n"
    taken = money("importCodRemittance", "takenCount waitingCount", treasurer, csv=text)
    assert taken == {"takenCount": 3, "waitingCount": 2, "errors": []}
    second, first = run(QUEUE, {}, treasurer)["codRemittances"]["nodes"]
    assert (first["code"], first["outcome"], first["orderNumber"]) == ("T9", "UNKNOWN", None)
    settled = money(
        "settleCodRemittance", "codRemittance { settlement }", treasurer, remittance=first["id"], note="Trả lại",
        idempotencyKey="k1",
    )  # fmt: skip
    assert settled == {"codRemittance": {"settlement": "Trả lại"}, "errors": []}
    matched = money(
        "matchCodRemittance", "codRemittance { outcome orderNumber }", treasurer, remittance=second["id"],
        number=case.parts[1].number, idempotencyKey="k2",
    )  # fmt: skip
    told = {"outcome": "UNEXPECTED", "orderNumber": case.parts[1].number}
    assert matched == {"codRemittance": told, "errors": []}
    assert len(run(QUEUE, {}, treasurer)["codRemittances"]["nodes"]) == 1
    actions = AuditEntry.objects.filter(object_type="orders.codremittance").order_by("pk")
    assert [entry.action for entry in actions] == [
        *["import_cod_remittance"] * 3,
        "settle_cod_remittance",
        "match_cod_remittance",
    ]


def test_others_see_no_queue_and_take_nothing_in():
    for viewer in (None, make_user()):
        assert run(QUEUE, {}, viewer)["codRemittances"] is None
        answer = money("importCodRemittance", "takenCount", viewer, csv="reference,code,amount\nB1,T0,5\n")
        assert answer["errors"][0]["code"] in ("UNAUTHENTICATED", "PERMISSION_DENIED")
    assert not CodRemittance.objects.exists()
