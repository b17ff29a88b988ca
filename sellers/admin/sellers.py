from django.contrib import admin
from unfold.admin import TabularInline

from marketplace.admin.office import OfficeAdmin, ShownInline
from sellers.models import Member, Seller


class MemberInline(ShownInline, TabularInline):
    model = Member
    fields = ("user", "role", "joined_at")
    readonly_fields = fields

    def get_queryset(self, request: object) -> object:
        return super().get_queryset(request).select_related("user")


@admin.register(Seller)
class SellerAdmin(OfficeAdmin):
    """Sellers of the officer's place, with the people who work there."""

    place = "place"
    folded_search = "name"
    list_display = ("name", "status", "legal_form", "place", "tax_code", "joined_at")
    list_filter = ("status", "legal_form")
    list_select_related = ("place",)
    search_fields = ("name", "legal_name", "tax_code", "registration_number", "phone")
    ordering = ("name_key", "pk")
    fields = (
        *("name", "legal_name", "legal_form", "status", "tax_code", "registration_number"),
        *("place", "address", "phone", "email", "about", "joined_at", "is_illustrative"),
    )
    inlines = (MemberInline,)
