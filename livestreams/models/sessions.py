from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.models import Image
from sellers.models import Seller

LONGEST_TITLE = 120
LONGEST_TEXT = 2_000


class LivestreamStatus(models.TextChoices):
    """What leads from one to the next stands in `livestreams.states`."""

    PLANNED = "PLANNED", _("planned")
    REHEARSING = "REHEARSING", _("rehearsing")
    LIVE = "LIVE", _("live")
    ENDED = "ENDED", _("ended")
    REPLAY = "REPLAY", _("replay")
    CANCELLED = "CANCELLED", _("called off")
    TAKEN_DOWN = "TAKEN_DOWN", _("taken down")


class Livestream(models.Model):
    """A session, of the shop that organises it (`seller`); others take part by LivestreamSeller.

    `sequence` is the number of its last LivestreamEvent: its row's lock is what gives them one order.
    """

    slug = models.SlugField(max_length=160, unique=True)
    title_vi = models.CharField(max_length=LONGEST_TITLE)
    title_en = models.CharField(max_length=LONGEST_TITLE, blank=True)
    about = models.TextField(max_length=LONGEST_TEXT, blank=True)
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="livestreams")
    cover = models.ForeignKey(Image, models.PROTECT, null=True, related_name="+")
    cover_alt = models.CharField(max_length=200, blank=True)
    is_for_adults = models.BooleanField(default=False, help_text="Needed to show alcohol")
    starts_at = models.DateTimeField(help_text="As planned")
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    replay_url = models.URLField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=LivestreamStatus.choices, default=LivestreamStatus.PLANNED)
    status_changed_at = models.DateTimeField(default=timezone.now)
    status_reason = models.TextField(max_length=LONGEST_TEXT, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("livestream")
        verbose_name_plural = _("livestreams")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=LivestreamStatus.values), name="livestream_status_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["LIVE", "ENDED", "REPLAY"]) | Q(started_at__isnull=False),
                name="livestream_live_has_begun",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="livestream_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="livestream_by_start"),
            models.Index(fields=["seller", "-id"], name="livestream_of_seller"),
            models.Index(fields=["started_at"], condition=Q(status="LIVE"), name="livestream_live_now"),
        ]

    def __str__(self) -> str:
        return self.title_vi

    @property
    def name(self) -> str:
        """What the trail calls it."""
        return self.title_vi

    @property
    def is_live(self) -> bool:
        return self.status == LivestreamStatus.LIVE


class LivestreamSeller(models.Model):
    """A shop in a session: asked by the organiser, part of it once somebody of the shop has accepted."""

    livestream = models.ForeignKey(Livestream, models.CASCADE, related_name="participations")
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("shop in a livestream")
        verbose_name_plural = _("shops in livestreams")
        constraints = [models.UniqueConstraint(fields=["livestream", "seller"], name="livestream_seller_once")]
        indexes = [models.Index(fields=["seller", "-livestream"], name="livestream_of_participant")]

    def __str__(self) -> str:
        return f"shop {self.seller_id} in livestream {self.livestream_id}"


class HostRole(models.TextChoices):
    SELLER = "SELLER", _("seller")
    GUEST = "GUEST", _("guest")
    OFFICIAL = "OFFICIAL", _("official")


class Host(models.Model):
    """Somebody who speaks in a session. `user` once they have joined by `code` and accepted the rules, of which
    `rules_version` says which edition."""

    livestream = models.ForeignKey(Livestream, models.CASCADE, related_name="hosts")
    role = models.CharField(max_length=8, choices=HostRole.choices)
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=12, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    rules_version = models.PositiveSmallIntegerField(default=0)
    rules_accepted_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        constraints = [
            models.UniqueConstraint(fields=["livestream", "user"], name="host_once_a_livestream"),
            models.CheckConstraint(condition=Q(role__in=HostRole.values), name="host_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"host {self.pk} of livestream {self.livestream_id}"


class HostIdentity(models.Model):
    """An officer has seen who somebody is (Law on e-commerce: before a host goes live). The document stays with
    them; only that it was seen, and which kind, is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="+")
    verified_at = models.DateTimeField(default=timezone.now)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    document_kind = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("identity of a host")
        verbose_name_plural = _("identities of hosts")

    def __str__(self) -> str:
        return f"identity of user {self.pk}"


class Platform(models.TextChoices):
    FACEBOOK = "FACEBOOK", "Facebook"
    TIKTOK = "TIKTOK", "TikTok"
    YOUTUBE = "YOUTUBE", "YouTube"
    ZALO = "ZALO", "Zalo"
    OWN = "OWN", _("own page")


class Channel(models.Model):
    """Where a session can be watched."""

    livestream = models.ForeignKey(Livestream, models.CASCADE, related_name="channels")
    platform = models.CharField(max_length=8, choices=Platform.choices)
    url = models.URLField(max_length=300)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        constraints = [
            models.UniqueConstraint(fields=["livestream", "url"], name="channel_once_a_livestream"),
            models.CheckConstraint(condition=Q(platform__in=Platform.values), name="channel_platform_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.platform} of livestream {self.livestream_id}"


class EventKind(models.TextChoices):
    """What viewers are told of, one after another."""

    STATUS = "STATUS", _("status changed")
    PINNED = "PINNED", _("product pinned")
    UNPINNED = "UNPINNED", _("product unpinned")
    DEAL_STARTED = "DEAL_STARTED", _("live deal started")
    DEAL_ENDED = "DEAL_ENDED", _("live deal ended")
    NOTICE = "NOTICE", _("notice")
    WARNING = "WARNING", _("warning by an officer")


class LivestreamEvent(models.Model):
    """Appended and never edited: who has all up to a `sequence` misses nothing by asking for what follows it."""

    livestream = models.ForeignKey(Livestream, models.CASCADE, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    happened_at = models.DateTimeField(default=timezone.now)
    item_id = models.BigIntegerField(null=True, help_text="Of the line-up; as it was then, so no key")
    deal_id = models.BigIntegerField(null=True)
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)

    class Meta:
        verbose_name = _("event of a livestream")
        verbose_name_plural = _("events of livestreams")
        constraints = [
            models.UniqueConstraint(fields=["livestream", "sequence"], name="livestream_event_sequence"),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="livestream_event_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"
