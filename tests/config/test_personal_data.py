"""The table of what is held of a person names every model that holds something; all that it names is there."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from config.personal_data import PERSONAL_DATA, UNTIED
from marketplace.models import User
from marketplace.personal_data import Fate

OF_PEOPLE = {
    "email",
    "phone",
    "full_name",
    "address",
    "holder",
    "recipient",
    "representative",
    "legal_name",
    "contact",
}
TIED = {"marketplace.Session", "marketplace.Notification"}  # by their key: the table has their line


def ours():
    return [model for model in apps.get_models() if not model._meta.proxy and not model._meta.auto_created]


def test_every_key_to_a_user_has_its_line():
    keys = {
        (model._meta.label, field.name)
        for model in ours()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField) and field.related_model is User
    }
    assert len(keys) > 15
    assert keys - {(holding.model, holding.path) for holding in PERSONAL_DATA.holdings} == set()


def test_every_column_that_looks_like_a_persons_is_spoken_of():
    holding = {
        model._meta.label
        for model in ours()
        for field in model._meta.get_fields()
        if field.name in OF_PEOPLE and model is not User
    }
    assert holding == {*UNTIED, *TIED}


@pytest.mark.parametrize("holding", PERSONAL_DATA.holdings, ids=lambda one: f"{one.model}.{one.path}")
@pytest.mark.django_db
def test_each_line_can_be_read(holding):
    rows = holding.rows_of(User(pk=1))
    assert list(rows.values(*holding.fields)) == []
    assert bool(holding.name) == bool(holding.fields)
    assert holding.why
    assert bool(holding.blank) == (holding.fate == Fate.BLANKED)


def test_no_export_hands_out_what_opens_doors():
    secret = {"password", "seed", "digest", "code_digest", "password_stamp", "response", "stored_name"}
    assert {field for holding in PERSONAL_DATA.holdings for field in holding.fields} & secret == set()
    names = [holding.name for holding in PERSONAL_DATA.holdings if holding.name]
    assert len(names) == len(set(names))
