"""What hangs on a product beside its variants: its label and its attributes."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from catalog.commands.saving.drafts import ProductDraft
from catalog.commands.saving.written import applied, product_of
from catalog.models import Attribute, AttributeValue, Label, ProductGroup
from marketplace.errors import DomainError, Invalid
from marketplace.texts import optional_text

Values = Mapping[int, AttributeValue]  # of one product, by attribute


def write_labels(drafts: Sequence[ProductDraft]) -> None:
    asked = [draft for draft in drafts if draft.label]
    if not asked:
        return
    known = Label.objects.in_bulk([product_of(draft).pk for draft in asked])
    new, changed = [], []
    for draft in asked:
        label = known.get(product_of(draft).pk)
        if label is None:
            new.append(Label(product=product_of(draft), **draft.label))
            draft.after |= {f"label.{name}": value for name, value in draft.label.items()}
        elif applied(draft, label, draft.label, prefix="label."):
            changed.append(label)
    Label.objects.bulk_create(new)
    if changed:
        Label.objects.bulk_update(changed, sorted({name for draft in asked for name in draft.label}))


def write_attributes(drafts: Sequence[ProductDraft]) -> None:
    """Raises Invalid for an attribute that the product's group does not have. A new group leaves behind what is not
    of it."""
    asked = [draft for draft in drafts if draft.attributes is not None or "group_id" in draft.before]
    if not asked:
        return
    by_group = _attributes_by_group({product_of(draft).group_id for draft in asked})
    present = _present([product_of(draft).pk for draft in asked])
    new: list[AttributeValue] = []
    changed: list[AttributeValue] = []
    gone: list[AttributeValue] = []
    for draft in asked:
        product = product_of(draft)
        allowed, values = by_group[product.group_id], present[product.pk]
        gone += _foreign(draft, values, allowed)
        for code, text in (draft.attributes or {}).items():
            _sort(draft, allowed, values, code, text, new, changed, gone)
    AttributeValue.objects.bulk_create(new)
    if changed:
        AttributeValue.objects.bulk_update(changed, ["value"])
    if gone:
        AttributeValue.objects.filter(pk__in=[value.pk for value in gone]).delete()


def _foreign(draft: ProductDraft, values: Values, allowed: Mapping[str, Attribute]) -> list[AttributeValue]:
    own = {attribute.pk for attribute in allowed.values()}
    foreign = [value for value in values.values() if value.attribute_id not in own]
    for value in foreign:
        draft.note(f"attribute.{value.attribute.code}", value.value, "")
    return foreign


def _sort(
    draft: ProductDraft,
    allowed: Mapping[str, Attribute],
    values: Values,
    code: str,
    text: str,
    new: list[AttributeValue],
    changed: list[AttributeValue],
    gone: list[AttributeValue],
) -> None:
    attribute = allowed.get(code)
    if attribute is None:
        message = _("Products of this group have no attribute “%(code)s”.") % {"code": code[:40]}
        raise Invalid(message, field=["attributes", code[:40]])
    value, row = _value(code, text), values.get(attribute.pk)
    before = "" if row is None else row.value
    if value == before:
        return
    draft.note(f"attribute.{code}", before, value)
    if row is None:
        new.append(AttributeValue(product=product_of(draft), attribute=attribute, value=value))
    elif value:
        row.value = value
        changed.append(row)
    else:
        gone.append(row)


def _attributes_by_group(groups: Collection[int]) -> dict[int, dict[str, Attribute]]:
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


def _present(products: Sequence[int]) -> dict[int, dict[int, AttributeValue]]:
    found: dict[int, dict[int, AttributeValue]] = {product: {} for product in products}
    for value in AttributeValue.objects.filter(product__in=products).select_related("attribute"):
        found[value.product_id][value.attribute_id] = value
    return found


def _value(code: str, text: str) -> str:
    try:
        return optional_text(text, field=code[:40], longest=300)
    except DomainError as error:
        error.field = ["attributes", code[:40]]
        raise
