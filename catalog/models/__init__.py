from catalog.certification.models import Certificate, CertificateLevel, CertificateStatus
from catalog.models.attributes import Attribute, AttributeValue, Label
from catalog.models.groups import GroupMapping, ProductGroup, Taxonomy
from catalog.models.imports import ImportFault, ImportJob, ImportStatus
from catalog.models.listing import Listing
from catalog.models.prices import PriceChange
from catalog.models.products import Media, Product, ProductStatus, Variant
from catalog.models.ratings import ProductRating
from catalog.models.saved import SavedProduct
from catalog.models.stock import StockItem, StockMovement, StockReason

__all__ = [
    "Attribute",
    "AttributeValue",
    "Certificate",
    "CertificateLevel",
    "CertificateStatus",
    "GroupMapping",
    "ImportFault",
    "ImportJob",
    "ImportStatus",
    "Label",
    "Listing",
    "Media",
    "PriceChange",
    "Product",
    "ProductGroup",
    "ProductRating",
    "ProductStatus",
    "SavedProduct",
    "StockItem",
    "StockMovement",
    "StockReason",
    "Taxonomy",
    "Variant",
]
