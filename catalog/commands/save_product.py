from collections.abc import Collection, Iterable, Mapping, Sequence
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
from marketplace.errors import Conflict, Invalid, NotFound, Refusals, Required
from marketplace.models import Place, User
from marketplace.queries import in_force
from sellers.models import Seller
from sellers.queries import access_seller
from sellers.rights import Right

MOST_EVER = 1_000  # variants, with those that are on sale no longer
_OF_PRICES = ("price", "compare_at_price", "is_active")
Given = Mapping[str, Any]


@transaction.atomic
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
    PermissionDenied (prices, and what is sold at all, want more than texts do), Required, Invalid, Duplicate,
    Conflict; Several of them together.
    """
    user = signed_in(actor)
    _refuse_too_many(given.get("variants") or ())
    if product_id is None:
        if seller_id is None:
            raise Required(field=["seller"])
        seller = access_seller(actor=user, seller_id=seller_id, right=Right.LISTINGS)
        product = None
    else:
        seller, product = _opened(user, product_id, version)
    draft = _draft(product, given)
    if _is_about_prices(draft):
        access_seller(actor=user, seller_id=seller.pk, right=Right.PRICES, field="variants")
    if product is not None:
        _check_left(product, draft.variants)
    now = now or timezone.now()
    return write_products(user=user, seller=seller, drafts=[draft], now=now, action="save_product")[0]


def _opened(user: User, product_id: int, version: int | None) -> tuple[Seller, Product]:
    """The product, locked, and its seller."""
    found = Seller.objects.filter(products=product_id).first()
    if found is None:
        raise NotFound(field=["product"])
    seller = access_seller(actor=user, seller_id=found.pk, right=Right.LISTINGS, field="product")
    product = locked_product(product_id)
    if version is None:
        raise Required(field=["version"])
    if product.version != version:
        raise Conflict(field=["version"])
    if product.status == ProductStatus.TAKEN_DOWN:
        raise Invalid(_("This product was taken down."), field=["product"])
    return seller, product


def _draft(product: Product | None, given: Given) -> ProductDraft:
    draft, refusals = ProductDraft(product, attributes=given.get("attributes")), Refusals()
    with refusals.of_row():
        draft.fields = product_fields(given, is_new=product is None)
    with refusals.of_row():
        if product is None or given.get("group_id") is not None:
            draft.fields["group_id"] = _group(given.get("group_id"))
    with refusals.of_row():
        if given.get("place_id") is not None:
            draft.fields["place_id"] = _place(given["place_id"])
    with refusals.of_row():
        draft.label = within(("label",), lambda: label_fields(given.get("label") or {}))
    draft.variants = _variants(product, given.get("variants") or (), refusals)
    refusals.tell()
    return draft


def _group(group_id: int | None) -> int:
    """Products hang on leaves of the edition in force."""
    if group_id is None:
        raise Required(field=["group"])
    is_leaf = not ProductGroup.objects.filter(parent=group_id).exists()
    if not is_leaf or not groups_of_today().filter(pk=group_id).exists():
        raise Invalid(_("Choose a group at the end of the tree, of the edition in force."), field=["group"])
    return group_id


def _place(place_id: int) -> int:
    if not Place.objects.filter(in_force(), pk=place_id).exists():
        raise Invalid(_("There is no such place today."), field=["place"])
    return place_id


def _variants(product: Product | None, given: Sequence[Given], refusals: Refusals) -> list[VariantDraft]:
    known = {} if product is None else {variant.pk: variant for variant in product.variants.all()}
    drafts: list[VariantDraft] = []
    for number, one in enumerate(given):
        with refusals.of_row():
            drafts.append(_variant(known, one, ("variants", str(number))))
    with refusals.of_row():
        if given:
            _check_count(known.values(), drafts)
    return drafts


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


def _check_count(known: Collection[Variant], drafts: Sequence[VariantDraft]) -> None:
    """Of those on sale afterwards: retired ones stay for the orders that name them, but not without end."""
    changed = [one.variant.pk for one in drafts if one.variant is not None]
    if len(set(changed)) < len(changed):
        raise Invalid(_("Each variant may stand in one row only."), field=["variants"])
    ever = len(known) + len(drafts) - len(changed)
    if _count_on_sale(known, drafts) > MOST_VARIANTS or ever > MOST_EVER:
        raise Invalid(_("A product has at most %(most)d variants.") % {"most": MOST_VARIANTS}, field=["variants"])


def _check_left(product: Product, drafts: Sequence[VariantDraft]) -> None:
    if product.is_published and drafts and not _count_on_sale(product.variants.all(), drafts):
        message = _("A product on sale keeps at least one variant; pause it instead.")
        raise Invalid(message, field=["variants"])


def _count_on_sale(known: Iterable[Variant], drafts: Sequence[VariantDraft]) -> int:
    changed = [(one.variant, one.fields) for one in drafts if one.variant is not None]
    afterwards: dict[int, bool] = {variant.pk: variant.is_active for variant in known}
    afterwards |= {variant.pk: fields.get("is_active", variant.is_active) for variant, fields in changed}
    new: list[bool] = [one.fields.get("is_active", True) for one in drafts if one.variant is None]
    return sum(afterwards.values()) + sum(new)


def _is_about_prices(draft: ProductDraft) -> bool:
    """Texts are anybody's work in the shop; prices, and what is sold at all, are not."""
    return any(
        one.variant is None
        or any(name in one.fields and one.fields[name] != getattr(one.variant, name) for name in _OF_PRICES)
        for one in draft.variants
    )


def _refuse_too_many(variants: Sequence[Given]) -> None:
    """Before anything else is looked at."""
    if len(variants) > MOST_VARIANTS:
        message = _("A product has at most %(most)d variants.") % {"most": MOST_VARIANTS}
        raise Invalid(message, field=["variants"])
