from livestreams.models.complaints import Complaint, ComplaintGround
from livestreams.models.lineup import DealTake, LineupItem, LiveDeal
from livestreams.models.links import LinkVisit, SalesLink
from livestreams.models.sessions import (
    Channel,
    EventKind,
    Host,
    HostIdentity,
    HostRole,
    Livestream,
    LivestreamEvent,
    LivestreamSeller,
    LivestreamStatus,
    Platform,
)

__all__ = [
    "Channel",
    "Complaint",
    "ComplaintGround",
    "DealTake",
    "EventKind",
    "Host",
    "HostIdentity",
    "HostRole",
    "LineupItem",
    "LinkVisit",
    "LiveDeal",
    "Livestream",
    "LivestreamEvent",
    "LivestreamSeller",
    "LivestreamStatus",
    "Platform",
    "SalesLink",
]
