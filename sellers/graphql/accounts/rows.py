"""How the inside of a shop is read: who asks for some of these fields is charged for those alone."""

from collections.abc import Callable, Mapping

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from marketplace.graphql.connections import Listed
from marketplace.graphql.rows import Join, RowType, same
from marketplace.graphql.types.places import PLACE, PLACE_JOIN
from marketplace.keysets import MOMENT, WHOLE, Sort
from marketplace.models import PlaceCover
from marketplace.statements import Slots
from sellers.models import Application, Member, Seller

ORDER_COLUMNS = {
    "status": "status",
    "papers_valid_until": "papers_valid_until",
    "holiday_from": "holiday_from",
    "holiday_until": "holiday_until",
}
HOLIDAY_COLUMNS = {
    "holiday_from": "holiday_from",
    "holiday_until": "holiday_until",
    "holiday_note": "holiday_note",
}
_CHECKED = {"legal_form": "legal_form", "goods": "goods"}

_of_account: dict[str, Join] = {
    "place": PLACE_JOIN,
    "pickupPlace": Join("pickup_place", "pickup_place", PLACE),
}
ACCOUNT = RowType(
    "SellerAccount",
    {
        **same(
            *("slug", "name", "representative", "address", "phone", "email", "about", "status", "version", "goods"),
            legalName="legal_name",
            legalForm="legal_form",
            taxCode="tax_code",
            registrationNumber="registration_number",
            pickupAddress="pickup_address",
            statusReason="status_reason",
            isTrusted="is_trusted",
            papersValidUntil="papers_valid_until",
            joinedAt="joined_at",
        ),
        "acceptsOrders": ORDER_COLUMNS,
        "holiday": HOLIDAY_COLUMNS,
        "checklist": _CHECKED,
    },
    _of_account,
)
APPLICATION = RowType(
    "SellerApplication",
    {
        **same(
            *("status", "version", "reason"),
            createdAt="created_at",
            submittedAt="submitted_at",
            decidedAt="decided_at",
        ),
        "steps": {"seller_id": "seller_id"},
        "decidedBy": {"decided_by_id": "decided_by_id", "decided_by_name": "decided_by__full_name"},
    },
    {"account": Join("account", "seller", ACCOUNT)},
)
_of_account["application"] = Join("application", "application", APPLICATION)
MEMBER = RowType(
    "Member",
    {
        **same("role", joinedAt="joined_at", fullName="user__full_name"),
        "email": {"user_id": "user_id", "seller_id": "seller_id", "email": "user__email"},
        "phone": {"user_id": "user_id", "seller_id": "seller_id", "phone": "user__phone"},
        "isYou": {"user_id": "user_id"},
    },
)
MEMBERSHIP = RowType(
    "Membership", same("role", joinedAt="joined_at"), {"account": Join("account", "seller", ACCOUNT)}
)

BY_SUBMISSION: Sort[Application] = Sort("SUBMITTED", {"submitted_at": MOMENT, "pk": WHOLE})
BY_JOINING: Sort[Member] = Sort("JOINED", {"joined_at": MOMENT, "pk": WHOLE})


def _within(applications: QuerySet[Application], slots: Slots, name: str) -> QuerySet[Application]:
    places = slots.ids(name)
    covered = PlaceCover.objects.filter(places.contain("place")).values("covered")
    return applications.filter(Q(seller__place__in=covered) | places.contain("seller__place"))


def _named_like(applications: QuerySet[Application], slots: Slots) -> QuerySet[Application]:
    return applications.filter(GreaterThan(StrIndex("seller__name_key", Value(slots.text("query"))), 0))


_QUEUE: Mapping[str, Callable[[QuerySet[Application], Slots], QuerySet[Application]]] = {
    "jurisdiction": lambda applications, slots: _within(applications, slots, "jurisdiction"),
    "places": lambda applications, slots: _within(applications, slots, "places"),
    "statuses": lambda applications, slots: applications.filter(slots.texts("statuses").contain("status")),
    "query": _named_like,
}


def handed_in() -> QuerySet[Application]:
    return Application.objects.filter(submitted_at__isnull=False)


ACCOUNTS = Listed(ACCOUNT, Seller.objects.all, {"id": lambda sellers, slots: sellers.filter(pk=slots.whole("id"))})
APPLICATIONS = Listed(
    APPLICATION,
    Application.objects.all,
    {"id": lambda applications, slots: applications.filter(pk=slots.whole("id"))},
)
QUEUE = Listed(APPLICATION, handed_in, _QUEUE)
MEMBERS = Listed(MEMBER, Member.objects.all, {"id": lambda members, slots: members.filter(pk=slots.whole("id"))})
MEMBERSHIPS = Listed(
    MEMBERSHIP, Member.objects.all, {"user": lambda members, slots: members.filter(user=slots.whole("user"))}
)
