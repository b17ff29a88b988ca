"""Which addresses each platform has, and how its player is put into a page, where the platform lets one."""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

from livestreams.models import Platform
from marketplace.errors import Invalid

LONGEST = 300
HOSTS: Mapping[str, frozenset[str]] = {
    Platform.FACEBOOK: frozenset({"facebook.com", "www.facebook.com", "m.facebook.com", "fb.watch"}),
    Platform.TIKTOK: frozenset({"tiktok.com", "www.tiktok.com", "vt.tiktok.com", "vm.tiktok.com"}),
    Platform.YOUTUBE: frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"}),
    Platform.ZALO: frozenset({"zalo.me", "oa.zalo.me", "video.zalo.me"}),
}
_YOUTUBE = re.compile(r"(?:^|/)(?:watch\?(?:.*&)?v=|live/|embed/|shorts/)?([A-Za-z0-9_-]{11})(?:$|[?&#/])")


def checked_url(platform: str, url: str, *, field: str = "url") -> str:
    """Raises Invalid for what is no https address of that platform; of one's own page any https address will do."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        is_plain = parts.port is None and parts.username is None
    except ValueError as error:
        raise Invalid(field=[field]) from error
    host = (parts.hostname or "").lower()
    is_shown = len(url) <= LONGEST and url.isascii() and url.isprintable() and " " not in url
    if parts.scheme != "https" or not is_plain or not is_shown or "." not in host:
        raise Invalid(_("An address begins with https:// and has at most 300 characters."), field=[field])
    known = HOSTS.get(platform)
    if known is not None and (host not in known or parts.path in ("", "/")):
        message = _("That is no address of a livestream on %(platform)s.")
        raise Invalid(message % {"platform": Platform(platform).label}, field=[field])
    return url


def embed_url(platform: str, url: str) -> str | None:
    """The player's address. TikTok and Zalo let no other page show a livestream; one's own page is a page."""
    if platform == Platform.YOUTUBE:
        parts = urlsplit(url)
        found = _YOUTUBE.search(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        return f"https://www.youtube-nocookie.com/embed/{found[1]}" if found else None
    if platform == Platform.FACEBOOK:
        return f"https://www.facebook.com/plugins/video.php?href={quote(url, safe='')}"
    return None
