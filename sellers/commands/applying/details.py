"""What an applicant tells about the shop, checked and in one spelling."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from marketplace.contacts import email_of, phone_of
from marketplace.errors import Invalid, Required
from marketplace.queries import commune_of_today
from marketplace.texts import optional_paragraphs, optional_text, required_text
from sellers.models import GoodsKind, LegalForm, Seller
from sellers.tax_codes import tax_code_of

# Farming households and small groups need not register (Decree 168/2025/NĐ-CP; Law 17/2023/QH15).
REGISTERED = frozenset({LegalForm.ENTERPRISE, LegalForm.COOPERATIVE, LegalForm.HOUSEHOLD})
REPRESENTED = frozenset({LegalForm.ENTERPRISE, LegalForm.COOPERATIVE, LegalForm.COOPERATIVE_GROUP})
CONTACT = ("phone", "email", "about", "pickup_place_id", "pickup_address")
AUDITED = [
    *("name", "legal_name", "legal_form", "tax_code", "registration_number", "representative", "goods", "place_id"),
    *("address", "pickup_place_id", "pickup_address", "phone", "email", "about"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopDetails:
    """As typed. `place_id` may be an old commune; an empty pick-up is at the shop's own address."""

    name: str
    legal_form: LegalForm
    legal_name: str
    tax_code: str
    place_id: int
    address: str
    phone: str
    goods: Collection[GoodsKind]
    registration_number: str = ""
    representative: str = ""
    pickup_place_id: int | None = None
    pickup_address: str = ""
    email: str = ""
    about: str = ""


def checked(details: ShopDetails) -> dict[str, Any]:
    """Fields of a Seller. Raises Required, Invalid, NotFound or AmbiguousPlace."""
    form = details.legal_form
    return {
        "name": required_text(details.name, field="name", longest=200),
        "legal_form": form,
        "legal_name": required_text(details.legal_name, field="legalName", longest=200),
        "tax_code": tax_code_of(details.tax_code, form),
        "registration_number": _registration_number(details.registration_number, is_required=form in REGISTERED),
        "representative": _representative(details.representative, is_required=form in REPRESENTED),
        "goods": _goods(details.goods),
        "place": commune_of_today(details.place_id, field="place"),
        "address": required_text(details.address, field="address", longest=300),
        **checked_contact({name: getattr(details, name) for name in CONTACT}),
    }


def checked_contact(given: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a Seller, of the CONTACT that is given. Raises Required, Invalid, NotFound or AmbiguousPlace."""
    fields: dict[str, Any] = {}
    for name, value in given.items():
        match name:
            case "phone":
                fields[name] = phone_of(value, field="phone").value
            case "email":
                fields[name] = email_of(value, field="email").value if value.strip() else ""
            case "about":
                fields[name] = optional_paragraphs(value, field="about", longest=5000)
            case "pickup_address":
                fields[name] = optional_text(value, field="pickupAddress", longest=300)
            case "pickup_place_id":
                fields["pickup_place"] = None if value is None else commune_of_today(value, field="pickupPlace")
    return fields


def details_of(seller: Seller) -> dict[str, Any]:
    """What is known already, as arguments of ShopDetails."""
    kept = {name: getattr(seller, name) for name in ShopDetails.__dataclass_fields__}
    return {**kept, "legal_form": LegalForm(seller.legal_form), "goods": [GoodsKind(kind) for kind in seller.goods]}


def audited(seller: Seller) -> dict[str, Any]:
    return {name: getattr(seller, name) for name in AUDITED}


def _registration_number(text: str, *, is_required: bool) -> str:
    number = optional_text(text, field="registrationNumber", longest=30)
    if is_required and not number:
        raise Required(field=["registrationNumber"])
    if number and not any(letter.isdigit() for letter in number):
        raise Invalid(_("This is no registration number."), field=["registrationNumber"])
    return number


def _representative(text: str, *, is_required: bool) -> str:
    name = optional_text(text, field="representative", longest=150)
    if is_required and not name:
        raise Required(_("Enterprises and co-operatives name their legal representative."), field=["representative"])
    return name


def _goods(kinds: Collection[GoodsKind]) -> list[str]:
    """Each once, in the order of the law's groups."""
    if not kinds:
        raise Required(_("Please tell what you sell."), field=["goods"])
    return [kind.value for kind in GoodsKind if kind in kinds]
