"""What a real shop's settings say of cookies: over HTTPS alone, out of reach for scripts and for other sites."""

import json
import os
import subprocess
import sys

import pytest

NAMES = ["SESSION_COOKIE", "CSRF_COOKIE"]
ASK = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if "COOKIE" in name}))
"""


@pytest.fixture(scope="module")
def cookies():
    given = {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "shop.example",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
    }
    done = subprocess.run([sys.executable, "-c", ASK], env={**os.environ, **given}, capture_output=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", NAMES)
def test_cookies_go_over_https_to_this_host_alone(cookies, name):
    assert cookies[f"{name}_SECURE"] is True
    assert cookies[f"{name}_SAMESITE"] == "Lax"
    assert cookies[f"{name}_NAME"].startswith("__Host-")  # browsers want no domain and the whole path for such a name
    assert (cookies[f"{name}_DOMAIN"], cookies[f"{name}_PATH"]) == (None, "/")


def test_no_script_reads_who_is_signed_in(cookies):
    assert cookies["SESSION_COOKIE_HTTPONLY"] is True
