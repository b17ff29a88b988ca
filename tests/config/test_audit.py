"""The audit trail's tables: every command has a name for people, and whatever hangs on a seller is the seller's."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from config.audit import ACTIONS, OWNERS
from marketplace.audit_scopes import way_to_owner

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("marketplace", "sellers", "catalog", "livestreams", "orders", "search", "promotion")
ACTION = re.compile(r"""\baction="([a-z_]+)\"""")

WAYS = {
    "sellers.seller": "",
    "sellers.member": "seller",
    "sellers.invitation": "seller",
    "sellers.paper": "seller",
    "sellers.application": "seller",
    "sellers.payoutaccount": "seller",
    "catalog.product": "seller",
    "catalog.variant": "seller",
    "catalog.certificate": "product.seller",
    "catalog.media": "product.seller",
    "catalog.importjob": "seller",
    "catalog.stockitem": "variant.seller",
    "marketplace.user": "",
    "marketplace.session": "user",
    "marketplace.post": "officer",
}


def actions_in_the_source():
    found = set()
    for room in ROOMS:
        for path in (ROOT / room / "commands").rglob("*.py"):
            found |= set(ACTION.findall(path.read_text()))
    return found


def test_every_action_of_the_source_has_a_name_for_people():
    found = actions_in_the_source()
    assert len(found) >= 12
    assert found - set(ACTIONS) == set()


@pytest.mark.parametrize("label", WAYS)
def test_the_way_from_a_thing_to_its_owner(label):
    assert ".".join(way_to_owner(apps.get_model(label)).path) == WAYS[label]


def test_an_owner_is_a_model_and_its_place_an_attribute_of_it():
    for label, place in OWNERS.items():
        assert place is None or hasattr(apps.get_model(label), place)
