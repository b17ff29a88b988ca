import pytest
from django.test import RequestFactory

from marketplace.access.addresses import client_address, network_of


@pytest.mark.parametrize(
    ("proxies", "forwarded", "heard", "address"),
    [
        (0, None, "203.0.113.9", "203.0.113.9"),
        (0, "198.51.100.1", "203.0.113.9", "203.0.113.9"),  # anybody can write the header
        (1, "198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 172.18.0.1", "172.18.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "172.18.0.2", "198.51.100.1"),
        (1, "6.6.6.6, nonsense", "127.0.0.1", None),
        (1, "[2001:db8::1]:4711", "127.0.0.1", "2001:db8::1"),
        (0, None, "203.0.113.9:4711", "203.0.113.9"),
        (0, None, "::ffff:203.0.113.9", "203.0.113.9"),
        (0, None, "", None),
        (0, None, "a socket", None),
    ],
)
def test_the_visitor_is_whom_the_outermost_proxy_of_ours_heard(settings, proxies, forwarded, heard, address):
    settings.TRUSTED_PROXIES = proxies
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    assert client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=heard)) == address


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        (None, ""),
    ],
)
def test_a_household_with_ipv6_counts_as_one(address, network):
    assert network_of(address) == network
