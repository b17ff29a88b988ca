"""What happens on the ground: pictures, codes, accounts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from marketplace.events.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageStored(Event):
    aggregate: ClassVar[str] = "image"
    image_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRegistered(Event):
    aggregate: ClassVar[str] = "user"
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    aggregate: ClassVar[str] = "user"
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChanged(Event):
    """`kind`: EMAIL or PHONE. What it was before is in the audit trail alone, masked."""

    aggregate: ClassVar[str] = "user"
    user_id: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRequested(Event):
    aggregate: ClassVar[str] = "code"
    code_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRequested(Event):
    """Before `due_on` it can be taken back."""

    aggregate: ClassVar[str] = "user"
    user_id: int
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureCancelled(Event):
    aggregate: ClassVar[str] = "user"
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureHeldBack(Event):
    """The day came, and the account was needed again."""

    aggregate: ClassVar[str] = "user"
    user_id: int
