import pytest

from marketplace.contacts import Contact, ContactKind, contact_of, masked
from marketplace.errors import Invalid, Required


def test_contacts_are_read_as_people_write_them():
    assert contact_of(" Lan@Example.COM ", field="to") == Contact(ContactKind.EMAIL, "lan@example.com")
    assert contact_of("0912 345 678", field="to") == Contact(ContactKind.PHONE, "+84912345678")


@pytest.mark.parametrize(("text", "error"), [("", Required), (" ", Required), ("x", Invalid), ("lan@", Invalid)])
def test_what_is_none_is_refused_with_its_field(text, error):
    with pytest.raises(error) as refused:
        contact_of(text, field="to")
    assert refused.value.field == ["to"]


def test_masked_contacts_are_known_to_their_owners_alone():
    assert masked("lan@example.com") == "l***@example.com"
    assert masked("+84912345678") == "+84***678"
