"""What hangs on a product beside its variants: its label and its attributes."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from catalog.commands.saving.drafts import ProductDraft
from catalog.models import Attribute, AttributeValue, Label, Product, ProductGroup
from marketplace.errors import DomainError, Invalid
from marketplace.texts import optional_text


def write_labels(drafts: Sequence[ProductDraft]) -> set[int]:
    """Which drafts it changed, by their id()."""
    asked = [(draft, draft.product) for draft in drafts if draft.label and draft.product is not None]
    if not asked:
        return set()
    known = {label.pk: label for label in Label.objects.filter(product__in=[product.pk for _draft, product in asked])}
    new, changed, touched = [], [], set()
    for draft, product in asked:
        label = known.get(product.pk)
        if label is None:
            new.append(Label(product=product, **draft.label))
            touched.add(id(draft))
        elif _differs(label, draft.label):
            changed.append(label)
            touched.add(id(draft))
    Label.objects.bulk_create(new)
    if changed:
        Label.objects.bulk_update(changed, sorted({name for draft, _product in asked for name in draft.label}))
    return touched


def write_attributes(drafts: Sequence[ProductDraft]) -> set[int]:
    """Raises Invalid for an attribute that the product's group does not have."""
    asked = [(draft, draft.product) for draft in drafts if draft.attributes is not None and draft.product is not None]
    if not asked:
        return set()
    by_group = _attributes_by_group({product.group_id for _draft, product in asked})
    present = _present([product for _draft, product in asked])
    new, changed, gone, touched = [], [], [], set()
    for draft, product in asked:
        for code, text in (draft.attributes or {}).items():
            attribute = by_group[product.group_id].get(code)
            if attribute is None:
                message = _("Products of this group have no attribute “%(code)s”.") % {"code": code[:40]}
                raise Invalid(message, field=["attributes", code[:40]])
            value = _value(code, text)
            row = present.get((product.pk, attribute.pk))
            if row is None and value:
                new.append(AttributeValue(product=product, attribute=attribute, value=value))
            elif row is not None and not value:
                gone.append(row.pk)
            elif row is not None and row.value != value:
                row.value = value
                changed.append(row)
            else:
                continue
            touched.add(id(draft))
    AttributeValue.objects.bulk_create(new)
    if changed:
        AttributeValue.objects.bulk_update(changed, ["value"])
    if gone:
        AttributeValue.objects.filter(pk__in=gone).delete()
    return touched


def _attributes_by_group(groups: set[int]) -> dict[int, dict[str, Attribute]]:
    """A group has its own attributes and those of the groups above it."""
    parents = dict(ProductGroup.objects.values_list("pk", "parent"))
    all_of: dict[int, list[Attribute]] = {}
    for attribute in Attribute.objects.all():
        all_of.setdefault(attribute.group_id, []).append(attribute)
    found: dict[int, dict[str, Attribute]] = {}
    for group in groups:
        found[group] = {}
        above: int | None = group
        while above is not None:
            found[group] |= {attribute.code: attribute for attribute in all_of.get(above, [])}
            above = parents.get(above)
    return found


def _present(products: Sequence[Product]) -> dict[tuple[int, int], AttributeValue]:
    values = AttributeValue.objects.filter(product__in=products)
    return {(value.product_id, value.attribute_id): value for value in values}


def _value(code: str, text: str) -> str:
    try:
        return optional_text(text, field=code[:40], longest=300)
    except DomainError as error:
        error.field = ["attributes", code[:40]]
        raise


def _differs(row: Any, fields: dict[str, Any]) -> bool:
    different = {name: value for name, value in fields.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)
