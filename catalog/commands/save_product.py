from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.commands.locks import locked_product
from catalog.commands.saving.drafts import (
    MOST_VARIANTS,
    ProductDraft,
    VariantDraft,
    label_fields,
    product_fields,
    variant_fields,
    whole,
    within,
)
from catalog.commands.saving.write import write_products
from catalog.models import Product, ProductGroup, ProductStatus, Variant
from catalog.queries import groups_of_today
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Conflict, Invalid, NotFound, Required
from marketplace.models import Place, User
from marketplace.queries import in_force
from sellers.models import Seller
from sellers.queries import access_seller
from sellers.rights import Right

_OF_PRICES = frozenset({"price", "compare_at_price", "is_active"})
Given = Mapping[str, Any]


def save_product(
    *,
    actor: Actor,
    given: Given,
    seller_id: int | None = None,
    product_id: int | None = None,
    version: int | None = None,
    now: datetime | None = None,
) -> Product:
    """Makes a draft for a seller, or changes a product of theirs; what `given` leaves out stays as it is.

    `version` is the one that was looked at: whoever saves on top of somebody else's change is told Conflict. Nothing
    that can be given makes stars: those come from certificates alone. Raises Unauthenticated, NotFound,
    PermissionDenied (prices and new variants want more than texts do), Required, Invalid, Duplicate, Conflict.
    """
    user = signed_in(actor)
    now = now or timezone.now()
    _refuse_too_many(given.get("variants") or ())
    if product_id is None:
        if seller_id is None:
            raise Required(field=["seller"])
        seller = access_seller(actor=user, seller_id=seller_id, right=_right(given))
        return _saved(user, seller, None, given, now)
    found = Seller.objects.filter(products=product_id).first()
    if found is None:
        raise NotFound(field=["product"])
    seller = access_seller(actor=user, seller_id=found.pk, right=_right(given), field="product")
    with transaction.atomic():
        product = locked_product(product_id)
        if version is None:
            raise Required(field=["version"])
        if product.version != version:
            raise Conflict(field=["version"])
        if product.status == ProductStatus.TAKEN_DOWN:
            raise Invalid(_("This product was taken down."), field=["product"])
        return _saved(user, seller, product, given, now)


def _right(given: Given) -> Right:
    """Texts are anybody's work in the shop; prices, and what is sold at all, are not."""
    variants = given.get("variants") or ()
    is_about_prices = any("id" not in one or _OF_PRICES & one.keys() for one in variants)
    return Right.PRICES if is_about_prices else Right.LISTINGS


def _refuse_too_many(variants: Sequence[Given]) -> None:
    if len(variants) > MOST_VARIANTS:
        message = _("A product has at most %(most)d variants.") % {"most": MOST_VARIANTS}
        raise Invalid(message, field=["variants"])


def _saved(user: User, seller: Seller, product: Product | None, given: Given, now: datetime) -> Product:
    fields = product_fields(given, is_new=product is None)
    if product is None or given.get("group_id") is not None:
        fields["group_id"] = _group(given.get("group_id"))
    if "place_id" in given:
        fields["place_id"] = _place(given["place_id"])
    draft = ProductDraft(
        product,
        fields,
        within(("label",), lambda: label_fields(given.get("label") or {})),
        given.get("attributes"),
        _variants(product, given.get("variants") or ()),
    )
    return write_products(user=user, seller=seller, drafts=[draft], now=now, action="save_product")[0]


def _group(group_id: int | None) -> int:
    """Products hang on leaves of the edition in force."""
    if group_id is None:
        raise Required(field=["group"])
    is_leaf = not ProductGroup.objects.filter(parent=group_id).exists()
    if not is_leaf or not groups_of_today().filter(pk=group_id).exists():
        raise Invalid(_("Choose a group at the end of the tree, of the edition in force."), field=["group"])
    return group_id


def _place(place_id: int | None) -> int | None:
    if place_id is not None and not Place.objects.filter(in_force(), pk=place_id).exists():
        raise Invalid(_("There is no such place today."), field=["place"])
    return place_id


def _variants(product: Product | None, given: Sequence[Given]) -> list[VariantDraft]:
    known = {} if product is None else {variant.pk: variant for variant in product.variants.all()}
    new_ones = sum("id" not in one for one in given)
    if len(known) + new_ones > MOST_VARIANTS:
        raise Invalid(_("A product has at most %(most)d variants.") % {"most": MOST_VARIANTS}, field=["variants"])
    return [_variant(known, one, ("variants", str(number))) for number, one in enumerate(given)]


def _variant(known: Mapping[int, Variant], given: Given, path: tuple[str, ...]) -> VariantDraft:
    variant = known.get(given["id"]) if "id" in given else None
    if "id" in given and variant is None:
        raise NotFound(field=[*path, "id"])
    fields = within(path, lambda: variant_fields(given, is_new=variant is None))
    on_hand = given.get("on_hand")
    if on_hand is not None:
        if variant is not None:
            raise Invalid(_("Pieces of a variant that exists are changed with adjustStock."), field=[*path, "onHand"])
        within(path, lambda: whole(on_hand, field="onHand"))
    return VariantDraft(variant, fields, on_hand, path)
