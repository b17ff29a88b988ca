from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode


class SheetInvalid(DomainError):
    """The file as a whole: no row of it was looked at."""

    code = ErrorCode.SPREADSHEET_INVALID
    default_message = _("This file cannot be read. Send a spreadsheet as CSV (UTF-8) or XLSX.")


class SheetTooLarge(SheetInvalid):
    code = ErrorCode.SPREADSHEET_TOO_LARGE
    default_message = _("This file is too large. Split it into several.")


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong in one cell. `line` counts as the spreadsheet program does, the header being line 1.

    `column` is the header as the file has it; "" for what concerns the whole row.
    """

    line: int
    column: str
    code: ErrorCode
    message: str
