"""VietQR payloads against the one that was made by hand (docs/payments.md), and the checksum's published check."""

import re

import pytest

from orders.vietqr import checksum, payload

BY_HAND = (
    "00020101021238540010A00000072701240006970436011012345678900208QRIBFTTA530370454062850005802VN62170813OCOP"
    " DH0001236304DFDE"
)


def test_the_checksum_is_the_one_of_the_standard():
    assert checksum("123456789") == 0x29B1


def test_a_code_that_was_made_by_hand():
    said = payload(bank_bin="970436", account="1234567890", amount=285_000, purpose="OCOP DH000123")
    assert said == BY_HAND


@pytest.mark.parametrize(("amount", "purpose"), [(0, "OCOP1"), (-5, "OCOP1"), (5, ""), (5, "x" * 20), (5, "mắm")])
def test_what_no_bank_would_read_is_refused(amount, purpose):
    with pytest.raises(ValueError, match=re.escape(repr(purpose))):
        payload(bank_bin="970436", account="1234567890", amount=amount, purpose=purpose)
