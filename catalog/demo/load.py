"""Loads the demo catalogue: all of it, or nothing. What is already there is left as it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from PIL import Image as Picture

from catalog.commands.listings import refresh_listings
from catalog.commands.taxonomies import load_taxonomies
from catalog.demo import source
from catalog.demo.certificates import PlannedCertificate, check_cohort, planned_certificates
from catalog.demo.logins import LOGINS
from catalog.demo.pictures.draw import Subject, draw_all
from catalog.demo.products import add_products
from catalog.demo.sellers import add_sellers
from catalog.demo.source import SourceProduct, read_source
from catalog.demo.texts.compose import district_name
from catalog.models import Certificate, Product, ProductGroup
from marketplace.clock import today
from marketplace.commands.images import store_drawn_images
from marketplace.commands.officers import ensure_officers
from marketplace.commands.places import load_places
from marketplace.models import Image, OfficeLevel, Place, PlaceLevel, Post, User
from marketplace.queries import place_by_code
from sellers.models import Member, Seller

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class LoadedDemo:
    """What this run added; all zero when everything was there already."""

    sellers: int
    products: int
    certificates: int
    product_ids: tuple[int, ...]  # new, or with a new certificate: what shoppers see of these has changed


def load_demo(*, data: Path = source.DATA, tell: Tell = lambda line: None, now: datetime | None = None) -> LoadedDemo:
    """Adds whatever is missing, places and groups included. Raises BadRow, and then adds nothing."""
    tell("Reading the tables")
    products = read_source(data)
    check_cohort(products)
    with transaction.atomic():
        if not Place.objects.exists():
            tell("Loading the country's places")
            load_places()
        load_taxonomies()
        loaded = _add_catalogue(products, now or timezone.now(), tell)
        _add_logins()
        return loaded


def _add_catalogue(products: Sequence[SourceProduct], now: datetime, tell: Tell) -> LoadedDemo:
    known = set(Product.objects.values_list("slug", flat=True))
    missing = [product for product in products if product.slug not in known]
    sellers, sellers_added = add_sellers(products)
    if missing:
        tell(f"Drawing {len(missing)} pictures")
    images = _drawn(missing)
    if missing:
        tell(f"Adding {len(missing)} products")
    added = add_products(missing, images, sellers, now)
    certificates = _add_certificates(planned_certificates(products, today(now)))
    touched = {product.pk for product in added} | {certificate.product_id for certificate in certificates}
    refresh_listings(product_ids=touched, day=today(now))
    return LoadedDemo(sellers_added, len(added), len(certificates), tuple(sorted(touched)))


def _drawn(products: Sequence[SourceProduct]) -> list[Image]:
    return store_drawn_images(_pictures(products))


def _pictures(products: Sequence[SourceProduct]) -> Iterator[Picture.Image]:
    yield from draw_all([subject_of(product) for product in products])


def subject_of(product: SourceProduct) -> Subject:
    district = district_name(product.district)
    return Subject(
        name=product.name,
        origin="Thành phố Nam Định" if district == "Nam Định" else f"{district} · Nam Định",
        vessel=product.kind.vessel,
        motif=product.kind.motif,
        scheme=product.kind.scheme,
    )


def _add_certificates(plan: dict[str, list[PlannedCertificate]]) -> list[Certificate]:
    """Only those whose number is not there yet, so that a load on a later day adds the renewals since."""
    known = set(Certificate.objects.filter(is_illustrative=True).values_list("number", flat=True))
    products = {product.slug: product for product in Product.objects.filter(slug__in=plan).select_related("group")}
    groups = {(group.taxonomy.code, group.code): group for group in ProductGroup.objects.select_related("taxonomy")}
    rows = [
        _certificate(products[slug], planned, groups)
        for slug, chain in plan.items()
        for planned in chain
        if planned.number not in known
    ]
    return Certificate.objects.bulk_create(rows)


def _certificate(
    product: Product, planned: PlannedCertificate, groups: dict[tuple[str, str], ProductGroup]
) -> Certificate:
    return Certificate(
        product=product,
        number=planned.number,
        stars=planned.stars,
        decision=planned.decision,
        level=planned.level,
        issued_by=planned.issued_by,
        issued_on=planned.issued_on,
        expires_on=planned.expires_on,
        # the demo's product sets have the same code in both editions
        group=groups[planned.taxonomy, product.group.code],
        revoked_on=planned.revoked_on,
        revocation_decision=planned.revocation_decision,
        revocation_reason=planned.revocation_reason,
        is_illustrative=True,
    )


def _add_logins() -> None:
    officers = ensure_officers()
    for login in LOGINS:
        user = User.objects.filter(email=login.email).first() or User.objects.create_user(
            login.email,
            login.password,
            full_name=login.full_name,
            is_staff=login.is_superuser or bool(login.province),
            is_superuser=login.is_superuser,
        )
        if login.province:
            user.groups.add(officers)
            province = place_by_code(login.province, level=PlaceLevel.PROVINCE)
            Post.objects.get_or_create(
                officer=user, place=province, ended_at=None, defaults={"level": OfficeLevel.PROVINCE}
            )
        if login.shop:
            shop = Seller.objects.get(slug=login.shop)
            Member.objects.get_or_create(seller=shop, user=user, defaults={"role": login.shop_role})
