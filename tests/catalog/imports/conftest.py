import pytest

from tests.catalog.factories import group_named, make_member, make_seller


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """Each test keeps its spreadsheets apart."""
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private", "base_url": None},
        },
    }
    return tmp_path / "private"


@pytest.fixture
def seller(db):
    group_named("food-grain")
    return make_seller()


@pytest.fixture
def owner(seller):
    return make_member(seller)
