"""Deeds: the buttons of the office's pages. Each asks for a command's arguments, and calls it."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from marketplace.admin.office import OfficeAdmin, deed_address, list_address, viewer
from marketplace.errors import DomainError

Do = Callable[..., object]


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


class ConfirmForm(DeedForm):
    """Nothing to fill in: the button is the answer."""


class ReasonForm(DeedForm):
    reason = forms.CharField(
        label=_("reason"),
        help_text=_("Whom it concerns reads it, and the audit trail keeps it"),
        widget=UnfoldAdminTextareaWidget,
    )


def deed_page(
    admin: OfficeAdmin,
    request: HttpRequest,
    row: Any | None,
    *,
    title: str,
    form_class: Callable[..., DeedForm],
    do: Do,
    done: str,
    initial: Mapping[str, Any] | None = None,
    warning: str = "",
) -> HttpResponse:
    """Asks for what the command needs, calls `do` with it, and goes back to the row. A GET changes nothing.

    `row` None: a deed of the whole list.
    """
    back = list_address(admin) if row is None else deed_address(admin, row, "change")
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_class(*given, initial=dict(initial or {}))
    if form.is_valid():
        try:
            do(**form.cleaned_data)
        except DomainError as error:
            form.blame(error)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(back)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.model._meta,
        "title": title,
        "original": row,
        "form": form,
        "warning": warning,
        "back": back,
        "media": admin.media + form.media,
        "has_file": any(isinstance(field, forms.FileField) for field in form.fields.values()),
    }
    return render(request, "office/deed.html", context, status=422 if form.errors else 200)


def needs(permission: str) -> Callable[..., bool]:
    """A `has_..._permission` method for a deed. (Unfold would look a dotted name up in the database at start.)"""

    def has_permission(self: OfficeAdmin, request: HttpRequest, object_id: str | None = None) -> bool:
        return bool(viewer(request).has_perm(permission))

    return has_permission


def for_administrators(self: OfficeAdmin, request: HttpRequest, object_id: str | None = None) -> bool:
    """Likewise, for a deed of administrators alone."""
    return viewer(request).is_superuser


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
