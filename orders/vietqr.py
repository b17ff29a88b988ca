"""The QR code that every bank's app in Vietnam pays by (VietQR of NAPAS, after EMVCo's merchant-presented mode)."""

_NAPAS, _TO_ACCOUNT, _DYNAMIC, _VND = "A000000727", "QRIBFTTA", "12", "704"


def payload(*, bank_bin: str, account: str, amount: int, purpose: str) -> str:
    """`amount` in whole đồng; `purpose` without accents, at most 19 characters. Raises ValueError for others."""
    if not (purpose.isascii() and 0 < len(purpose) <= 19 and amount > 0):
        raise ValueError(purpose, amount)
    receiver = _field("00", _NAPAS) + _field("01", _field("00", bank_bin) + _field("01", account))
    receiver += _field("02", _TO_ACCOUNT)
    said = _field("00", "01") + _field("01", _DYNAMIC) + _field("38", receiver) + _field("53", _VND)
    said += _field("54", str(amount)) + _field("58", "VN") + _field("62", _field("08", purpose)) + "6304"
    return said + f"{checksum(said):04X}"


def checksum(text: str) -> int:
    """CRC-16 with the polynomial 1021, beginning with FFFF."""
    crc = 0xFFFF
    for byte in text.encode():
        crc ^= byte << 8
        for _bit in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"
