"""What the deeds of the catalogue's pages ask for: the arguments of their commands."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminDateWidget,
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from catalog.models import CertificateLevel, ProductGroup, Taxonomy
from catalog.queries import unsettled_editions
from marketplace.admin.deeds import DeedForm

STARS = [(3, "★★★"), (4, "★★★★"), (5, "★★★★★")]


class PictureForm(DeedForm):
    file = forms.FileField(
        label=_("picture"), widget=UnfoldAdminFileFieldWidget, help_text=_("JPEG, PNG, WebP or AVIF, 10 MB at most")
    )
    alt = forms.CharField(
        label=_("description for those who cannot see it"), max_length=200, widget=UnfoldAdminTextInputWidget
    )


class CertificateForm(DeedForm):
    number = forms.CharField(label=_("number"), max_length=60, widget=UnfoldAdminTextInputWidget)
    stars = forms.TypedChoiceField(
        label=_("stars"), choices=STARS, coerce=int, widget=UnfoldAdminSelectWidget(choices=STARS)
    )
    points = forms.DecimalField(
        label=_("points"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=4,
        decimal_places=1,
        widget=UnfoldAdminDecimalFieldWidget,
    )
    decision = forms.CharField(label=_("decision"), max_length=80, widget=UnfoldAdminTextInputWidget)
    level = forms.ChoiceField(
        label=_("level"),
        choices=CertificateLevel.choices,
        initial=CertificateLevel.PROVINCE,
        widget=UnfoldAdminSelectWidget(choices=CertificateLevel.choices),
    )
    issued_by = forms.CharField(label=_("issued by"), max_length=150, widget=UnfoldAdminTextInputWidget)
    issued_on = forms.DateField(label=_("issued on"), widget=UnfoldAdminDateWidget)
    group_id = forms.TypedChoiceField(
        label=_("group"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Of the edition in force on that day, where the product's own group leaves a choice"),
        widget=UnfoldAdminSelectWidget,
    )

    def __init__(self, *args: Any, group: ProductGroup, **kwargs: Any) -> None:
        """`group`: the product's own. Nearly always it says by itself what it is called in each edition."""
        super().__init__(*args, **kwargs)
        choices = [(edition.decision, _leaves(edition)) for edition in unsettled_editions(group)]
        if choices:
            self.fields["group_id"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields["group_id"]

    def clean_level(self) -> CertificateLevel:
        return CertificateLevel(self.cleaned_data["level"])


class RevocationForm(DeedForm):
    decision = forms.CharField(label=_("decision of revocation"), max_length=80, widget=UnfoldAdminTextInputWidget)
    reason = forms.CharField(label=_("reason of revocation"), widget=UnfoldAdminTextareaWidget)
    revoked_on = forms.DateField(
        label=_("revoked on"),
        help_text=_("The first day on which it no longer holds"),
        widget=UnfoldAdminDateWidget,
    )


def _leaves(edition: Taxonomy) -> list[tuple[int, str]]:
    groups = ProductGroup.objects.filter(taxonomy=edition, children__isnull=True).order_by("position", "pk")
    return [(group.pk, group.name) for group in groups]
