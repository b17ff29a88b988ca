from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.certification.recognition import Recognition, recognitions_on
from catalog.certification.validity import last_day_in_force
from catalog.commands.listings import refresh_listings
from catalog.commands.locks import supervised_product
from catalog.models import Certificate, CertificateLevel, Product, ProductGroup, ProductStatus
from catalog.queries import counterparts_in, taxonomy_on
from marketplace.clock import today
from marketplace.commands.audit import record
from marketplace.commands.authority import authorised_officer
from marketplace.commands.outbox import publish
from marketplace.errors import Duplicate, Invalid
from marketplace.events import CertificateIssued
from marketplace.models import User
from marketplace.texts import required_text

FARTHEST_AHEAD = timedelta(days=366)  # a day further off is a slip of the pen
AUDITED = [
    *("product_id", "number", "stars", "points", "decision"),
    *("level", "issued_by", "issued_on", "expires_on", "group_id"),
]


@transaction.atomic
def issue_certificate(
    *,
    actor: User | AnonymousUser,
    product_id: int,
    number: str,
    stars: int,
    decision: str,
    level: CertificateLevel,
    issued_by: str,
    issued_on: date,
    points: Decimal | None = None,
    group_id: int | None = None,
) -> Certificate:
    """Registers the decision that recognised a product, for 36 months from `issued_on`.

    The group is the product's own under the edition of that day; `group_id` is needed only where the editions'
    mapping leaves a choice. Raises Unauthenticated, PermissionDenied, NotFound, Required, Invalid, Duplicate.
    """
    officer = authorised_officer(actor, "catalog.add_certificate")
    _check_recognition(stars=stars, level=level, points=points, issued_on=issued_on)
    fields = {
        "stars": stars,
        "points": points,
        "decision": required_text(decision, field="decision", longest=80),
        "level": level,
        "issued_by": required_text(issued_by, field="issuedBy", longest=150),
        "issued_on": issued_on,
        "expires_on": last_day_in_force(issued_on),
    }
    number = required_text(number, field="number", longest=60)
    product = supervised_product(officer, product_id)
    certificate = _registered(number, fields | {"product": product, "group": _group_of(product, issued_on, group_id)})
    _approve(product)
    _tell(officer, certificate)
    refresh_listings(product_ids=[product.pk])
    return certificate


def _registered(number: str, fields: Mapping[str, object]) -> Certificate:
    # Two officers may enter the same number for two products at once: the constraint decides, not a look before.
    certificate, is_new = Certificate.objects.get_or_create(number=number, defaults=fields)
    if not is_new:
        raise Duplicate(_("There is a certificate with this number already."), field=["number"])
    return certificate


def _approve(product: Product) -> None:
    """Whoever registers what the programme found has seen the product: it needs no other officer to go on sale."""
    if product.approved_at is None and product.status != ProductStatus.TAKEN_DOWN:
        product.approved_at = timezone.now()
        product.save(update_fields=["approved_at"])


def _tell(officer: User, certificate: Certificate) -> None:
    after = {name: getattr(certificate, name) for name in AUDITED}
    record(actor=officer, action="issue_certificate", subject=certificate, after=after)
    publish(
        CertificateIssued(
            product_id=certificate.product_id,
            certificate_id=certificate.pk,
            stars=certificate.stars,
            expires_on=certificate.expires_on,
        )
    )


def _check_recognition(*, stars: int, level: CertificateLevel, points: Decimal | None, issued_on: date) -> None:
    if issued_on > today() + FARTHEST_AHEAD:
        raise Invalid(_("That day is more than a year ahead."), field=["issuedOn"])
    rules = recognitions_on(issued_on)
    if not rules:
        raise Invalid(_("The programme recognised nothing on that day yet."), field=["issuedOn"])
    if stars not in rules:
        raise Invalid(_("Products are recognised with 3, 4 or 5 stars."), field=["stars"])
    rule = rules[stars]
    if level != rule.level:
        raise Invalid(
            _("By decision %(decision)s, %(stars)d stars of that day are given by: %(level)s.")
            % {"decision": rule.decision, "stars": stars, "level": rule.level.label},
            field=["level"],
        )
    if points is not None:
        _check_points(points, rule)


def _check_points(points: Decimal, rule: Recognition) -> None:
    """Points alone do not make the stars (each has must-haves too), but with fewer there are none."""
    if not points.is_finite() or not 0 <= points <= 100 or points != points.quantize(Decimal("0.1")):
        raise Invalid(_("Points go from 0 to 100, with one decimal at most."), field=["points"])
    if points < rule.least_points:
        raise Invalid(
            _("%(stars)d stars need at least %(points)d points.")
            % {"stars": rule.stars, "points": rule.least_points},
            field=["points"],
        )


def _group_of(product: Product, day: date, group_id: int | None) -> ProductGroup:
    taxonomy = taxonomy_on(day)
    if group_id is not None:
        group = ProductGroup.objects.filter(pk=group_id, taxonomy=taxonomy).first()
        if group is None:
            raise Invalid(_("This group is not of the edition of that day."), field=["group"])
        return group
    candidates = counterparts_in(taxonomy, product.group)
    if len(candidates) != 1:
        raise Invalid(
            _("Which group of edition %(edition)s? There is not exactly one for this product's.")
            % {"edition": taxonomy.decision},
            field=["group"],
        )
    return candidates[0]
