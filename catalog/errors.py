"""The catalogue's broken rules that programs tell apart by a code of their own."""

from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode


class CertificateNotInForce(DomainError):
    code = ErrorCode.CERTIFICATE_NOT_IN_FORCE
    default_message = _("This certificate is not in force on that day.")
