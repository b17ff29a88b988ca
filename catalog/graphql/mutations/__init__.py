import graphene

from catalog.graphql.mutations.issue_certificate import IssueCertificate
from catalog.graphql.mutations.pause_product import PauseProduct
from catalog.graphql.mutations.publish_product import PublishProduct
from catalog.graphql.mutations.revoke_certificate import RevokeCertificate
from catalog.graphql.mutations.upload_product_media import UploadProductMedia


class CatalogMutations(graphene.ObjectType):
    issue_certificate = IssueCertificate.Field()
    revoke_certificate = RevokeCertificate.Field()
    publish_product = PublishProduct.Field()
    pause_product = PauseProduct.Field()
    upload_product_media = UploadProductMedia.Field()
