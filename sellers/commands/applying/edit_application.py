from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid
from sellers.commands.applying.apply_as_seller import check_tax_code
from sellers.commands.applying.details import ShopDetails, audited, checked, details_of
from sellers.commands.locks import application_of, own_seller, touch
from sellers.models import WITH_THE_APPLICANT, Application
from sellers.rights import Right


@transaction.atomic
def edit_application(*, actor: Actor, seller_id: int, version: int, changes: Mapping[str, Any]) -> Application:
    """Changes some of the ShopDetails, while the application is with the applicant. The shop's address (slug) stays.

    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid, AmbiguousPlace, Duplicate; Conflict when it
    is not at `version` any more: somebody else edited it, or the office looks at it.
    """
    seller = own_seller(actor, seller_id, Right.PAPERS)
    application = application_of(seller, version=version)
    if application.status not in WITH_THE_APPLICANT:
        raise Invalid(_("The office has this application now."), field=["seller"])
    fields = checked(ShopDetails(**{**details_of(seller), **changes}))
    check_tax_code(fields["tax_code"], but=seller)
    before = audited(seller)
    for name, value in fields.items():
        setattr(seller, name, value)
    seller.save(update_fields=list(fields))
    touch(application)
    record(actor=signed_in(actor), action="edit_application", subject=seller, before=before, after=audited(seller))
    return application
