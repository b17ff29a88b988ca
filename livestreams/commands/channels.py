"""Where a session can be watched: several places at once."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from livestreams.channels import checked_url
from livestreams.commands.locks import organised
from livestreams.models import Channel, Livestream, Platform
from livestreams.queries import access_livestream
from livestreams.states import check_open
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.errors import Duplicate, Invalid, NotFound

MOST_CHANNELS = 10


@transaction.atomic
def add_channel(*, actor: Actor, livestream_id: int, platform: str, url: str, now: datetime | None = None) -> Channel:
    """Raises Unauthenticated, NotFound, PermissionDenied, WrongState, Invalid, Duplicate."""
    user, livestream = organised(actor, livestream_id)
    check_open(livestream.status)
    url = checked_url(platform, url)
    if livestream.channels.count() >= MOST_CHANNELS:
        message = _("A livestream has at most %(most)d channels.")
        raise Invalid(message % {"most": MOST_CHANNELS}, field=["livestream"])
    try:
        with transaction.atomic():
            channel = Channel.objects.create(
                livestream=livestream, platform=Platform(platform), url=url, added_at=now or timezone.now()
            )
    except IntegrityError as error:
        raise Duplicate(field=["url"]) from error
    record(actor=user, action="add_channel", subject=livestream, after={"platform": str(platform), "url": url})
    return channel


@transaction.atomic
def remove_channel(*, actor: Actor, channel_id: int) -> Livestream:
    """Links that named it go on. Raises Unauthenticated, NotFound, PermissionDenied, WrongState."""
    channel = Channel.objects.filter(pk=channel_id).first()
    if channel is None:
        raise NotFound(field=["channel"])
    access_livestream(actor=actor, livestream_id=channel.livestream_id, field="channel")
    user, livestream = organised(actor, channel.livestream_id)
    check_open(livestream.status)
    channel.delete()
    before = {"platform": channel.platform, "url": channel.url}
    record(actor=user, action="remove_channel", subject=livestream, before=before)
    return livestream
