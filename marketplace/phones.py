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


def national(number: str) -> str:
    """ "0912345678" of "+84912345678"; as it is where it is not Vietnam's."""
    return f"0{number.removeprefix('+84')}" if number.startswith("+84") else number
