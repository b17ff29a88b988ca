"""Tax codes as the law has them, and who may be shown which.

Enterprises, co-operatives and groups have a code of 10 digits with a check digit, their branches three digits more.
Since 2025-07-01 a household's code is the personal number of 12 digits of its head (Circular 86/2024/TT-BTC, articles
5 and 38); older ones of 10 digits are still on their papers, so both are taken. See docs/decisions.
"""

import re

from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError
from stdnum.vn import mst

from marketplace.errors import Invalid, Required
from sellers.models import LegalForm

HOUSEHOLDS = frozenset({LegalForm.HOUSEHOLD, LegalForm.FARM})
# Province or country of birth (001 to 096 at home, Circular 59/2021/TT-BCA), century and sex, year, six digits.
_PERSONAL_NUMBER = re.compile(r"[0-9]{12}")
_SEPARATORS = str.maketrans("", "", " .-")


def tax_code_of(text: str, legal_form: str, *, field: str = "taxCode") -> str:
    """In digits alone. Raises Required, or Invalid for what no such producer can have."""
    digits = text.translate(_SEPARATORS)
    if not digits:
        raise Required(field=[field])
    if legal_form in HOUSEHOLDS and is_personal_number(digits):
        return digits
    try:
        return mst.validate(digits)
    except ValidationError as error:
        raise Invalid(_refusal(legal_form), field=[field]) from error


def is_personal_number(tax_code: str) -> bool:
    return _PERSONAL_NUMBER.fullmatch(tax_code) is not None


def shown_tax_code(tax_code: str) -> str:
    """As everybody may see it: a company's whole, of a person's number the end alone (Law 91/2025/QH15)."""
    return f"••••••••{tax_code[-4:]}" if is_personal_number(tax_code) else tax_code


def _refusal(legal_form: str) -> str:
    if legal_form in HOUSEHOLDS:
        return _("This is no tax code: it has 10 or 13 digits, or is the personal number of 12 digits.")
    return _("This is no tax code: it has 10 or 13 digits, the tenth of which checks the others.")
