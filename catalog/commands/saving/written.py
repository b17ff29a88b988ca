"""Small steps that every part of a draft is written by."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from catalog.commands.saving.drafts import ProductDraft
from catalog.models import Product


def product_of(draft: ProductDraft) -> Product:
    """Of a draft whose new product has been made."""
    assert draft.product is not None  # noqa: S101 - `write_products` makes it first
    return draft.product


def applied(draft: ProductDraft, row: models.Model, fields: Mapping[str, Any], *, prefix: str = "") -> list[str]:
    """Sets on the row what differs, and notes it; the names of that."""
    different = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in different:
        draft.note(f"{prefix}{name}", getattr(row, name), fields[name])
        setattr(row, name, fields[name])
    return different
