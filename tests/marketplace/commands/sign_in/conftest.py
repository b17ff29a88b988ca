from tests.marketplace.people import changes_nothing, user

__all__ = ["changes_nothing", "user"]
