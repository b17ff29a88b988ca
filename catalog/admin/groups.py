from django.contrib import admin

from catalog.models import ProductGroup, Taxonomy
from marketplace.admin.office import OfficeAdmin


@admin.register(Taxonomy)
class TaxonomyAdmin(OfficeAdmin):
    """Editions are loaded from data files by `load_taxonomies`, with the decisions that made them."""

    list_display = ("decision", "code", "valid_from", "valid_to")
    ordering = ("-valid_from",)


@admin.register(ProductGroup)
class ProductGroupAdmin(OfficeAdmin):
    list_display = ("name_vi", "name_en", "parent", "taxonomy", "is_alcohol", "is_service")
    list_filter = ("taxonomy", "is_alcohol", "is_service")
    list_select_related = ("taxonomy", "parent")
    folded_search = "name_vi"
    search_fields = ("name_vi", "name_en", "code")
    ordering = ("-taxonomy__valid_from", "position", "pk")
