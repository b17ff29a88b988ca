"""What a carrier calls our communes, from a file: code, district_id, ward_code, ward, district, province."""

import csv
import io
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.errors import Invalid
from marketplace.models import Place, PlaceLevel, PlaceSuccession
from orders.models import Carrier, CarrierPlace

COLUMNS = ("code", "district_id", "ward_code", "ward", "district", "province")


@transaction.atomic
def load_carrier_places(*, carrier: Carrier, text: str) -> int:
    """In the place of what was loaded before; says how many communes the carrier knows then.

    `code`: of the General Statistics Office, of a commune of today or of before 2025-07-01. A commune of today that
    has no line of its own is known by the first of those before it that has one: carriers bring parcels by street and
    name, and their own ward is near enough. Raises Invalid with the line; nothing is changed then.
    """
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
        raise Invalid(_("These columns are missing: %(names)s") % {"names": ", ".join(missing)})
    communes: dict[str, list[int]] = {}
    for code, pk in Place.objects.filter(level=PlaceLevel.COMMUNE).order_by("pk").values_list("code", "pk"):
        communes.setdefault(code, []).append(pk)
    found: dict[int, CarrierPlace] = {}
    for number, row in enumerate(rows, start=2):
        for pk in communes.get((row["code"] or "").strip(), ()):
            found[pk] = _place(carrier, pk, row, number)
    for before, after in PlaceSuccession.objects.order_by("is_partial", "pk").values_list("place", "successor"):
        if before in found and after not in found:
            found[after] = _copy(found[before], after)
    CarrierPlace.objects.filter(carrier=carrier).delete()
    CarrierPlace.objects.bulk_create(found.values(), batch_size=2_000)
    return len(found)


def _place(carrier: Carrier, place_id: int, row: Mapping[str, str], number: int) -> CarrierPlace:
    district = (row["district_id"] or "").strip()
    texts = [(row[name] or "").strip() for name in COLUMNS[2:]]
    is_whole = all(texts) and max(map(len, texts)) <= 100 and len(texts[0]) <= 20
    if not (district.isascii() and district.isdigit() and len(district) <= 9 and is_whole):
        raise Invalid(_("Line %(number)d cannot be read.") % {"number": number})
    ward_code, ward, district_name, province = texts
    return CarrierPlace(
        carrier=carrier,
        place_id=place_id,
        district_id=int(district),
        ward_code=ward_code,
        ward_name=ward,
        district_name=district_name,
        province_name=province,
    )


def _copy(other: CarrierPlace, place_id: int) -> CarrierPlace:
    return CarrierPlace(
        carrier=other.carrier,
        place_id=place_id,
        district_id=other.district_id,
        ward_code=other.ward_code,
        ward_name=other.ward_name,
        district_name=other.district_name,
        province_name=other.province_name,
    )
