"""For administrators alone: accounts, and the posts that make officers of them."""

from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from marketplace.admin.deeds import ConfirmForm, DeedForm, deed_page, for_administrators
from marketplace.admin.office import OfficeAdmin, viewer
from marketplace.commands.edit_account import AccountDetails, edit_account
from marketplace.commands.officers import appoint_officer, end_post
from marketplace.models import OfficeLevel, Place, Post, User

EDITED = tuple(AccountDetails.__dataclass_fields__)

admin.site.unregister(Group)


class ForAdministrators(OfficeAdmin):
    has_administer_permission = for_administrators

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)


class AccountForm(DeedForm):
    full_name = forms.CharField(
        label=gettext_lazy("full name"), max_length=150, required=False, widget=UnfoldAdminTextInputWidget
    )
    email = forms.CharField(label=gettext_lazy("email"), required=False, widget=UnfoldAdminTextInputWidget)
    phone = forms.CharField(label=gettext_lazy("phone"), required=False, widget=UnfoldAdminTextInputWidget)
    language = forms.ChoiceField(
        label=gettext_lazy("language"),
        choices=settings.LANGUAGES,
        widget=UnfoldAdminSelectWidget(choices=settings.LANGUAGES),
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("active"),
        required=False,
        help_text=gettext_lazy("Who is not active cannot sign in, and is signed out everywhere"),
        widget=UnfoldBooleanSwitchWidget,
    )
    is_superuser = forms.BooleanField(
        label=gettext_lazy("administrator"),
        required=False,
        help_text=gettext_lazy("May do everything in the office, everywhere"),
        widget=UnfoldBooleanSwitchWidget,
    )


class PostForm(DeedForm):
    level = forms.ChoiceField(
        label=gettext_lazy("level"),
        choices=OfficeLevel.choices,
        initial=OfficeLevel.PROVINCE,
        widget=UnfoldAdminSelectWidget(choices=OfficeLevel.choices),
    )
    place_id = forms.ModelChoiceField(
        label=gettext_lazy("place"),
        queryset=Place.objects.all(),
        required=False,
        help_text=gettext_lazy("As it is today; none for the ministry"),
        widget=AutocompleteSelect(Post._meta.get_field("place"), admin.site),
    )

    def clean_level(self) -> OfficeLevel:
        return OfficeLevel(self.cleaned_data["level"])

    def clean_place_id(self) -> int | None:
        place = self.cleaned_data["place_id"]
        return None if place is None else place.pk


@admin.register(User)
class UserAdmin(ForAdministrators):
    """Nothing here shows or sets a password: who forgot theirs resets it by a code."""

    list_display = ("__str__", "email", "phone", "is_staff", "is_superuser", "is_active", "joined_at")
    list_filter = ("is_staff", "is_superuser", "is_active")
    folded_search = "full_name"
    search_fields = ("full_name", "email", "phone")
    ordering = ("-pk",)
    fields = (
        *("full_name", "email", "email_verified_at", "phone", "phone_verified_at", "language"),
        *("is_active", "is_staff", "is_superuser", "joined_at"),
    )
    actions_detail = ("edit", "appoint")

    @action(description=gettext_lazy("Edit"), url_path="edit", permissions=["administer"], icon="edit")
    def edit(self, request: HttpRequest, object_id: str) -> HttpResponse:
        user = self.row(request, object_id)

        def do(**typed: Any) -> object:
            return edit_account(actor=viewer(request), user_id=user.pk, details=AccountDetails(**typed))

        initial = {name: getattr(user, name) for name in EDITED}
        title, done = _("Edit"), _("The account is saved.")
        return deed_page(self, request, user, title=title, form_class=AccountForm, do=do, done=done, initial=initial)

    @action(
        description=gettext_lazy("Appoint as officer"),
        url_path="appoint",
        permissions=["administer"],
        icon="badge",
    )
    def appoint(self, request: HttpRequest, object_id: str) -> HttpResponse:
        user = self.row(request, object_id)
        do = partial(appoint_officer, actor=viewer(request), user_id=user.pk)
        title, done = _("Appoint as officer"), _("The officer has the post.")
        return deed_page(self, request, user, title=title, form_class=PostForm, do=do, done=done)


@admin.register(Post)
class PostAdmin(ForAdministrators):
    """Posts are given on their officer's page."""

    list_display = ("officer", "level", "place", "held_from", "ended_at")
    list_filter = ("level", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("officer", "place")
    folded_search = "officer__full_name"
    search_fields = ("officer__full_name", "officer__email", "place__name")
    ordering = ("-held_from", "-pk")
    actions_detail = ("end",)

    def pointless_deeds(self, row: Post) -> set[str]:
        return set() if row.ended_at is None else {"end"}

    @action(description=gettext_lazy("End the post"), url_path="end", permissions=["administer"], icon="person_off")
    def end(self, request: HttpRequest, object_id: str) -> HttpResponse:
        post = self.row(request, object_id)
        do = partial(end_post, actor=viewer(request), post_id=post.pk)
        title, done = _("End the post"), _("The post has ended.")
        warning = _("With their last post officers leave the office.")
        return deed_page(self, request, post, title=title, form_class=ConfirmForm, do=do, done=done, warning=warning)
