"""Fixtures for forms: they are opened, filled in and sent with their token, as a browser without scripts does."""

import pytest
from django.test import Client

from tests.storefront.reading import Page


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def fill(client, visit):
    """`fill("/dang-nhap/", {"login": …})`; another address than the form's page is given as `at`."""

    def fill(address, fields, *, at=None, status=302):
        token = visit(address).all("input", name="csrfmiddlewaretoken")[0]["value"]
        answer = client.post(
            at or address, {**fields, "csrfmiddlewaretoken": token}, headers={"Accept-Language": "vi"}
        )
        assert answer.status_code == status, answer.content.decode()[:3000]
        return answer if status == 302 else Page(answer)

    return fill


@pytest.fixture
def inside(client, user):
    client.force_login(user)
    return user
