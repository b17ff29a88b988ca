"""What a request tells of the device that sent it: enough for its owner to know it again in a list."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

from marketplace.access.addresses import client_address

LONGEST_LABEL = 80

# The first that fits: browsers name others to look like them.
_PROGRAMS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "coc_coc_browser": "Cốc Cốc",
    "SamsungBrowser": "Samsung Internet",
    "Zalo": "Zalo",
    "FBAN": "Facebook",
    "FBAV": "Facebook",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}
_PRODUCT = re.compile(r"[A-Za-z][\w.-]{0,30}")  # okhttp/4.12, curl/8.5


@dataclass(frozen=True, slots=True)
class Device:
    """Who is at the other end. `address` is None where there is no telling, `label` "" likewise."""

    label: str = ""
    address: str | None = None


def device_of(request: HttpRequest | None, name: str | None = None) -> Device:
    """`name`: what the app calls it; else the label is made of the User-Agent."""
    if request is None:
        return Device(_cleaned(name or ""))
    label = _cleaned(name or "") or label_of(request.META.get("HTTP_USER_AGENT", ""))
    return Device(label, client_address(request))


def label_of(user_agent: str) -> str:
    """ "Chrome · Android"; the program's own name where it is no browser; "" of nothing."""
    program = next((name for sign, name in _PROGRAMS.items() if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS.items() if sign in user_agent), "")
    if program:
        return f"{program} · {system}" if system else program
    product = _PRODUCT.match(user_agent)
    return product.group() if product else system


def _cleaned(name: str) -> str:
    shown = "".join(letter for letter in name if letter.isprintable())
    return " ".join(shown.split())[:LONGEST_LABEL]
