from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.demo import load as load_module
from catalog.demo import source
from catalog.demo.logins import LOGINS
from catalog.models import Product
from marketplace.commands.places import load_places
from tests.catalog.demo.test_load_demo import bad_copy, one_image_for_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_surroundings(monkeypatch):
    load_places(provinces={"36", "37"})
    monkeypatch.setattr(load_module, "_drawn", one_image_for_all)


def test_progress_and_logins_are_printed():
    printed = StringIO()
    call_command("load_demo", scale=200, stdout=printed)
    assert "Added 80 sellers, 146 products" in printed.getvalue()
    assert "Added 54 made-up products" in printed.getvalue()
    assert all(login.email in printed.getvalue() for login in LOGINS)


def test_bad_row_ends_the_command_with_its_place(tmp_path, monkeypatch):
    data = bad_copy(tmp_path, "Xã Vạn Thắng,13864,4,", "Xã Vạn Thắng,13864,5,")
    monkeypatch.setattr(load_module, "read_source", lambda _data: source.read_source(data))
    with pytest.raises(CommandError, match=r"producers\.csv:2: product_count .* Nothing was loaded"):
        call_command("load_demo", stdout=StringIO())
    assert not Product.objects.exists()
