import re

from sellers.banks import banks

OF_THE_DOMAIN = {
    "Vietcombank": "970436",
    "VietinBank": "970415",
    "BIDV": "970418",
    "Agribank": "970405",
    "MB": "970422",
    "Techcombank": "970407",
    "ACB": "970416",
    "VPBank": "970432",
}


def test_the_large_banks_have_their_numbers():
    assert {bank.short_name: bank.bin for bank in banks().values()}.items() >= OF_THE_DOMAIN.items()


def test_every_bank_has_a_number_and_names_of_its_own():
    found = list(banks().values())
    assert all(re.fullmatch("[0-9]{6}", bank.bin) and bank.name for bank in found)
    for column in ("code", "short_name", "name"):
        assert len({getattr(bank, column) for bank in found}) == len(found) > 40
