from marketplace.models.audit import AuditEntry
from marketplace.models.codes import CodePurpose, OneTimeCode
from marketplace.models.idempotency import IdempotencyKey
from marketplace.models.images import Image
from marketplace.models.notifications import MailOptOut, MailState, Notification
from marketplace.models.outbox import OutboxEvent
from marketplace.models.places import Place, PlaceCover, PlaceLevel, PlaceSuccession
from marketplace.models.posts import OfficeLevel, Post
from marketplace.models.sessions import EndReason, RefreshToken, Session, SessionKind
from marketplace.models.throttles import Throttle
from marketplace.models.users import User

__all__ = [
    "AuditEntry",
    "CodePurpose",
    "EndReason",
    "IdempotencyKey",
    "Image",
    "MailOptOut",
    "MailState",
    "Notification",
    "OfficeLevel",
    "OneTimeCode",
    "OutboxEvent",
    "Place",
    "PlaceCover",
    "PlaceLevel",
    "PlaceSuccession",
    "Post",
    "RefreshToken",
    "Session",
    "SessionKind",
    "Throttle",
    "User",
]
