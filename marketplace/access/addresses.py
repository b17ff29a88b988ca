"""Where a request came from: the nearest address that no proxy of ours has."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address

_MOST_HOPS = 20
_NOBODYS = "192.0.2.0"  # RFC 5737: for documentation
_IPV6_HOUSEHOLD = 64  # bits: providers give whole networks of this size away, so a single address says nothing


def client_address(request: HttpRequest) -> str | None:
    """Behind TRUSTED_PROXIES proxies, each of which adds whom it heard to X-Forwarded-For; None: unknown.

    What stands further left in that header was sent by the client, who can write anything there.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if settings.TRUSTED_PROXIES else []
    heard = [*hops[-_MOST_HOPS:], request.META.get("REMOTE_ADDR") or ""]
    known = [parsed(text) for text in heard if text.strip()]
    if not known:
        return None
    found = known[max(0, len(known) - 1 - settings.TRUSTED_PROXIES)]
    return None if found is None else str(found)


def network_of(address: str | None) -> str:
    """What counts as one visitor: an IPv4 address, or the /64 of an IPv6 one. "" for nobody knows whom."""
    found = parsed(address or "")
    if isinstance(found, IPv6Address):
        return str(ip_network(f"{found}/{_IPV6_HOUSEHOLD}", strict=False))
    return "" if found is None else str(found)


def bounds_of(address: str | None) -> tuple[str, str]:
    """The first and the last address of that network; an address that nobody has, when there is no telling."""
    network = ip_network(network_of(address) or _NOBODYS)
    return str(network[0]), str(network[-1])


def parsed(text: str) -> Address | None:
    """Of "192.0.2.1", "192.0.2.1:443", "2001:db8::1" or "[2001:db8::1]:443"."""
    plain = text.strip()
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        address = ip_address(plain.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
