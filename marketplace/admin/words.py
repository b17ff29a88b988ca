"""What Unfold and Django's own pages say and bring no Vietnamese for. Named here, our translations hold it."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

LISTS = (
    *(_("Type to search"), _("Select value"), _("Value"), _("Expand row"), _("More actions"), _("Select record")),
    *(_("Apply Filters"), _("Reset filters"), _("Select all rows"), _("No data"), _("True"), _("False")),
    *(_("No results found"), _("This page yielded into no results. Create a new item or reset your filters.")),
    *(_("Previous"), _("Next"), _("Select action"), _("Select action to run")),
)
FORMS = (
    *(_("Date"), _("Choose file to upload"), _("Click to download"), _("Image preview"), _("Record picture")),
    *(_("Toggle password visibility"), _("View selected %(model)s"), _("Cancel"), _("Submit"), _("General")),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below."),
)
AROUND = (
    *(_("Light"), _("Dark"), _("System"), _("Go back"), _("Return to site"), _("Welcome back to")),
    *(_("Breadcrumbs"), _("Skip to main content"), _("Sidebar"), _("Toggle navigation"), _("All applications")),
    _("You have been successfully logged out from the administration"),
)
PASSWORDS = (
    *(_("Set password"), _("Set password: %s"), _("Reset password"), _("Error:")),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
)
