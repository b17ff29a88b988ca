"""Triggers that note which products' documents may be out of date, in the transaction of whatever changed them.

Statement-level, so that a load of 50,000 products notes them in one statement; rows are noted in the order of their
keys, so that two writers wait for each other instead of deadlocking.
"""

from django.db import migrations

INSERT = """
    INSERT INTO search_pendingproduct (engine, product_id, version, since)
    SELECT engine.name, changed.id, nextval('search_version'), now()
    FROM (SELECT 'postgresql' AS name UNION SELECT name FROM search_indexedengine) AS engine CROSS JOIN ({ids}) AS changed (id) ORDER BY engine.name, changed.id
    ON CONFLICT (engine, product_id) DO UPDATE SET version = excluded.version, since = excluded.since
"""
# Table, event, transition tables, and which products it concerns.
WATCHED = {
    "listing_added": ("catalog_listing", "INSERT", "NEW TABLE AS after", "SELECT product_id FROM after"),
    "listing_gone": ("catalog_listing", "DELETE", "OLD TABLE AS before", "SELECT product_id FROM before"),
    "listing_changed": (
        "catalog_listing",
        "UPDATE",
        "OLD TABLE AS before NEW TABLE AS after",
        "SELECT after.product_id FROM after",
    ),
    "product_changed": (
        "catalog_product",
        "UPDATE",
        "OLD TABLE AS before NEW TABLE AS after",
        """SELECT after.id FROM after JOIN before USING (id)
           WHERE (after.name, after.summary, after.description, after.story, after.group_id, after.place_id)
               IS DISTINCT FROM (before.name, before.summary, before.description, before.story, before.group_id, before.place_id)""",
    ),
    "label_added": ("catalog_label", "INSERT", "NEW TABLE AS after", "SELECT product_id FROM after"),
    "label_changed": ("catalog_label", "UPDATE", "NEW TABLE AS after", "SELECT product_id FROM after"),
    "value_added": (
        "catalog_attributevalue",
        "INSERT",
        "NEW TABLE AS after",
        "SELECT DISTINCT product_id FROM after",
    ),
    "value_changed": (
        "catalog_attributevalue",
        "UPDATE",
        "NEW TABLE AS after",
        "SELECT DISTINCT product_id FROM after",
    ),
    "value_gone": (
        "catalog_attributevalue",
        "DELETE",
        "OLD TABLE AS before",
        "SELECT DISTINCT product_id FROM before",
    ),
    "seller_renamed": (
        "sellers_seller",
        "UPDATE",
        "OLD TABLE AS before NEW TABLE AS after",
        """SELECT listing.product_id FROM after JOIN before USING (id) JOIN catalog_listing AS listing
               ON listing.seller_id = after.id
           WHERE (after.name, after.legal_name, after.place_id)
               IS DISTINCT FROM (before.name, before.legal_name, before.place_id)""",
    ),
}


def _made(name):
    table, event, transitions, ids = WATCHED[name]
    return f"""
        CREATE FUNCTION search_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            {INSERT.format(ids=ids)};
            RETURN NULL;
        END
        $$;
        CREATE TRIGGER search_{name} AFTER {event} ON {table} REFERENCING {transitions}
        FOR EACH STATEMENT EXECUTE FUNCTION search_{name}();
    """


def _gone(name):
    return f"DROP TRIGGER search_{name} ON {WATCHED[name][0]}; DROP FUNCTION search_{name}();"


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("catalog", "0007_names_for_the_office"),
        ("sellers", "0007_names_for_the_office"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE search_version", "DROP SEQUENCE search_version"),
        *(migrations.RunSQL(_made(name), _gone(name)) for name in WATCHED),
        # Kept answers are forgotten when the index has caught up, too (catalog.0003).
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION catalogue_changed()",
                f"DROP TRIGGER catalogue_changed ON {table}",
            )
            for table in ("search_productdocument", "search_producttext")
        ),
        # What is there already has no document yet.
        migrations.RunSQL(INSERT.format(ids="SELECT product_id FROM catalog_listing"), migrations.RunSQL.noop),
    ]
