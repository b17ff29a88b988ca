"""Programme officers: the group with their permissions, and the posts that say whose sellers they look after."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_administrator, current_posts
from marketplace.errors import Duplicate, Invalid, NotFound
from marketplace.models import OfficeLevel, Place, PlaceLevel, Post, User
from marketplace.queries import in_force

OFFICERS = "Cán bộ OCOP"
PLACES_OF = {OfficeLevel.PROVINCE: PlaceLevel.PROVINCE, OfficeLevel.COMMUNE: PlaceLevel.COMMUNE}

Grants = Mapping[tuple[str, str], tuple[str, ...]]


@transaction.atomic
def ensure_officers() -> Group:
    """The group, made or completed by settings.OFFICER_PERMISSIONS. What was granted beyond this stays."""
    grants: Grants = import_string(settings.OFFICER_PERMISSIONS)
    group, _created = Group.objects.get_or_create(name=OFFICERS)
    wanted = Q(pk__in=[])
    for (app, model), deeds in grants.items():
        names = [f"{deed}_{model}" for deed in deeds]
        wanted |= Q(content_type__app_label=app, content_type__model=model, codename__in=names)
    group.permissions.add(*Permission.objects.filter(wanted))
    return group


@transaction.atomic
def appoint_officer(
    *,
    actor: Actor,
    level: OfficeLevel,
    user_id: int | None = None,
    contact: str | None = None,
    place_id: int | None = None,
) -> Post:
    """Gives a user, known by key or by email or phone, a post, and with it the office. For administrators.

    Raises Unauthenticated, PermissionDenied, NotFound; Invalid when the place is not one of that level today;
    Duplicate when the user holds this post already.
    """
    administrator = authorised_administrator(actor)
    officer = _locked_user(_user_at(contact) if contact is not None else user_id)
    place = _place_of(level, place_id)
    if current_posts(officer).filter(place=place).exists():
        raise Duplicate(_("This officer holds this post already."), field=["place"])
    post = Post.objects.create(officer=officer, level=level, place=place)
    officer.is_staff = True
    officer.save(update_fields=["is_staff"])
    officer.groups.add(ensure_officers())
    after = {"officer_id": officer.pk, "level": level, "place_id": place_id}
    record(actor=administrator, action="appoint_officer", subject=post, after=after)
    return post


@transaction.atomic
def end_post(*, actor: Actor, post_id: int, now: datetime | None = None) -> Post:
    """Ends a post; with the last one the officer leaves the office. Nothing happens when it has ended already.

    For administrators. Raises Unauthenticated, PermissionDenied, NotFound.
    """
    administrator = authorised_administrator(actor)
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        raise NotFound(field=["post"])
    officer = _locked_user(post.officer_id)
    post.refresh_from_db()
    if post.ended_at is not None:
        return post
    post.ended_at = now or timezone.now()
    post.save(update_fields=["ended_at"])
    if not officer.is_superuser and not current_posts(officer).exists():
        officer.is_staff = False
        officer.save(update_fields=["is_staff"])
        officer.groups.remove(ensure_officers())
    record(actor=administrator, action="end_post", subject=post, after={"ended_at": post.ended_at})
    return post


def _user_at(contact: str) -> int:
    try:
        return int(User.objects.get_by_natural_key(contact).pk)
    except User.DoesNotExist as error:
        raise NotFound(field=["contact"]) from error


def _locked_user(user_id: int | None) -> User:
    officer = User.objects.select_for_update(no_key=True).filter(pk=user_id or 0, is_active=True).first()
    if officer is None:
        raise NotFound(field=["user"])
    return officer


def _place_of(level: OfficeLevel, place_id: int | None) -> Place | None:
    if level == OfficeLevel.MINISTRY:
        if place_id is not None:
            raise Invalid(_("The ministry's posts reach the whole country."), field=["place"])
        return None
    place = Place.objects.filter(in_force(), pk=place_id or 0, level=PLACES_OF[level]).first()
    if place is None:
        raise Invalid(_("Choose a place of that level, as it is today."), field=["place"])
    return place
