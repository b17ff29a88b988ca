"""Who may do what: the first line of a command that is not everybody's."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from marketplace.errors import NotFound, PermissionDenied, Unauthenticated
from marketplace.models import OfficeLevel, PlaceCover, Post, User

Actor = User | AnonymousUser


def signed_in(actor: Actor) -> User:
    """The actor, known by an account that is in use. Raises Unauthenticated."""
    if not isinstance(actor, User) or not actor.is_active:
        raise Unauthenticated
    return actor


def authorised_administrator(actor: Actor) -> User:
    """Raises Unauthenticated for those who did not sign in, PermissionDenied for all others."""
    user = signed_in(actor)
    if not user.is_superuser:
        raise PermissionDenied
    return user


def authorised_officer(actor: Actor, permission: str) -> User:
    """The actor, an active member of the office with that Django permission (`catalog.add_certificate`).

    This says what they may do, not for whom: `check_jurisdiction` does. Raises Unauthenticated for those who did not
    sign in, PermissionDenied for all others.
    """
    if not isinstance(actor, User):
        raise Unauthenticated
    if not (actor.is_active and actor.is_staff and actor.has_perm(permission)):
        raise PermissionDenied
    return actor


def check_jurisdiction(officer: User, place_id: int, *, field: str) -> None:
    """Raises NotFound where none of the officer's posts reaches: what is another office's is not theirs to see."""
    if not officer.is_superuser and not current_posts(officer).filter(_reaches(place_id)).exists():
        raise NotFound(field=[field])


def check_decides(officer: User, place_id: int, *, field: str) -> None:
    """For decisions on sellers: the province and the ministry take them, a commune looks and comments.

    That is how the programme works since Decision 1489/QĐ-TTg (2025): the commune checks a dossier and forwards it.
    Raises NotFound like `check_jurisdiction`, PermissionDenied where the posts that reach are communes' alone.
    """
    check_jurisdiction(officer, place_id, field=field)
    deciding = current_posts(officer).filter(_reaches(place_id)).exclude(level=OfficeLevel.COMMUNE)
    if not officer.is_superuser and not deciding.exists():
        raise PermissionDenied(_("A commune looks and comments; the province decides."), field=[field])


def jurisdiction(officer: User, *, place: str = "place") -> Q:
    """The rows that an officer looks after, by the path to their place; administrators look after all.

    One query more than the list's own; the rows are found in one.
    """
    places = office_places(officer)
    if places is None:
        return Q()
    covered = PlaceCover.objects.filter(place__in=places).values("covered")
    return Q(**{f"{place}__in": covered}) | Q(**{f"{place}__in": places})


def office_places(officer: User) -> list[int] | None:
    """The places of an officer's posts; None: all of the country. Who has no post has no place."""
    posts = [] if officer.is_superuser else list(current_posts(officer))
    if officer.is_superuser or any(post.level == OfficeLevel.MINISTRY for post in posts):
        return None
    return [post.place_id for post in posts if post.place_id is not None]


def current_posts(officer: User) -> QuerySet[Post]:
    return Post.objects.filter(officer=officer, ended_at__isnull=True)


def _reaches(place_id: int) -> Q:
    covering = PlaceCover.objects.filter(covered=place_id).values("place")
    return Q(level=OfficeLevel.MINISTRY) | Q(place=place_id) | Q(place__in=covering)
