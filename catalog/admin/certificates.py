from functools import partial

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from catalog.admin.filters import CertificateState, Stars
from catalog.admin.forms import RevocationForm
from catalog.commands.revoke_certificate import revoke_certificate
from catalog.models import Certificate
from marketplace.admin.deeds import deed_page, needs
from marketplace.admin.office import OfficeAdmin, viewer
from marketplace.clock import today

COLOURS = {"IN_FORCE": "success", "UPCOMING": "info", "EXPIRED": "warning", "REVOKED": "danger"}


@admin.register(Certificate)
class CertificateAdmin(OfficeAdmin):
    """The registry. Certificates are issued from their product's page."""

    place = "product__seller__place"
    folded_search = "product__name"
    list_display = ("number", "product", "shown_stars", "shown_state", "issued_on", "expires_on", "decision", "level")
    list_filter = (CertificateState, Stars, ("level", ChoicesDropdownFilter))
    list_filter_submit = True
    list_select_related = ("product",)
    search_fields = ("number", "decision", "product__name")
    ordering = ("-issued_on", "-pk")
    fields = (
        *("number", "product", "stars", "points", "group", "decision", "level", "issued_by", "issued_on"),
        *("expires_on", "state_name", "revoked_on", "revocation_decision", "revocation_reason", "is_illustrative"),
    )
    readonly_fields = ("state_name",)
    actions_detail = ("revoke",)
    has_revoke_permission = needs("catalog.change_certificate")

    def pointless_deeds(self, row: Certificate) -> set[str]:
        return set() if row.revoked_on is None else {"revoke"}

    @display(description=gettext_lazy("stars"), ordering="stars")
    def shown_stars(self, certificate: Certificate) -> str:
        return "★" * certificate.stars

    @display(description=gettext_lazy("state today"), label=COLOURS)
    def shown_state(self, certificate: Certificate) -> tuple[str, str]:
        state = certificate.status_on(today())
        return state.value, str(state.label)

    @display(description=gettext_lazy("state today"))
    def state_name(self, certificate: Certificate) -> str:
        return str(certificate.status_on(today()).label)

    @action(
        description=gettext_lazy("Revoke"),
        url_path="revoke",
        permissions=["revoke"],
        icon="block",
    )
    def revoke(self, request: HttpRequest, object_id: str) -> HttpResponse:
        certificate = self.row(request, object_id)
        return deed_page(
            self,
            request,
            certificate,
            title=_("Revoke"),
            form_class=RevocationForm,
            do=partial(revoke_certificate, actor=viewer(request), certificate_id=certificate.pk),
            done=_("The certificate is revoked."),
            initial={"revoked_on": today()},
            warning=_("The product loses its stars and the OCOP logo on that day. This cannot be taken back."),
        )
