from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid
from marketplace.events import SellerApplicationWithdrawn
from sellers.commands.applying.steps import take_step
from sellers.commands.locks import application_of, own_seller
from sellers.models import Application, ApplicationStatus, SellerStatus
from sellers.rights import Right


@transaction.atomic
def withdraw_application(*, actor: Actor, seller_id: int, now: datetime | None = None) -> Application:
    """Ends an application that was not decided upon; its shop is closed. Who changes their mind applies anew.

    Nothing happens when it was withdrawn already. Raises Unauthenticated, NotFound, PermissionDenied, Invalid.
    """
    seller = own_seller(actor, seller_id, Right.CLOSE)
    application = application_of(seller)
    if application.status == ApplicationStatus.WITHDRAWN:
        return application
    if not application.is_open:
        raise Invalid(_("This application was decided upon."), field=["seller"])
    seller.status = SellerStatus.CLOSED
    seller.save(update_fields=["status"])
    take_step(
        application,
        actor=signed_in(actor),
        action="withdraw_application",
        status=ApplicationStatus.WITHDRAWN,
        event=SellerApplicationWithdrawn(seller_id=seller.pk, application_id=application.pk),
        now=now or timezone.now(),
    )
    return application
