"""Tells every web process that something which shoppers see has changed, so that it forgets cached answers.

Statement-level, so that a load of 50,000 rows notifies once; PostgreSQL also folds equal notifications of one
transaction and sends them with its commit. Stock is left out: a sale changes it each second, and what shoppers see
of it (sold out or not) is in the listing.
"""

from django.db import migrations

WATCHED = (
    "catalog_listing",
    "catalog_product",
    "catalog_variant",
    "catalog_media",
    "catalog_label",
    "catalog_attribute",
    "catalog_attributevalue",
    "catalog_certificate",
    "catalog_productgroup",
    "catalog_groupmapping",
    "catalog_taxonomy",
    "sellers_seller",
    "marketplace_place",
    "marketplace_placecover",
    "marketplace_placesuccession",
    "marketplace_image",
)

FUNCTION = """
    CREATE FUNCTION catalogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('catalogue', '');
        RETURN NULL;
    END
    $$
"""
TRIGGER = """
    CREATE TRIGGER catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION catalogue_changed()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_initial"),
        ("sellers", "0002_seller_name_key"),
        ("marketplace", "0002_audit_append_only"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION catalogue_changed()"),
        *(
            migrations.RunSQL(
                TRIGGER.format(table=table),
                f"DROP TRIGGER catalogue_changed ON {table}",
            )
            for table in WATCHED
        ),
    ]
