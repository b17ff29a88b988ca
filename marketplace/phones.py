"""Phone numbers as people write them, and as we store them: E.164."""

import phonenumbers

HOME = "VN"


def e164(text: str) -> str | None:
    """ "0912 345 678", "84912345678" and "+84 912 345 678" are "+84912345678". None: no phone number."""
    digits = text.strip()
    if digits.startswith("84"):
        digits = f"+{digits}"  # no Vietnamese number begins with 84 once its country code is left out
    try:
        number = phonenumbers.parse(digits, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
