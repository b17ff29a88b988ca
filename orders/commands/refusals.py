"""Why a checkout is refused. Nothing was written then."""

from django.utils.translation import gettext_lazy

from marketplace.errors import DomainError, ErrorCode


class OutOfStock(DomainError):
    code = ErrorCode.OUT_OF_STOCK
    default_message = gettext_lazy("There are not as many left.")


class ShopClosed(DomainError):
    code = ErrorCode.SHOP_CLOSED
    default_message = gettext_lazy("This shop takes no orders at present.")


class TotalChanged(DomainError):
    """Prices or fees are others than those that the buyer has seen: nothing was ordered."""

    code = ErrorCode.TOTAL_CHANGED


class PaymentMethodUnavailable(DomainError):
    code = ErrorCode.PAYMENT_METHOD_UNAVAILABLE
    default_message = gettext_lazy("This order cannot be paid for in that way.")


class ProviderDown(DomainError):
    """Who takes cards for us does not answer: nothing was lost, and it may be asked again."""

    code = ErrorCode.PROVIDER_DOWN
    default_message = gettext_lazy("Card payments do not answer at present. Please try again in a moment.")
    retry_after = 5


class AgeUnconfirmed(DomainError):
    code = ErrorCode.AGE_UNCONFIRMED
    default_message = gettext_lazy("Alcohol is sold to people of 18 years and more. Please confirm your age.")


class StatementInvalid(DomainError):
    """A bank's statement cannot be read: nothing of it was taken."""

    code = ErrorCode.STATEMENT_INVALID
