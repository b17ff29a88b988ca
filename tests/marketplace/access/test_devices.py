import pytest
from django.test import RequestFactory

from marketplace.access.devices import Device, device_of, label_of

ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        (ANDROID, "Chrome · Android"),
        (IPHONE, "Safari · iPhone"),
        (EDGE, "Edge · Windows"),
        ("okhttp/4.12.0", "okhttp"),
        ("curl/8.5.0", "curl"),
        ("", ""),
        ("<script>", ""),
    ],
)
def test_a_device_is_named_after_its_program_and_system(user_agent, label):
    assert label_of(user_agent) == label


def test_an_app_may_name_it_in_its_owners_words():
    request = RequestFactory().get("/", headers={"User-Agent": ANDROID}, REMOTE_ADDR="192.0.2.7")
    assert device_of(request, "  Máy\u0000 của\n Lan\u202e ") == Device("Máy của Lan", "192.0.2.7")
    assert device_of(request, "x" * 500).label == "x" * 80
    assert device_of(request, " ").label == "Chrome · Android"
    assert device_of(None) == Device()
