from orders.admin import money

__all__ = ["money"]
