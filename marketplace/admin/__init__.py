from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from marketplace.admin import records, reference, users

admin.site.index_title = _("Overview")
admin.site.index_template = "office/index.html"

__all__ = ["records", "reference", "users"]
