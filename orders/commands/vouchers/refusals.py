"""Why a voucher's code does not lower an order."""

from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode


class VoucherUnknown(DomainError):
    code = ErrorCode.VOUCHER_UNKNOWN
    default_message = _("There is no voucher with this code.")


class VoucherNotValid(DomainError):
    """Before its time, after it, or stopped."""

    code = ErrorCode.VOUCHER_NOT_VALID
    default_message = _("This voucher has ended.")


class VoucherUsedUp(DomainError):
    """All its uses, or the money of its programme."""

    code = ErrorCode.VOUCHER_USED_UP
    default_message = _("This voucher has been used up.")


class VoucherLimitReached(DomainError):
    """By this buyer: as often as one may, or it is for first orders alone."""

    code = ErrorCode.VOUCHER_LIMIT_REACHED
    default_message = _("You have used this voucher as often as one buyer may.")


class VoucherBasketTooSmall(DomainError):
    code = ErrorCode.VOUCHER_BASKET_TOO_SMALL


class VoucherNotApplicable(DomainError):
    """Nothing in the cart is of its kind, or there is nothing left for it to lower."""

    code = ErrorCode.VOUCHER_NOT_APPLICABLE
    default_message = _("This voucher is for other goods than those in your cart.")


class VouchersNotCombined(DomainError):
    code = ErrorCode.VOUCHERS_NOT_COMBINED
    default_message = _("Of each shop, and of the marketplace, one voucher for goods and one for delivery count.")
