"""Pieces of a shop's part of an order, one by one: which are meant, and which the shop cannot send."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid, NotFound
from marketplace.events import SellerOrderReduced
from marketplace.texts import required_text
from orders.commands.access import sellers_part
from orders.commands.moves import cancelled
from orders.commands.payments.refunds import locked_payment, waive
from orders.commands.placing import told_of
from orders.commands.stock import Pieces, give_free, open_pieces
from orders.models import RefundReason, SellerOrder
from orders.states import CANCELS_PIECES, Side, WrongState


@transaction.atomic
def cancel_lines(
    *, actor: Actor, seller_order_id: int, lines: Mapping[int, int], reason: str, now: datetime | None = None
) -> SellerOrder:
    """So many of each of `lines` will never be sent: they are free again, and nobody pays for them.

    Where that leaves nothing, the whole part is cancelled, with its delivery. Raises Unauthenticated, NotFound,
    PermissionDenied, Required, Invalid; WrongState before the shop has confirmed and once all has arrived.
    """
    now = now or timezone.now()
    payment = locked_payment(seller_order_id)
    row, user = sellers_part(actor, seller_order_id)
    reason = required_text(reason, field="reason", longest=300)
    if row.status not in CANCELS_PIECES:
        raise WrongState
    pieces = chosen_pieces(row, lines)
    if pieces == open_pieces(row) and not any(line.shipped for line in row.lines.all()):
        row = cancelled(row, user, Side.SELLER, reason, now)
        waive(payment, row, row.due, RefundReason.CANCELLED, now)
    else:
        give_free(row, now, pieces)
        amount = sum(line.price_of(number) for line, number in pieces.items())
        waive(payment, row, amount, RefundReason.CANCELLED, now)
        publish(SellerOrderReduced(**told_of(row, row.order), reason=reason, amount=amount))
    after = {"reason": reason, "waived": row.waived, **noted_pieces(pieces)}
    record(actor=user, action="cancel_order_lines", subject=row, after=after)
    return row


def chosen_pieces(row: SellerOrder, lines: Mapping[int, int] | None) -> Pieces:
    """Of what is still to be sent of a locked part; all of it where nothing is named.

    Raises NotFound for lines of others, Invalid for more than are left.
    """
    found = open_pieces(row)
    if lines is None:
        return found
    own = {line.pk: line for line in row.lines.all()}
    if not lines:
        raise Invalid(_("Please say how many of which goods."), field=["lines"])
    for number, (pk, wanted) in enumerate(lines.items()):
        if pk not in own:
            raise NotFound(field=["lines", str(number), "line"])
        if not 1 <= wanted <= own[pk].open:
            message = _("Of %(name)s %(left)d are still to be sent.")
            told = {"name": own[pk].product_name, "left": own[pk].open}
            raise Invalid(message % told, field=["lines", str(number), "quantity"])
    return {line: lines[line.pk] for line in found if line.pk in lines}


def noted_pieces(pieces: Pieces) -> dict[str, Any]:
    """For the trail."""
    return {"pieces": {line.sku: number for line, number in pieces.items()}}
