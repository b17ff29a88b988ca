"""The smallest shop in which a product can be certified and sold; each call adds one more of a kind."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from catalog.certification.validity import last_day_in_force
from catalog.commands.listings import refresh_listings
from catalog.commands.taxonomies import load_taxonomies
from catalog.models import (
    Certificate,
    CertificateLevel,
    Media,
    Product,
    ProductGroup,
    ProductStatus,
    StockItem,
    Taxonomy,
    Variant,
)
from marketplace.clock import today
from marketplace.commands.officers import ensure_officers
from marketplace.models import AuditEntry, Image, OfficeLevel, OutboxEvent, Place, PlaceLevel, Post, User
from sellers.models import LegalForm, Member, Role, Seller

_numbers = count(1)


def group_named(code, *, edition="148"):
    if not Taxonomy.objects.exists():
        load_taxonomies()
    return ProductGroup.objects.get(taxonomy__code=edition, code=code)


def make_place():
    number = next(_numbers)
    return Place.objects.create(code=f"t{number}", level=PlaceLevel.PROVINCE, kind="tỉnh", name=f"Nam Định {number}")


def make_seller(**fields):
    number = next(_numbers)
    given = {
        "slug": f"seller-{number}",
        "name": f"Cơ sở {number}",
        "legal_name": f"Hộ kinh doanh {number}",
        "legal_form": LegalForm.HOUSEHOLD,
    }
    return Seller.objects.create(**{**given, "place": fields.pop("place", None) or make_place(), **fields})


def make_image():
    number = next(_numbers)
    return Image.objects.create(digest=f"{number:064x}", width=800, height=600, byte_count=1, renditions={})


def make_product(*, price=50_000, pictures=1, status=ProductStatus.PUBLISHED, group="food-grain", **fields):
    """On sale, unless its status says otherwise: a variant in stock and a picture."""
    number = next(_numbers)
    given = {"slug": f"product-{number}", "name": f"Gạo tám {number}", "status": status}
    if status in (ProductStatus.PUBLISHED, ProductStatus.PAUSED):
        given["published_at"] = timezone.now()
    given |= {"group": group_named(group), "seller": fields.pop("seller", None) or make_seller()}
    product = Product.objects.create(**{**given, **fields})
    if price is not None:
        add_variant(product, price)
    for position in range(pictures):
        Media.objects.create(product=product, image=make_image(), alt="ảnh", position=position)
    refresh_listings(product_ids=[product.pk])
    return product


def add_variant(product, price):
    variant = Variant.objects.create(
        product=product, seller=product.seller, sku=f"SKU-{next(_numbers)}", name="Túi 1 kg", price=price
    )
    StockItem.objects.create(variant=variant, on_hand=5)
    return variant


def make_certificate(product, *, stars=3, issued_on=None, expires_on=None, **fields):
    """As a row, without the command's rules, in force unless its days say otherwise; the listing follows."""
    issued_on = issued_on or today() - timedelta(days=30)
    expires_on = expires_on or last_day_in_force(issued_on)
    given = {
        "number": f"OCOP-{next(_numbers)}",
        "decision": "1/QĐ-UBND",
        "level": CertificateLevel.PROVINCE,
        "issued_by": "UBND tỉnh Ninh Bình",
        "group": product.group,
    }
    certificate = Certificate.objects.create(
        product=product, stars=stars, issued_on=issued_on, expires_on=expires_on, **{**given, **fields}
    )
    refresh_listings(product_ids=[product.pk])
    return certificate


def make_officer(place=None):
    """Of the province given, or of the ministry: then all sellers are theirs."""
    officer = User.objects.create_user(f"officer-{next(_numbers)}@ocop.example", "secret-0", is_staff=True)
    officer.groups.add(ensure_officers())
    level = OfficeLevel.MINISTRY if place is None else OfficeLevel.PROVINCE
    Post.objects.create(officer=officer, level=level, place=place)
    return officer


def make_member(seller, role=Role.OWNER):
    user = User.objects.create_user(f"member-{next(_numbers)}@example.com", "secret-0", full_name="Nguyễn Thị Nhài")
    Member.objects.create(seller=seller, user=user, role=role)
    return user


def traces():
    """What any write leaves behind: a refused one must leave this as it was."""
    return {
        "certificates": list(Certificate.objects.order_by("pk").values()),
        "products": list(Product.objects.order_by("pk").values_list("pk", "status", "published_at", "updated_at")),
        "media": Media.objects.count(),
        "images": Image.objects.count(),
        "audit": AuditEntry.objects.count(),
        "events": OutboxEvent.objects.count(),
        "listings": list(Product.objects.order_by("pk").values("listing__pk", "listing__stars")),
    }
