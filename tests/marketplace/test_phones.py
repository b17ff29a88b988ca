import pytest

from marketplace.phones import e164


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "84912345678",
        "+84912345678",
        " +84 (0)912-345-678",
        "0084912345678",
    ],
)
def test_every_spelling_becomes_e164(text):
    assert e164(text) == "+84912345678"


def test_landlines_and_foreign_numbers_count_too():
    assert e164("0228 3849 123") == "+842283849123"
    assert e164("+1 650 253 0000") == "+16502530000"


@pytest.mark.parametrize("text", ["", "abc", "12", "0012345678", "09123456789", "+84", "912345678 OR 1=1", "0\0"])
def test_what_is_no_number_is_none(text):
    assert e164(text) is None
