import pytest
from django.contrib.auth.models import Group, Permission

from config.permissions import OFFICERS as GRANTED
from marketplace.commands.officers import OFFICERS, ensure_officers

pytestmark = pytest.mark.django_db


def test_the_group_has_every_permission_that_is_named():
    wanted = {(app, f"{deed}_{model}") for (app, model), deeds in GRANTED.items() for deed in deeds}
    granted = ensure_officers().permissions.values_list("content_type__app_label", "codename")
    assert set(granted) == wanted


def test_a_second_call_makes_nothing_and_keeps_what_was_granted_since():
    extra = Permission.objects.get(codename="delete_media")
    ensure_officers().permissions.add(extra)
    again = ensure_officers()
    assert Group.objects.get(name=OFFICERS) == again
    assert extra in again.permissions.all()
