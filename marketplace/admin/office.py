"""The base of all pages of the office: they show, and every write is a deed that calls a command."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin

from marketplace.commands.authority import jurisdiction
from marketplace.errors import DomainError
from marketplace.models import User
from marketplace.sorting import SortKey
from marketplace.vietnamese import folded

Do = Callable[..., object]


class OfficeAdmin(ModelAdmin):
    """Rows of the officer's own place; nothing is added, changed or deleted but by deeds.

    `place`: the path from a row to the place that decides who looks after it; None: all officers see all.
    `folded_search`: the path to a name that is found without its accents too.
    """

    place: str | None = None
    folded_search: str | None = None
    list_per_page = 50
    show_full_result_count = False
    list_fullwidth = True
    show_facets = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows if self.place is None else rows.filter(jurisdiction(viewer(request), place=self.place))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, has_duplicates = super().get_search_results(request, queryset, search_term)
        if self.folded_search and search_term:
            words = [Q(plain_name__contains=word) for word in folded(search_term).split()]
            found |= queryset.alias(plain_name=SortKey(self.folded_search)).filter(*words)
        return found, has_duplicates

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        pointless = {deed_address(self, obj, name) for name in self.pointless_deeds(obj)}
        buttons = context.get("actions_detail", [])
        context["actions_detail"] = [button for button in buttons if button["path"] not in pointless]
        answer: HttpResponse = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        return answer

    def pointless_deeds(self, row: Any) -> set[str]:
        """Deeds that the row, as it stands, has no use for: their buttons are not shown."""
        return set()

    def row(self, request: HttpRequest, object_id: str) -> Any:
        """The row of a deed. Raises PermissionDenied for what is not this officer's, or not there."""
        found = self.get_object(request, object_id)
        if found is None:
            raise PermissionDenied
        return found


class ShownInline:
    """For inlines: rows that are shown beside their owner."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True  # of an owner that is shown


class DeedForm(forms.Form):
    """The fields are those of the command; their names are its arguments."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # their names are those of model fields, which begin small
            field.label = capfirst(field.label)

    def blame(self, error: DomainError) -> None:
        """Shows the error at its field, where the form has it."""
        names = {_camel(name.removesuffix("_id")): name for name in self.fields}
        field = names.get(error.field[-1]) if error.field else None
        self.add_error(field, str(error))


def deed_page(
    admin: OfficeAdmin,
    request: HttpRequest,
    row: Any,
    *,
    title: str,
    form_class: Callable[..., DeedForm],
    do: Do,
    done: str,
    initial: Mapping[str, Any] | None = None,
    warning: str = "",
) -> HttpResponse:
    """Asks for what the command needs, calls `do` with it, and goes back to the row. A GET changes nothing."""
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_class(*given, initial=dict(initial or {}))
    if form.is_valid():
        try:
            do(**form.cleaned_data)
        except DomainError as error:
            form.blame(error)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(deed_address(admin, row, "change"))
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.model._meta,
        "title": title,
        "original": row,
        "form": form,
        "warning": warning,
        "back": deed_address(admin, row, "change"),
        "media": admin.media + form.media,
        "has_file": any(isinstance(field, forms.FileField) for field in form.fields.values()),
    }
    return render(request, "office/deed.html", context, status=422 if form.errors else 200)


def needs(permission: str) -> Callable[..., bool]:
    """A `has_..._permission` method for a deed. (Unfold would look a dotted name up in the database at start.)"""

    def has_permission(self: OfficeAdmin, request: HttpRequest, object_id: str | None = None) -> bool:
        return bool(viewer(request).has_perm(permission))

    return has_permission


def viewer(request: HttpRequest) -> User:
    """The officer. The office lets nobody else in."""
    user: Any = request.user
    if isinstance(user, AnonymousUser):
        raise PermissionDenied(_("Please sign in first."))
    return user  # type: ignore[no-any-return]


def deed_address(admin: OfficeAdmin, row: Any, deed: str) -> str:
    """Also of the row's own page: Django calls that deed "change"."""
    options = admin.model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{deed}", args=[row.pk])


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
