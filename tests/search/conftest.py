from tests.shop import demo_shop, searched_shop

__all__ = ["demo_shop", "searched_shop"]
