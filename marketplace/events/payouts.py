"""What becomes of the money that sellers have coming."""

from dataclasses import dataclass

from marketplace.events.sellers import SellerEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutEvent(SellerEvent):
    """`amount` in whole đồng; `number` of the account is masked: an event is no place for an account."""

    payout_id: int
    amount: int
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutSent(PayoutEvent):
    """`reference`: the bank's."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutFailed(PayoutEvent):
    """It was not carried out, or came back."""

    reason: str
