"""Where a seller's money goes."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid
from marketplace.events import PayoutAccountChanged
from marketplace.models import User
from marketplace.texts import required_text
from sellers.banks import banks
from sellers.commands.locks import check_open, own_seller
from sellers.models import PayoutAccount, Seller
from sellers.rights import Right

_NUMBER = re.compile(r"[0-9A-Z]{6,19}")
_STRIPE_ACCOUNT = re.compile(r"acct_[A-Za-z0-9]{1,59}")
_SEPARATORS = str.maketrans("", "", " .-")


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutDetails:
    """As typed. `stripe_account`: None leaves what is there, "" takes it away."""

    bank_bin: str
    number: str
    holder: str
    stripe_account: str | None = None


@transaction.atomic
def set_payout_account(
    *, actor: Actor, seller_id: int, payout: PayoutDetails, now: datetime | None = None
) -> PayoutAccount:
    """For owners. All owners are told of a change. Nothing happens when it is the same account.

    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid.
    """
    fields = _checked(payout, [])
    seller = own_seller(actor, seller_id, Right.PAYOUTS)
    check_open(seller)
    now = now or timezone.now()
    account = PayoutAccount.objects.filter(seller=seller).first()
    if account is None:
        return _created(signed_in(actor), seller, fields, now)
    if all(getattr(account, name) == value for name, value in fields.items()):
        return account
    before = _audited(account)
    for name, value in fields.items():
        setattr(account, name, value)
    account.changed_at, account.changed_by = now, signed_in(actor)
    account.save()
    _tell(signed_in(actor), account, before)
    return account


def set_first_payout_account(user: User, seller: Seller, payout: PayoutDetails, now: datetime) -> PayoutAccount:
    """Of a seller that is being made. Raises Required or Invalid."""
    return _created(user, seller, _checked(payout, ["payoutAccount"]), now)


def _created(user: User, seller: Seller, fields: dict[str, str], now: datetime) -> PayoutAccount:
    account = PayoutAccount.objects.create(seller=seller, changed_at=now, changed_by=user, **fields)
    _tell(user, account, {})
    return account


def _tell(user: User, account: PayoutAccount, before: dict[str, str]) -> None:
    record(actor=user, action="set_payout_account", subject=account.seller, before=before, after=_audited(account))
    publish(
        PayoutAccountChanged(
            seller_id=account.seller_id,
            changed_by_id=user.pk,
            bank_bin=account.bank_bin,
            number=" / ".join(filter(None, [account.masked_number, account.masked_stripe_account])),
        )
    )


def _audited(account: PayoutAccount) -> dict[str, str]:
    """The audit trail has more readers than the account, so it says which one, and not its number."""
    stripe = {"stripe_account": account.masked_stripe_account} if account.stripe_account else {}
    return {"bank_bin": account.bank_bin, "number": account.masked_number, "holder": account.holder, **stripe}


def _checked(payout: PayoutDetails, path: list[str]) -> dict[str, str]:
    number = payout.number.translate(_SEPARATORS).upper()
    if payout.bank_bin not in banks():
        raise Invalid(_("We do not know this bank."), field=[*path, "bankBin"])
    if not _NUMBER.fullmatch(number):
        raise Invalid(_("An account number has 6 to 19 digits or letters."), field=[*path, "number"])
    holder = required_text(payout.holder, field=[*path, "holder"], longest=150)
    fields = {"bank_bin": payout.bank_bin, "number": number, "holder": holder}
    if payout.stripe_account is None:
        return fields
    stripe_account = payout.stripe_account.strip()
    if stripe_account and not _STRIPE_ACCOUNT.fullmatch(stripe_account):
        raise Invalid(
            _("A Stripe account begins with acct_, letters and digits follow."), field=[*path, "stripeAccount"]
        )
    return {**fields, "stripe_account": stripe_account}
