from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as AccountAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from marketplace.models import User

if TYPE_CHECKING:
    _AccountAdmin = AccountAdmin[User]
else:
    _AccountAdmin = AccountAdmin

admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(_AccountAdmin, ModelAdmin):
    """Accounts, for administrators alone. Whether somebody is an officer is said by their posts."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("__str__", "email", "phone", "is_staff", "is_active", "joined_at")
    list_filter = ("is_staff", "is_superuser", "is_active")
    search_fields = ("full_name", "email", "phone")
    ordering = ("-pk",)
    fieldsets = (
        (None, {"fields": ("full_name", "email", "phone", "language", "password")}),
        (_("rights"), {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("email", "password1", "password2")}),)
    readonly_fields = ("is_staff",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
