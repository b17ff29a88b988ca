from marketplace.errors import BadId
from marketplace.graphql.ids import parsed


def seller_pk(id: str, *, field: str = "seller") -> int:
    """Of a Seller's id or a SellerAccount's: the same shop from outside and from inside. Raises BadId."""
    found = parsed(id, field=field)
    if found.type not in ("Seller", "SellerAccount"):
        raise BadId(field=[field])
    return found.pk
