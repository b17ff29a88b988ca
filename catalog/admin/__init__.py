from catalog.admin import certificates, groups, products

__all__ = ["certificates", "groups", "products"]
