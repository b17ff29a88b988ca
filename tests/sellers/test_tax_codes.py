"""Tax codes by legal form, and what of them everybody may see."""

import pytest

from marketplace.errors import DomainError
from sellers.models import LegalForm
from sellers.tax_codes import shown_tax_code, tax_code_of

COMPANY, BRANCH, PERSON = "0100233488", "0314409058002", "036185001234"


@pytest.mark.parametrize("form", list(LegalForm))
@pytest.mark.parametrize("typed", [COMPANY, " 01.00-233 488 ", BRANCH, "0314409058-002"])
def test_codes_with_a_check_digit_are_anybody_s(form, typed):
    assert tax_code_of(typed, form) in (COMPANY, BRANCH)


@pytest.mark.parametrize("form", [LegalForm.HOUSEHOLD, LegalForm.FARM])
def test_personal_numbers_are_households(form):
    assert tax_code_of("036 185 001 234", form) == PERSON


@pytest.mark.parametrize("form", [LegalForm.ENTERPRISE, LegalForm.COOPERATIVE, LegalForm.COOPERATIVE_GROUP])
def test_personal_numbers_are_nobody_else_s(form):
    with pytest.raises(DomainError) as refused:
        tax_code_of(PERSON, form)
    assert (refused.value.code, refused.value.field) == ("INVALID", ["taxCode"])


@pytest.mark.parametrize(
    "typed", ["0100233489", "010023348", "01002334880", "0314409058000", "0100000000", "x" * 10, "٠١٢٣٤٥٦٧٨٩٠١"]
)
@pytest.mark.parametrize("form", [LegalForm.ENTERPRISE, LegalForm.HOUSEHOLD])
def test_what_is_no_code_is_refused(typed, form):
    with pytest.raises(DomainError) as refused:
        tax_code_of(typed, form)
    assert refused.value.code == "INVALID"


@pytest.mark.parametrize("typed", ["", " - "])
def test_it_must_be_given(typed):
    with pytest.raises(DomainError) as refused:
        tax_code_of(typed, LegalForm.HOUSEHOLD)
    assert refused.value.code == "REQUIRED"


def test_a_company_s_is_public_and_of_a_person_s_the_end_alone():
    assert (shown_tax_code(COMPANY), shown_tax_code("")) == (COMPANY, "")
    assert shown_tax_code(PERSON) == "••••••••1234"
