"""Who may do what: the first line of a command that is not everybody's."""

from django.contrib.auth.models import AnonymousUser

from marketplace.errors import PermissionDenied, Unauthenticated
from marketplace.models import User


def authorised_officer(actor: User | AnonymousUser, permission: str) -> User:
    """The actor, an active member of the office with that Django permission (`catalog.add_certificate`).

    Raises Unauthenticated for those who did not sign in, PermissionDenied for all others.
    """
    if not isinstance(actor, User):
        raise Unauthenticated
    if not (actor.is_active and actor.is_staff and actor.has_perm(permission)):
        raise PermissionDenied
    return actor
