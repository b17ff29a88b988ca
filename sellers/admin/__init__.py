from sellers.admin import sellers

__all__ = ["sellers"]
