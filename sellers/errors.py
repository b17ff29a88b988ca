"""The sellers' broken rules that programs tell apart by a code of their own."""

from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode


class PaperInvalid(DomainError):
    code = ErrorCode.PAPER_INVALID
    default_message = _("That is not a whole PDF of at most 100 pages, and no JPEG, PNG or WebP picture.")


class PaperLocked(DomainError):
    code = ErrorCode.PAPER_INVALID
    default_message = _("This PDF is locked. Please save it without a password and send it again.")


class PaperActive(DomainError):
    code = ErrorCode.PAPER_INVALID
    default_message = _("This PDF contains programs or other files. Please print it to a new PDF, or take a picture.")


class PaperTooLarge(DomainError):
    code = ErrorCode.PAPER_TOO_LARGE
    default_message = _("A paper may have at most 10 MB, and a picture 40 megapixels.")


class ApplicationIncomplete(DomainError):
    code = ErrorCode.APPLICATION_INCOMPLETE
    default_message = _("Something is still missing.")


class LastOwner(DomainError):
    """A shop without an owner could never be given to anybody again."""

    code = ErrorCode.LAST_OWNER
    default_message = _("A shop needs an owner. Please make somebody else an owner first.")


class InvitationEnded(DomainError):
    """Used, revoked, expired or never sent: told alike, so that nobody learns from guessing."""

    code = ErrorCode.INVITATION_ENDED
    default_message = _("This invitation does not hold any more. Please ask for a new one.")
