"""Two livestreams for the demo, made by the commands that people use: one to come, and one to watch again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from catalog.demo.logins import LOGINS, SHOP
from catalog.models import Listing
from livestreams.commands import channels, hosts, lineup, links, running, scheduling
from livestreams.models import HostRole, Livestream, Platform
from livestreams.rules import RULES_VERSION
from marketplace.models import User
from sellers.models import Seller

SHOWN = 4  # products of each
ADDRESS = "https://example.com/livestream"
ABOUT = "Dữ liệu minh họa: cửa hàng giới thiệu hàng của mình và trả lời câu hỏi của người xem."


@transaction.atomic
def load_demo_livestreams(*, now: datetime | None = None) -> int:
    """Says how many were added: none where the demo's shop is missing, or has some."""
    now = now or timezone.now()
    seller = Seller.objects.filter(slug=SHOP).first()
    if seller is None or Livestream.objects.filter(seller=seller).exists():
        return 0
    _planned(seller, "Phiên livestream cuối tuần: rau quả trong vườn", now)
    _replay(seller, "Phiên livestream đã phát: từ vườn đến bàn ăn", now - timedelta(days=3))
    return 2


def _planned(seller: Seller, title: str, now: datetime) -> Livestream:
    owner, officer = _signs_in_as("owner of a shop"), _signs_in_as("programme officer")
    plan = scheduling.Plan(title_vi=title, about=ABOUT, starts_at=now + timedelta(days=2))
    livestream = scheduling.schedule_livestream(actor=owner, seller_id=seller.pk, plan=plan, now=now)
    host = hosts.add_host(
        actor=owner, livestream_id=livestream.pk, role=HostRole.SELLER, name="Chủ gian hàng (minh họa)", now=now
    )
    hosts.join_as_host(actor=owner, code=host.code, rules_version=RULES_VERSION, now=now)
    hosts.verify_host(actor=officer, host_id=host.pk, document_kind="Căn cước (minh họa)", now=now)
    channels.add_channel(actor=owner, livestream_id=livestream.pk, platform=Platform.OWN, url=ADDRESS, now=now)
    for listing in Listing.objects.filter(seller=seller, group__is_alcohol=False).order_by("pk")[:SHOWN]:
        lineup.add_to_lineup(actor=owner, livestream_id=livestream.pk, product_id=listing.pk, now=now)
    links.create_sales_link(actor=owner, livestream_id=livestream.pk, terms=links.LinkTerms(label="Demo"), now=now)
    return livestream


def _replay(seller: Seller, title: str, now: datetime) -> None:
    owner, livestream = _signs_in_as("owner of a shop"), _planned(seller, title, now)
    begins = now + timedelta(days=2)
    running.start_livestream(actor=owner, livestream_id=livestream.pk, now=begins)
    for number, item in enumerate(livestream.lineup.order_by("position"), start=1):
        lineup.pin_lineup_item(actor=owner, item_id=item.pk, now=begins + timedelta(minutes=5 * number))
    ends = begins + timedelta(hours=1)
    running.end_livestream(actor=owner, livestream_id=livestream.pk, now=ends)
    running.publish_replay(actor=owner, livestream_id=livestream.pk, url=f"{ADDRESS}/xem-lai", now=ends)


def _signs_in_as(role: str) -> User:
    [email] = [login.email for login in LOGINS if login.role == role]
    return User.objects.get(email=email)
