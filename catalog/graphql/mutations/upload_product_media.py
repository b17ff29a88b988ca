from typing import Any

import graphene
from django.core.files.uploadedfile import UploadedFile

from catalog.commands.add_product_media import add_product_media
from catalog.graphql.managed.ids import product_id, product_pk
from catalog.graphql.managed.types import written_managed
from catalog.graphql.mutations.written import written_product
from marketplace.graphql.context import Context
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.types.images import PICTURE_WIDTH, Image, image
from marketplace.graphql.uploads import Upload


def _resolve_media(payload: Row, info: Info, *, width: int | None) -> Row | None:
    return image(payload["media"], width) if "media" in payload else None


class UploadProductMedia(Mutation):
    """Adds a picture behind those that the product has: JPEG, PNG, WebP or AVIF, 10 MB at most.

    It is turned upright and stripped of everything but its pixels (places and names of phones, for example).
    """

    class Input:
        product = product_id()
        file = Upload(required=True)
        alt = graphene.String(required=True, description="What it shows, for those who cannot see it")

    media = graphene.Field(Image, width=graphene.Int(default_value=PICTURE_WIDTH), resolver=_resolve_media)
    media_id = graphene.ID(description="For orderProductMedia and its like")
    product = written_product()
    managed_product = written_managed()

    @classmethod
    def write(cls, context: Context, *, product: str, file: "UploadedFile[Any]", alt: str) -> Row:
        added = add_product_media(actor=context.viewer, product_id=product_pk(product), content=file, alt=alt)
        shown = {
            "digest": added.image.digest,
            "image_width": added.image.width,
            "image_height": added.image.height,
            "renditions": added.image.renditions,
            "alt": added.alt,
        }
        return {"media": shown, "media_id": global_id("Media", added.pk), "product": added.product_id}
