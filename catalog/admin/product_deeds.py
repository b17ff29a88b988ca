from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from catalog.admin.forms import CertificateForm, PictureForm
from catalog.commands.add_product_media import add_product_media
from catalog.commands.issue_certificate import issue_certificate
from catalog.commands.moderate_product import restore_product, return_product, take_down_product
from catalog.commands.pause_product import pause_product
from catalog.commands.publish_product import publish_product
from catalog.commands.statuses import STEPS
from catalog.models import Product
from marketplace.admin.deeds import ConfirmForm, ReasonForm, deed_page, needs
from marketplace.admin.office import OfficeAdmin, viewer

# The deed's name, and that of its step in a product's life.
MOVES = {
    "publish": "publish",
    "pause": "pause",
    "give_back": "return",
    "take_down": "take_down",
    "restore": "restore",
}


class ProductDeeds(OfficeAdmin):
    """What officers do with a product."""

    actions_detail = (*MOVES, "certify", "add_picture")
    has_move_permission = needs("catalog.change_product")
    has_certify_permission = needs("catalog.add_certificate")
    has_illustrate_permission = needs("catalog.add_media")

    def pointless_deeds(self, row: Product) -> set[str]:
        return {deed for deed, step in MOVES.items() if row.status not in STEPS[step].before}

    @action(description=gettext_lazy("Publish"), url_path="publish", permissions=["move"], icon="check")
    def publish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        product = self.row(request, object_id)
        do = partial(publish_product, actor=viewer(request), product_id=product.pk)
        return deed_page(
            self, request, product, title=_("Publish"), form_class=ConfirmForm, do=do, done=_("It is on sale.")
        )

    @action(description=gettext_lazy("Pause"), url_path="pause", permissions=["move"], icon="pause")
    def pause(self, request: HttpRequest, object_id: str) -> HttpResponse:
        product = self.row(request, object_id)
        do = partial(pause_product, actor=viewer(request), product_id=product.pk)
        return deed_page(
            self, request, product, title=_("Pause"), form_class=ConfirmForm, do=do, done=_("It is off the shelves.")
        )

    @action(
        description=gettext_lazy("Issue a certificate"),
        url_path="certify",
        permissions=["certify"],
        icon="workspace_premium",
    )
    def certify(self, request: HttpRequest, object_id: str) -> HttpResponse:
        product = self.row(request, object_id)
        do = partial(issue_certificate, actor=viewer(request), product_id=product.pk)
        form_class = partial(CertificateForm, group=product.group)
        title = _("Issue a certificate")
        done = _("The certificate is registered.")
        return deed_page(self, request, product, title=title, form_class=form_class, do=do, done=done)

    @action(
        description=gettext_lazy("Add a picture"),
        url_path="picture",
        permissions=["illustrate"],
        icon="add_photo_alternate",
    )
    def add_picture(self, request: HttpRequest, object_id: str) -> HttpResponse:
        product = self.row(request, object_id)

        def do(*, file: Any, alt: str) -> object:
            return add_product_media(actor=viewer(request), product_id=product.pk, content=file, alt=alt)

        title, done = _("Add a picture"), _("The picture is there.")
        return deed_page(self, request, product, title=title, form_class=PictureForm, do=do, done=done)

    @action(description=gettext_lazy("Give back"), url_path="give-back", permissions=["move"], icon="undo")
    def give_back(self, request: HttpRequest, object_id: str) -> HttpResponse:
        product = self.row(request, object_id)
        do = partial(return_product, actor=viewer(request), product_id=product.pk)
        title, done = _("Give back"), _("It is with its seller again.")
        return deed_page(self, request, product, title=title, form_class=ReasonForm, do=do, done=done)

    @action(description=gettext_lazy("Take down"), url_path="take-down", permissions=["move"], icon="block")
    def take_down(self, request: HttpRequest, object_id: str) -> HttpResponse:
        product = self.row(request, object_id)
        do = partial(take_down_product, actor=viewer(request), product_id=product.pk)
        warning = _("Its seller cannot put it on sale again: only an officer can.")
        title, done = _("Take down"), _("It is taken down.")
        return deed_page(
            self, request, product, title=title, form_class=ReasonForm, do=do, done=done, warning=warning
        )

    @action(
        description=gettext_lazy("Lift the take-down"),
        url_path="restore",
        permissions=["move"],
        icon="restart_alt",
    )
    def restore(self, request: HttpRequest, object_id: str) -> HttpResponse:
        product = self.row(request, object_id)
        do = partial(restore_product, actor=viewer(request), product_id=product.pk)
        title, done = _("Lift the take-down"), _("It is a draft again.")
        return deed_page(self, request, product, title=title, form_class=ConfirmForm, do=do, done=done)
