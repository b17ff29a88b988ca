"""The fake is as strict as Stripe: what is tested against it would not pass there otherwise."""

import pytest
import stripe

from tests.stripe_fake import BROKEN, StripeFake
from tests.stripe_fake.account import ASKING, DECLINED
from tests.stripe_fake.server import SECRET_KEY, WEBHOOK_SECRET

GIVEN = {"amount": 50_000, "currency": "vnd", "allowed_payment_method_types": ["card"]}


@pytest.fixture
def fake():
    with StripeFake() as running:
        yield running


def client(fake, key=SECRET_KEY):
    return stripe.StripeClient(key, base_addresses={"api": fake.base}, max_network_retries=0)


def test_a_key_answers_the_same_again_and_other_words_not_at_all(fake):
    intents = client(fake).v1.payment_intents
    first = intents.create(GIVEN, {"idempotency_key": "k"})
    again = intents.create(GIVEN, {"idempotency_key": "k"})
    assert again.id == first.id and again.last_response.headers["Idempotent-Replayed"] == "true"
    with pytest.raises(stripe.IdempotencyError):
        intents.create({**GIVEN, "amount": 60_000}, {"idempotency_key": "k"})
    assert len(fake.intents) == 1
    assert intents.create(GIVEN, {"idempotency_key": "other"}).id != first.id


def test_a_failure_of_its_own_is_kept_under_the_key(fake):
    intents = client(fake).v1.payment_intents
    fake.break_next("POST", "/v1/payment_intents", BROKEN)
    for _twice in range(2):
        with pytest.raises(stripe.APIError):
            intents.create(GIVEN, {"idempotency_key": "k"})
    assert fake.intents == {}
    fake.forget_keys()
    assert intents.create(GIVEN, {"idempotency_key": "k"}).id in fake.intents


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": 12_999}, "amount_too_small"),
        ({"amount": 100_000_000}, "amount_too_large"),
        ({"currency": "usd"}, "invalid_currency"),
        ({"payment_method_types": ["card"]}, "payment_method_types_no_longer_supported"),
    ],
)
def test_what_stripe_refuses(fake, changes, code):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client(fake).v1.payment_intents.create({**GIVEN, **changes})
    assert refused.value.code == code and fake.intents == {}


def test_no_more_goes_back_than_came(fake):
    said = client(fake).v1
    made = said.payment_intents.create(GIVEN)
    said.payment_intents.confirm(made.id, {"payment_method": ASKING})
    with pytest.raises(stripe.InvalidRequestError):  # nothing came yet
        said.refunds.create({"payment_intent": made.id, "amount": 1})
    fake.authenticate(made.id)
    said.refunds.create({"payment_intent": made.id, "amount": 30_000})
    with pytest.raises(stripe.InvalidRequestError):
        said.refunds.create({"payment_intent": made.id, "amount": 20_001})
    said.refunds.create({"payment_intent": made.id, "amount": 20_000})
    assert fake.refunded(made.id) == 50_000 and len(said.refunds.list({"payment_intent": made.id}).data) == 2


def test_transfers_go_to_known_accounts_once_a_key_and_never_above_the_balance(fake):
    transfers = client(fake).v1.transfers
    fake.connect("acct_1", balance=50_000)
    given = {"amount": 30_000, "currency": "vnd", "destination": "acct_1", "transfer_group": "A"}
    made = transfers.create(given, {"idempotency_key": "A"})
    assert transfers.create(given, {"idempotency_key": "A"}).id == made.id
    for other, code in (
        ({"destination": "acct_2"}, "resource_missing"),
        ({"amount": 20_001}, "balance_insufficient"),
    ):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            transfers.create({**given, **other})
        assert refused.value.code == code
    with pytest.raises(stripe.IdempotencyError):
        transfers.create({**given, "amount": 1}, {"idempotency_key": "A"})
    assert [one.id for one in transfers.list({"transfer_group": "A"}).data] == [made.id]
    assert transfers.list({"transfer_group": "B"}).data == []
    assert (fake.connected, fake.balance) == ({"acct_1": 30_000}, 20_000)


def test_what_is_over_is_over(fake):
    intents = client(fake).v1.payment_intents
    paid, given_up = intents.create(GIVEN), intents.create(GIVEN)
    with pytest.raises(stripe.CardError):
        intents.confirm(paid.id, {"payment_method": DECLINED})
    assert intents.confirm(paid.id).status == "succeeded" and intents.cancel(given_up.id).status == "canceled"
    for deed in (intents.confirm, intents.cancel):
        for one in (paid, given_up):
            with pytest.raises(stripe.InvalidRequestError):
                deed(one.id)


def test_strangers_are_kept_out_and_webhooks_are_signed(fake):
    with pytest.raises(stripe.AuthenticationError):
        client(fake, "sk_test_of_another").v1.payment_intents.create(GIVEN)
    client(fake).v1.payment_intents.create(GIVEN)
    heard = []
    fake.deliver(
        lambda body, signature: heard.append(stripe.Webhook.construct_event(body, signature, WEBHOOK_SECRET))
    )
    assert [event.type for event in heard] == ["payment_intent.created"]
