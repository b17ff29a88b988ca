import pytest

from marketplace.audit_masks import masked_fields


@pytest.mark.parametrize(
    "name", ["password", "new_password", "refresh_token", "secret", "seed", "code_digest", "password_hash", "pin"]
)
def test_secrets_and_hashes_are_hidden_by_their_names(name):
    assert masked_fields({name: "xyz"}) == {name: "•••"}


@pytest.mark.parametrize(
    "value",
    [
        "argon2$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA",
        "pbkdf2_sha256$1$a$b",
        "eyJhbGciOiJIUzI1NiJ9.eyJzIjoxfQ.c2ln",
    ],
)
def test_what_looks_like_one_is_hidden_whatever_its_name(value):
    assert masked_fields({"note": value, "notes": [value]}) == {"note": "•••", "notes": ["•••"]}


def test_account_numbers_show_their_last_digits():
    told = masked_fields({"bank_bin": "970436", "number": "0071001234567", "holder": "LAN"})
    assert told == {"bank_bin": "970436", "number": "•••4567", "holder": "LAN"}
    assert masked_fields({"account_number": 71001234567}) == {"account_number": "•••4567"}
    assert masked_fields({"bank_bin": "970436", "number": "•••4567"})["number"] == "•••4567"


def test_they_are_found_at_every_depth():
    assert masked_fields({"payout": {"bank_bin": "9", "number": "123456"}, "users": [{"password": "x"}]}) == {
        "payout": {"bank_bin": "9", "number": "•••3456"},
        "users": [{"password": "•••"}],
    }


def test_everything_else_is_kept():
    fields = {"number": "MH-36-1", "price": 5, "is_active": True, "password": None, "image": "a" * 64, "pins": "x"}
    assert masked_fields(fields) == fields
