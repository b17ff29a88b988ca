"""How the catalogue's rows are read: GraphQL fields on the left, ORM paths on the right."""

from catalog.queries import CONDITIONS, public_certificates, shown_listings
from marketplace.graphql.connections import Listed
from marketplace.graphql.rows import Join, RowType, same
from marketplace.graphql.types.places import PLACE
from sellers.graphql.types import SELLER

_DATES = {"issued_on": "issued_on", "expires_on": "expires_on", "revoked_on": "revoked_on"}

GROUP = RowType(
    "ProductGroup",
    {
        **same("slug", isAlcohol="is_alcohol", isService="is_service"),
        "name": {"name_vi": "name_vi", "name_en": "name_en"},
        "parent": {"parent_id": "parent_id"},
        "taxonomy": {"taxonomy_code": "taxonomy__code", "taxonomy_decision": "taxonomy__decision"},
    },
)

CERTIFICATE = RowType(
    "Certificate",
    {
        **same(
            "number",
            "stars",
            "decision",
            "level",
            issuedBy="issued_by",
            issuedOn="issued_on",
            expiresOn="expires_on",
            revokedOn="revoked_on",
            revocationReason="revocation_reason",
            revocationDecision="revocation_decision",
            isIllustrative="is_illustrative",
        ),
        "status": _DATES,
        "product": {"product_id": "product_id"},
    },
)

IMAGE_COLUMNS = {
    "digest": "image__digest",
    "image_width": "image__width",
    "image_height": "image__height",
    "renditions": "image__renditions",
    "alt": "alt",
}

LABEL_COLUMNS = (
    "responsible_party",
    "responsible_address",
    "origin",
    "net_quantity",
    "ingredients",
    "usage",
    "storage",
    "warnings",
    "shelf_life_days",
    "declaration_number",
)

PRODUCT = RowType(
    "Product",
    {
        **same(
            slug="product__slug",
            name="product__name",
            summary="product__summary",
            description="product__description",
            story="product__story",
            status="product__status",
            isIllustrative="product__is_illustrative",
            updatedAt="product__updated_at",
            publishedAt="published_at",
            isAvailable="is_available",
        ),
        "stars": {"listed_stars": "stars", "certified_until": "certified_until"},
        "certificate": {"certified_until": "certified_until"},
        "price": {
            "price_min": "price_min",
            "price_max": "price_max",
            "compare_at": "compare_at",
            "compare_at_until": "compare_at_until",
        },
        "rating": {"rating_average": "rating_average", "rating_count": "rating_count"},
        "thumbnail": {key: f"thumbnail__{path}" for key, path in IMAGE_COLUMNS.items()},
        "label": {f"label_{name}": f"product__label__{name}" for name in LABEL_COLUMNS},
    },
    {
        "seller": Join("seller", "seller", SELLER),
        "group": Join("group", "group", GROUP),
        "place": Join("place", "place", PLACE),
        "certificate": Join("listed_certificate", "certificate", CERTIFICATE),
    },
)

PRODUCTS = Listed(PRODUCT, shown_listings, CONDITIONS)
CERTIFICATES = Listed(
    CERTIFICATE,
    public_certificates,
    {
        "id": lambda certificates, slots: certificates.filter(pk=slots.whole("id")),
        "number": lambda certificates, slots: certificates.filter(number=slots.text("number")),
    },
)
