from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sellers.models.sellers import Seller

STRIPE_PREFIX = "acct_"


class PayoutAccount(models.Model):
    """The bank account that a seller's money goes to. Owners alone see its whole number, and change it.

    `stripe_account`: where the seller has one, the money goes there instead, as long as the marketplace uses Stripe.
    """

    seller = models.OneToOneField(Seller, models.CASCADE, related_name="payout_account", verbose_name=_("seller"))
    bank_bin = models.CharField(_("bank"), max_length=6, help_text=_("NAPAS number, see sellers/data/banks.csv"))
    number = models.CharField(_("account number"), max_length=19)
    holder = models.CharField(_("account holder"), max_length=150)
    stripe_account = models.CharField(_("Stripe account"), max_length=64, blank=True, default="", db_default="")
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name = _("payout account")
        verbose_name_plural = _("payout accounts")
        constraints = [
            models.CheckConstraint(condition=models.Q(bank_bin__regex=r"^[0-9]{6}$"), name="payout_bank_is_a_bin"),
            models.CheckConstraint(
                condition=models.Q(number__regex=r"^[0-9A-Z]{6,19}$"), name="payout_number_is_plain"
            ),
            models.CheckConstraint(
                condition=models.Q(stripe_account__regex=r"^(acct_[A-Za-z0-9]+)?$"),
                name="payout_stripe_account_is_one",
            ),
        ]

    def __str__(self) -> str:
        return self.masked_number

    @property
    def masked_number(self) -> str:
        """Enough for its owner to know it again: "•••7890"."""
        return f"•••{self.number[-4:]}"

    @property
    def masked_stripe_account(self) -> str:
        """ "acct_•••o2C7"; "" where there is none."""
        return masked_stripe_account(self.stripe_account)


def masked_stripe_account(number: str) -> str:
    return f"{STRIPE_PREFIX}•••{number.removeprefix(STRIPE_PREFIX)[-4:]}" if number else ""
