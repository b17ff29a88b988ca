"""What the office looks up: places, and pictures."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from marketplace.admin.office import OfficeAdmin
from marketplace.images.links import image_url
from marketplace.models import Image, Place


@admin.register(Place)
class PlaceAdmin(OfficeAdmin):
    list_display = ("__str__", "level", "code", "parent", "valid_from", "valid_to")
    list_filter = ("level",)
    list_select_related = ("parent",)
    folded_search = "name"
    search_fields = ("name", "code")
    ordering = ("level", "code", "pk")


@admin.register(Image)
class ImageAdmin(OfficeAdmin):
    list_display = ("digest", "width", "height", "byte_count", "created_at")
    search_fields = ("digest",)
    ordering = ("-pk",)
    fields = ("picture", "digest", "width", "height", "byte_count", "renditions", "created_at")
    readonly_fields = ("picture",)

    @display(description=gettext_lazy("picture"))
    def picture(self, image: Image) -> SafeString:
        return format_html('<img src="{}" alt="" width="320">', image_url(image.digest, image.renditions, width=320))
