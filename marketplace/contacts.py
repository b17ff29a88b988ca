"""How people are reached and known: an email address or a phone number."""

from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from marketplace.errors import Invalid, Required
from marketplace.phones import e164

LONGEST = 254  # RFC 5321, of an email address


class ContactKind(StrEnum):
    EMAIL = "EMAIL"
    PHONE = "PHONE"


@dataclass(frozen=True, slots=True)
class Contact:
    """`value` as it is stored: an email in lower case, a phone number as E.164. `column`: of User."""

    kind: ContactKind
    value: str

    @property
    def column(self) -> str:
        return self.kind.value.lower()


def contact_of(text: str, *, field: str) -> Contact:
    """Raises Required or Invalid."""
    typed = text.strip()
    if not typed:
        raise Required(field=[field])
    return email_of(typed, field=field) if "@" in typed else phone_of(typed, field=field)


def email_of(text: str, *, field: str) -> Contact:
    """Raises Invalid."""
    email = text.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(_("This is not an email address."), field=[field]) from error
    if len(email) > LONGEST:
        raise Invalid(_("This is not an email address."), field=[field])
    return Contact(ContactKind.EMAIL, email)


def phone_of(text: str, *, field: str) -> Contact:
    """Raises Invalid."""
    phone = e164(text)
    if phone is None:
        raise Invalid(_("This is not a phone number."), field=[field])
    return Contact(ContactKind.PHONE, phone)


def masked(value: str) -> str:
    """ "l***@example.com", "+84***678": enough for its owner to know it again."""
    name, at, domain = value.partition("@")
    return f"{name[:1]}***{at}{domain}" if at else f"{value[:3]}***{value[-3:]}"
