"""Rules that were broken, as classes with a code. GraphQL, admin and commands all report these."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_TOLD = 100


class ErrorCode(StrEnum):
    """Every code a client may meet; part of the public API, so codes are added and never renamed."""

    # of a mutation's `errors`
    NOT_FOUND = "NOT_FOUND"
    PERMISSION_DENIED = "PERMISSION_DENIED"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    INVALID = "INVALID"
    REQUIRED = "REQUIRED"
    DUPLICATE = "DUPLICATE"
    CONFLICT = "CONFLICT"
    IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED"
    IMAGE_INVALID = "IMAGE_INVALID"
    IMAGE_TOO_LARGE = "IMAGE_TOO_LARGE"
    IMAGE_ANIMATED = "IMAGE_ANIMATED"
    PAPER_INVALID = "PAPER_INVALID"
    PAPER_TOO_LARGE = "PAPER_TOO_LARGE"
    APPLICATION_INCOMPLETE = "APPLICATION_INCOMPLETE"
    LAST_OWNER = "LAST_OWNER"
    ERASURE_BLOCKED = "ERASURE_BLOCKED"
    INVITATION_ENDED = "INVITATION_ENDED"
    SPREADSHEET_INVALID = "SPREADSHEET_INVALID"
    SPREADSHEET_TOO_LARGE = "SPREADSHEET_TOO_LARGE"
    CERTIFICATE_NOT_IN_FORCE = "CERTIFICATE_NOT_IN_FORCE"
    OUT_OF_STOCK = "OUT_OF_STOCK"
    NOT_ON_SALE = "NOT_ON_SALE"
    SHOP_CLOSED = "SHOP_CLOSED"
    TOTAL_CHANGED = "TOTAL_CHANGED"
    PAYMENT_METHOD_UNAVAILABLE = "PAYMENT_METHOD_UNAVAILABLE"
    WRONG_STATE = "WRONG_STATE"
    AGE_UNCONFIRMED = "AGE_UNCONFIRMED"
    STATEMENT_INVALID = "STATEMENT_INVALID"
    VOUCHER_UNKNOWN = "VOUCHER_UNKNOWN"
    VOUCHER_NOT_VALID = "VOUCHER_NOT_VALID"
    VOUCHER_USED_UP = "VOUCHER_USED_UP"
    VOUCHER_LIMIT_REACHED = "VOUCHER_LIMIT_REACHED"
    VOUCHER_BASKET_TOO_SMALL = "VOUCHER_BASKET_TOO_SMALL"
    VOUCHER_NOT_APPLICABLE = "VOUCHER_NOT_APPLICABLE"
    VOUCHERS_NOT_COMBINED = "VOUCHERS_NOT_COMBINED"
    PROVIDER_DOWN = "PROVIDER_DOWN"
    HOST_NOT_VERIFIED = "HOST_NOT_VERIFIED"
    RULES_NOT_ACCEPTED = "RULES_NOT_ACCEPTED"
    LINEUP_EMPTY = "LINEUP_EMPTY"
    ALCOHOL_NOT_ALLOWED = "ALCOHOL_NOT_ALLOWED"
    DEAL_ENDED = "DEAL_ENDED"
    CREDENTIALS_WRONG = "CREDENTIALS_WRONG"
    CODE_WRONG = "CODE_WRONG"
    CODE_EXPIRED = "CODE_EXPIRED"
    TOKEN_INVALID = "TOKEN_INVALID"
    TOKEN_REUSED = "TOKEN_REUSED"
    RATE_LIMITED = "RATE_LIMITED"
    TOO_BUSY = "TOO_BUSY"
    # of both
    TOKEN_EXPIRED = "TOKEN_EXPIRED"
    # of a request's top-level `errors` (extensions.code)
    BAD_ID = "BAD_ID"
    BAD_CURSOR = "BAD_CURSOR"
    BAD_PAGE = "BAD_PAGE"
    BAD_FILTER = "BAD_FILTER"


class DomainError(Exception):
    """A broken rule, told to whoever asked: `code` for programs, `message` for people, `field` for forms.

    `field` is the path of the offending input, outermost first, in the API's spelling (camelCase).
    """

    code: ClassVar[ErrorCode] = ErrorCode.INVALID
    default_message: ClassVar[str | Promise] = _("That is not valid.")
    retry_after: int | None = None  # s, where waiting helps

    def __init__(self, message: str | Promise | None = None, *, field: Sequence[str] | None = None) -> None:
        self.message = message or self.default_message
        self.field = list(field) if field is not None else None
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message)


class Several(DomainError):
    """Rules broken in several places of one input, told together: people mend a form once, not field by field."""

    def __init__(self, errors: Sequence[DomainError]) -> None:
        self.errors = list(errors)
        super().__init__(self.errors[0].message, field=self.errors[0].field)


def told(error: DomainError) -> list[DomainError]:
    """One by one, as clients are to read them."""
    return error.errors if isinstance(error, Several) else [error]


class Refusals:
    """Gathers what is wrong with each row: `with refusals.of_row():` around each, and `tell()` at the end."""

    def __init__(self) -> None:
        self._found: list[DomainError] = []

    @contextmanager
    def of_row(self) -> Iterator[None]:
        try:
            yield
        except DomainError as error:
            self._found += told(error)

    def tell(self) -> None:
        """Raises what was gathered, the first hundred of it; nothing when all is well."""
        if len(self._found) == 1:
            raise self._found[0]
        if self._found:
            raise Several(self._found[:MOST_TOLD])


class NotFound(DomainError):
    """Not there, or not yours: the two are told alike, so that nobody can probe for what exists."""

    code = ErrorCode.NOT_FOUND
    default_message = _("We could not find that.")


class PermissionDenied(DomainError):
    code = ErrorCode.PERMISSION_DENIED
    default_message = _("You are not allowed to do that.")


class Unauthenticated(DomainError):
    code = ErrorCode.UNAUTHENTICATED
    default_message = _("Please sign in first.")


class Invalid(DomainError):
    code = ErrorCode.INVALID


class Required(DomainError):
    code = ErrorCode.REQUIRED
    default_message = _("This must not be empty.")


class Duplicate(DomainError):
    code = ErrorCode.DUPLICATE
    default_message = _("That already exists.")


class Conflict(DomainError):
    """Somebody else changed it in between; fetch it again and decide anew."""

    code = ErrorCode.CONFLICT
    default_message = _("This was changed in the meantime. Please look at it again.")


class BadId(DomainError):
    code = ErrorCode.BAD_ID
    default_message = _("That is not an id of this shop.")


class BadCursor(DomainError):
    code = ErrorCode.BAD_CURSOR
    default_message = _("That is not a cursor of this list.")


class BadPage(DomainError):
    code = ErrorCode.BAD_PAGE
    default_message = _("A page holds 1 to 100 entries, asked for with first or with last.")


class BadFilter(DomainError):
    code = ErrorCode.BAD_FILTER
    default_message = _("That filter is not valid.")
