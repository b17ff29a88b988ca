"""Ways of delivery that shops have of their own, and those of the marketplace for all others."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer, signed_in
from marketplace.errors import Duplicate, Invalid, NotFound, Refusals, Required
from marketplace.texts import optional_text, required_text
from orders.carriers.registry import is_connected
from orders.models import Carrier, DeliveryKind, DeliveryMethod, DeliveryRate, Zone
from sellers.commands.locks import check_open, own_seller
from sellers.models import Seller
from sellers.rights import Right

PERMISSION = "orders.change_deliverymethod"
MOST_METHODS = 20  # of a shop that are offered
MOST_MONEY = 1_000_000_000  # đồng
MOST_GRAMS = 1_000_000
MOST_DIVISOR = 100_000
LAST_POSITION = 32_767
_RATE = {"fee": (0, MOST_MONEY), "step_fee": (0, MOST_MONEY), "up_to_grams": (1, MOST_GRAMS)}
_RATE |= {"step_grams": (1, MOST_GRAMS)}
_TOLD = (
    *("kind", "name_vi", "name_en", "free_from", "cod_fee", "volumetric_divisor", "insured_from"),
    *("insurance_basis_points", "carrier", "is_active", "position"),
)


@dataclass(frozen=True, slots=True)
class Rate:
    """Of a zone: `fee` up to a weight, `step_fee` for each begun step beyond. Whole đồng."""

    zone: Zone
    up_to_grams: int
    fee: int
    step_grams: int
    step_fee: int


@dataclass(frozen=True, slots=True)
class Terms:
    """All that is said of a way of delivery. Where it costs nothing by itself (pick-up), `rates` is empty."""

    kind: DeliveryKind
    name_vi: str
    name_en: str = ""
    free_from: int | None = None
    cod_fee: int = 0
    volumetric_divisor: int = 0
    insured_from: int | None = None
    insurance_basis_points: int = 0
    carrier: Carrier = Carrier.MANUAL
    position: int = 0
    rates: Sequence[Rate] = ()


@transaction.atomic
def save_delivery_method(
    *, actor: Actor, seller_id: int | None, method_id: int | None, terms: Terms
) -> DeliveryMethod:
    """Of a shop, for those who look after its page; without one the marketplace's, for officers. All terms anew.

    One that was stopped is offered again. Orders keep the fee that they were placed with.
    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid, Duplicate (a zone twice).
    """
    seller = _owner(actor, seller_id)
    fields = _checked(terms)
    method = DeliveryMethod(seller=seller) if method_id is None else _locked(seller, method_id)
    _check_count(seller, method)
    before = _told(method) if method.pk else {}
    for name, value in fields.items():
        setattr(method, name, value)
    method.is_active = True
    method.save()
    method.rates.all().delete()
    DeliveryRate.objects.bulk_create(DeliveryRate(method=method, **asdict(rate)) for rate in terms.rates)
    _record(actor, "save_delivery_method", method, before)
    return method


@transaction.atomic
def stop_delivery_method(*, actor: Actor, seller_id: int | None, method_id: int) -> DeliveryMethod:
    """Not offered any more. A shop that stops the last of its own has the marketplace's again.

    Raises Unauthenticated, NotFound, PermissionDenied; Invalid for the marketplace's last one, which shops live on.
    """
    seller = _owner(actor, seller_id)
    method = _locked(seller, method_id)
    others = DeliveryMethod.objects.filter(seller=seller, is_active=True).exclude(pk=method.pk)
    if seller is None and not others.exists():
        raise Invalid(_("Shops without their own need one way of delivery at least."), field=["method"])
    before = _told(method)
    method.is_active = False
    method.save(update_fields=["is_active"])
    _record(actor, "stop_delivery_method", method, before)
    return method


def _owner(actor: Actor, seller_id: int | None) -> Seller | None:
    if seller_id is None:
        authorised_officer(actor, PERMISSION)
        return None
    seller = own_seller(actor, seller_id, Right.SHOP)
    check_open(seller)
    return seller


def _locked(seller: Seller | None, method_id: int) -> DeliveryMethod:
    method = DeliveryMethod.objects.select_for_update().filter(seller=seller, pk=method_id).first()
    if method is None:
        raise NotFound(field=["method"])
    return method


def _check_count(seller: Seller | None, method: DeliveryMethod) -> None:
    others = DeliveryMethod.objects.filter(seller=seller, is_active=True).exclude(pk=method.pk)
    if others.count() >= MOST_METHODS:
        message = _("There are %(most)d ways of delivery at most. Please stop one first.")
        raise Invalid(message % {"most": MOST_METHODS}, field=["method"])


def _checked(terms: Terms) -> dict[str, Any]:
    """The fields of the row. Raises all that is wrong together."""
    refusals = Refusals()
    fields: dict[str, Any] = {"kind": terms.kind, "name_vi": "", "name_en": ""}
    with refusals.of_row():
        fields["name_vi"] = required_text(terms.name_vi, field="nameVi", longest=80)
    with refusals.of_row():
        fields["name_en"] = optional_text(terms.name_en, field="nameEn", longest=80) or fields["name_vi"]
    numbers = {
        "free_from": (terms.free_from, MOST_MONEY),
        "cod_fee": (terms.cod_fee, MOST_MONEY),
        "insured_from": (terms.insured_from, MOST_MONEY),
        "insurance_basis_points": (terms.insurance_basis_points, 10_000),
        "volumetric_divisor": (terms.volumetric_divisor, MOST_DIVISOR),
        "position": (terms.position, LAST_POSITION),
    }
    for name, (number, most) in numbers.items():
        with refusals.of_row():
            fields[name] = number if number is None else _within(number, 0, most, [_camel(name)])
    with refusals.of_row():
        if not is_connected(terms.carrier):
            raise Invalid(_("The marketplace has no account with this carrier."), field=["carrier"])
    _check_rates(terms, refusals)
    refusals.tell()
    return fields | {"carrier": terms.carrier}


def _check_rates(terms: Terms, refusals: Refusals) -> None:
    with refusals.of_row():
        if terms.kind == DeliveryKind.PICKUP and terms.rates:
            raise Invalid(_("Picking up costs nothing: leave the fees out."), field=["rates"])
        if terms.kind == DeliveryKind.PICKUP and terms.carrier != Carrier.MANUAL:
            raise Invalid(_("No carrier is needed where the buyer comes."), field=["carrier"])
        if terms.kind == DeliveryKind.DELIVERY and not terms.rates:
            raise Required(_("Please say what it costs, for one zone at least."), field=["rates"])
    zones = set()
    for number, rate in enumerate(terms.rates):
        with refusals.of_row():
            if rate.zone in zones:
                raise Duplicate(_("This zone has a fee already."), field=["rates", str(number), "zone"])
            zones.add(rate.zone)
        for name, (least, most) in _RATE.items():
            with refusals.of_row():
                _within(getattr(rate, name), least, most, ["rates", str(number), _camel(name)])


def _within(number: int, least: int, most: int, field: Sequence[str]) -> int:
    if not least <= number <= most:
        message = _("This is a whole number from %(least)s to %(most)s.")
        raise Invalid(message % {"least": least, "most": f"{most:,}"}, field=field)
    return number


def _record(actor: Actor, action: str, method: DeliveryMethod, before: Mapping[str, Any]) -> None:
    """In the trail of the shop; the marketplace's is nobody's but its own."""
    subject = method.seller or method
    record(actor=signed_in(actor), action=action, subject=subject, before=before, after=_told(method))


def _told(method: DeliveryMethod) -> dict[str, Any]:
    told = {f"{method.pk}.{name}": getattr(method, name) for name in _TOLD}
    for rate in DeliveryRate.objects.filter(method=method).order_by("pk"):
        told[f"{method.pk}.{rate.zone}"] = [rate.up_to_grams, rate.fee, rate.step_grams, rate.step_fee]
    return told


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
