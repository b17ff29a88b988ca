from django.contrib import admin

from marketplace.admin import records, users

admin.site.index_template = "office/index.html"

__all__ = ["records", "users"]
