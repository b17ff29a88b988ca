"""A shop's livestream with a part of each kind, and what a friend would ask of it."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from livestreams.commands import channels, hosts, lineup, links, scheduling
from livestreams.models import Complaint, LiveDeal, LivestreamSeller
from marketplace.graphql.ids import global_id
from marketplace.models import User
from sellers.models import Seller
from tests.marketplace.people import make_user
from tests.orders.people import make_goods


class Prepared:
    """The shop itself stands among those asked, so that its own people could answer."""

    def __init__(self, seller: Seller, owner: User) -> None:
        self.seller = seller
        plan = scheduling.Plan(title_vi="Phiên của cửa hàng", starts_at=timezone.now() + timedelta(days=1))
        self.row = scheduling.schedule_livestream(actor=owner, seller_id=seller.pk, plan=plan)
        LivestreamSeller.objects.create(livestream=self.row, seller=seller)
        self.host = hosts.add_host(actor=owner, livestream_id=self.row.pk, role="SELLER", name="Cô Lan")
        self.channel = channels.add_channel(
            actor=owner, livestream_id=self.row.pk, platform="OWN", url="https://example.com/live"
        )
        self.goods, self.other = make_goods(seller=seller), make_goods(seller=seller)
        self.item = lineup.add_to_lineup(actor=owner, livestream_id=self.row.pk, product_id=self.goods.product_id)
        self.deal = LiveDeal.objects.create(
            item=self.item, variant=self.goods, price=5, quota=5, per_buyer=1, length_seconds=60
        )
        self.link = links.create_sales_link(actor=owner, livestream_id=self.row.pk, terms=links.LinkTerms())
        self.complaint = Complaint.objects.create(livestream=self.row, reporter=make_user(), ground="OTHER", note="x")


def livestream_inputs(session: Prepared) -> dict[str, dict[str, Any]]:
    livestream = {"livestream": global_id("Livestream", session.row.pk)}
    seller, item = global_id("Seller", session.seller.pk), {"item": global_id("LineupItem", session.item.pk)}
    host, deal = (
        {"host": global_id("LivestreamHost", session.host.pk)},
        {"deal": global_id("LiveDeal", session.deal.pk)},
    )
    terms = {"price": 4, "quota": 5, "perBuyer": 1, "lengthSeconds": 60}
    address = {"platform": "OWN", "url": "https://example.com/x"}
    starts_at = (timezone.now() + timedelta(days=2)).isoformat()
    return {
        "scheduleLivestream": {"seller": seller, "titleVi": "x", "startsAt": starts_at},
        "editLivestream": {**livestream, "titleVi": "x"},
        "setLivestreamCover": {**livestream, "file": SimpleUploadedFile("x.png", b"x", "image/png"), "alt": "x"},
        "inviteToLivestream": {**livestream, "sellers": [seller]},
        "joinLivestream": {**livestream, "seller": seller},
        "leaveLivestream": {**livestream, "seller": seller},
        "addHost": {**livestream, "role": "GUEST", "name": "x"},
        "removeHost": host,
        "verifyHost": {**host, "documentKind": "x"},
        "addChannel": {**livestream, **address},
        "removeChannel": {"channel": global_id("LivestreamChannel", session.channel.pk)},
        "rehearseLivestream": livestream,
        "startLivestream": livestream,
        "endLivestream": livestream,
        "publishReplay": {**livestream, **address},
        "cancelLivestream": {**livestream, "reason": "x"},
        "sayInLivestream": {**livestream, "text": "x"},
        "addToLineup": {**livestream, "product": global_id("Product", session.other.product_id)},
        "editLineupItem": {**item, "code": "B1"},
        "removeFromLineup": item,
        "orderLineup": {**livestream, "items": [item["item"]]},
        "pinLineupItem": item,
        "unpinLineupItem": livestream,
        "addDeal": {**item, **terms, "variant": global_id("Variant", session.goods.pk)},
        "editDeal": {**deal, **terms},
        "removeDeal": deal,
        "startDeal": deal,
        "stopDeal": deal,
        "createSalesLink": livestream,
        "revokeSalesLink": {"link": global_id("SalesLink", session.link.pk)},
        "settleComplaint": {"complaint": global_id("LivestreamComplaint", session.complaint.pk), "answer": "x"},
        "warnLivestream": {**livestream, "reason": "x"},
        "takeDownLivestream": {**livestream, "reason": "x"},
    }
