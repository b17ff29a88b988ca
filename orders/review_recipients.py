"""Whom the office's notices about reviews are told to, and what they say."""

from collections.abc import Collection
from typing import Any

from marketplace.notices.recipients import officers_of
from orders.commands.review_moderation import PERMISSION
from orders.models import ReviewGround
from sellers.models import Seller


def moderators(event: Any) -> Collection[int]:
    return officers_of(Seller.objects.values_list("place", flat=True).get(pk=event.seller_id), PERMISSION)


def ground_label(ground: str) -> str:
    return str(ReviewGround(ground).label) if ground in ReviewGround.values else ground
