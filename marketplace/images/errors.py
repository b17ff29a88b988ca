from django.utils.translation import gettext_lazy as _

from marketplace.errors import DomainError, ErrorCode


class ImageInvalid(DomainError):
    code = ErrorCode.IMAGE_INVALID
    default_message = _("That is not a whole JPEG, PNG, WebP or AVIF picture.")


class ImageTooLarge(DomainError):
    code = ErrorCode.IMAGE_TOO_LARGE
    default_message = _("A picture may have at most 10 MB and 40 megapixels.")


class ImageAnimated(DomainError):
    code = ErrorCode.IMAGE_ANIMATED
    default_message = _("Moving pictures are not accepted. Please send a still one.")
