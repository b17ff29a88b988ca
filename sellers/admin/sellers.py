from functools import partial

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import action

from marketplace.admin.deeds import ReasonForm, deed_page, needs
from marketplace.admin.office import OfficeAdmin, ShownInline, viewer
from sellers.commands.shop.status import reactivate_seller, suspend_seller
from sellers.models import Member, Seller, SellerStatus
from sellers.queries import PRIVATE


class MemberInline(ShownInline, TabularInline):
    model = Member
    fields = ("user", "role", "joined_at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Member]:
        members: QuerySet[Member] = super().get_queryset(request)
        return members.select_related("user")


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
        *("name", "legal_name", "legal_form", "status", "status_reason", "tax_code", "registration_number"),
        *("place", "address", "phone", "email", "about", "papers_valid_until", "joined_at", "is_illustrative"),
    )
    inlines = (MemberInline,)
    actions_detail = ("suspend", "reactivate")
    has_decide_permission = needs("sellers.change_seller")

    def reach(self, request: HttpRequest) -> Q:
        """Without those who have not handed their application in yet: what they prepare is their own."""
        return super().reach(request) & ~PRIVATE

    def pointless_deeds(self, row: Seller) -> set[str]:
        match row.status:
            case SellerStatus.ACTIVE:
                return {"reactivate"}
            case SellerStatus.SUSPENDED | SellerStatus.CLOSED:
                return {"suspend"}
        return {"suspend", "reactivate"}

    @action(description=gettext_lazy("Suspend"), url_path="suspend", permissions=["decide"], icon="block")
    def suspend(self, request: HttpRequest, object_id: str) -> HttpResponse:
        seller = self.row(request, object_id)
        do = partial(suspend_seller, actor=viewer(request), seller_id=seller.pk)
        title, done = _("Suspend"), _("The shop is closed to shoppers for now.")
        warning = _("Its products leave the shelves until the shop is let in again.")
        return deed_page(self, request, seller, title=title, form_class=ReasonForm, do=do, done=done, warning=warning)

    @action(description=gettext_lazy("Let in again"), url_path="reactivate", permissions=["decide"], icon="check")
    def reactivate(self, request: HttpRequest, object_id: str) -> HttpResponse:
        seller = self.row(request, object_id)
        do = partial(reactivate_seller, actor=viewer(request), seller_id=seller.pk)
        title, done = _("Let in again"), _("The shop is open again.")
        return deed_page(self, request, seller, title=title, form_class=ReasonForm, do=do, done=done)
