"""How livestreams are read: GraphQL fields on the left, ORM paths on the right."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from livestreams.models import Complaint, Host, Livestream, LivestreamSeller, SalesLink
from livestreams.queries import shown_livestreams
from marketplace.graphql.connections import Condition, Listed
from marketplace.graphql.rows import RowType, same
from marketplace.keysets import MOMENT, WHOLE, Sort
from marketplace.models import PlaceCover
from marketplace.statements import Slots
from sellers.models import Member
from sellers.rights import RIGHTS, Right

COVER = {
    "digest": "cover__digest",
    "image_width": "cover__width",
    "image_height": "cover__height",
    "renditions": "cover__renditions",
    "alt": "cover_alt",
}
LIVESTREAM = RowType(
    "Livestream",
    {
        **same(
            *("slug", "about", "status", "sequence"),
            titleVi="title_vi",
            titleEn="title_en",
            isForAdults="is_for_adults",
            startsAt="starts_at",
            startedAt="started_at",
            endedAt="ended_at",
            replayUrl="replay_url",
            statusReason="status_reason",
        ),
        "title": {"title_vi": "title_vi", "title_en": "title_en"},
        "cover": COVER,
        "organiser": {"seller_id": "seller_id"},
        "sellers": {"seller_id": "seller_id"},
        "state": {"sequence": "sequence", "status": "status"},
        "lineup": {"started_at": "started_at"},
    },
)
_RUNNERS = [role for role, rights in RIGHTS.items() if Right.LIVESTREAMS in rights]


def _of_user(livestreams: QuerySet[Livestream], slots: Slots) -> QuerySet[Livestream]:
    user = slots.whole("user")
    works = Member.objects.filter(user=user, role__in=_RUNNERS)
    parts = LivestreamSeller.objects.filter(livestream=OuterRef("pk"), seller__in=works.values("seller"))
    hosts = Host.objects.filter(livestream=OuterRef("pk"), user=user)
    return livestreams.filter(Q(seller__in=works.values("seller")) | Exists(parts) | Exists(hosts))


def _of_sellers(livestreams: QuerySet[Livestream], slots: Slots) -> QuerySet[Livestream]:
    accepted = LivestreamSeller.objects.filter(livestream=OuterRef("pk"), accepted_at__isnull=False)
    ids = slots.ids("sellers")
    return livestreams.filter(ids.contain("seller") | Q(Exists(accepted.filter(ids.contain("seller")))))


CONDITIONS: dict[str, Condition] = {
    "id": lambda livestreams, slots: livestreams.filter(pk=slots.whole("id")),
    "ids": lambda livestreams, slots: livestreams.filter(slots.ids("ids").contain("pk")),
    "slug": lambda livestreams, slots: livestreams.filter(slug=slots.text("slug")),
    "statuses": lambda livestreams, slots: livestreams.filter(slots.texts("statuses").contain("status")),
    "sellers": _of_sellers,
    "user": _of_user,
}
LIVESTREAMS = Listed(LIVESTREAM, shown_livestreams, CONDITIONS)
# With the hidden ones: for those who run them, and for officers.
ALL_LIVESTREAMS = Listed(LIVESTREAM, Livestream.objects.all, CONDITIONS)
BY_START: Sort[Livestream] = Sort("LIVESTREAMS", {"starts_at": MOMENT, "pk": WHOLE}, is_descending=True)

LINK = RowType(
    "SalesLink",
    {
        **same("code", "label", createdAt="created_at", expiresAt="expires_at", revokedAt="revoked_at"),
        "isActive": {"expires_at": "expires_at", "revoked_at": "revoked_at"},
        "url": {"code": "code"},
        "qrSvgUrl": {"code": "code"},
        "qrPngUrl": {"code": "code"},
        "platform": {"platform": "channel__platform"},
        "hostName": {"host_name": "host__name"},
        "livestream": {"livestream_id": "livestream_id"},
        "visits": {"livestream_id": "livestream_id"},
        "products": {"product_ids": "product_ids"},
    },
)
LINKS = Listed(
    LINK,
    SalesLink.objects.all,
    {
        "id": lambda links, slots: links.filter(pk=slots.whole("id")),
        "code": lambda links, slots: links.filter(code=slots.text("code")),
    },
)
LATEST_LINKS: Sort[SalesLink] = Sort("SALES_LINKS", {"pk": WHOLE}, is_descending=True)


def _open_complaints() -> QuerySet[Complaint]:
    return Complaint.objects.filter(settled_at=None)


def _of_places(complaints: QuerySet[Complaint], slots: Slots) -> QuerySet[Complaint]:
    covers = PlaceCover.objects.filter(slots.ids("office").contain("place")).values("covered")
    place = "livestream__seller__place"
    return complaints.filter(Q(**{f"{place}__in": covers}) | Q(slots.ids("office").contain(place)))


COMPLAINT = RowType(
    "LivestreamComplaint",
    same("ground", "note", "answer", madeAt="made_at", settledAt="settled_at")
    | {"livestream": {"livestream_id": "livestream_id"}},
)
_COMPLAINT_CONDITIONS: dict[str, Any] = {
    "id": lambda complaints, slots: complaints.filter(pk=slots.whole("id")),
    "office": _of_places,
}
COMPLAINTS = Listed(COMPLAINT, Complaint.objects.all, _COMPLAINT_CONDITIONS)
OPEN_COMPLAINTS = Listed(COMPLAINT, _open_complaints, _COMPLAINT_CONDITIONS)
OLDEST_COMPLAINTS: Sort[Complaint] = Sort("LIVESTREAM_COMPLAINTS", {"pk": WHOLE})
