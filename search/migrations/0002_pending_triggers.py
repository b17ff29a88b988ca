"""Triggers that note which products' documents may be out of date, in the transaction of whatever changed them.

Statement-level, so that a load of 50,000 products notes them in one statement; rows are noted in the order of their
keys, so that two writers wait for each other instead of deadlocking.
"""

from django.db import migrations

INSERT = """
    INSERT INTO search_pendingproduct (product_id, version, since)
    SELECT id, nextval('search_version'), now() FROM ({ids}) AS changed (id) ORDER BY id
    ON CONFLICT (product_id) DO UPDATE SET version = excluded.version, since = excluded.since
"""
# Table, event, transition tables, and which products it concerns.
WATCHED = {
    "listing_added": ("catalog_listing", "INSERT", "NEW TABLE AS new", "SELECT product_id FROM new"),
    "listing_gone": ("catalog_listing", "DELETE", "OLD TABLE AS old", "SELECT product_id FROM old"),
    "listing_changed": (
        "catalog_listing",
        "UPDATE",
        "OLD TABLE AS old NEW TABLE AS new",
        "SELECT new.product_id FROM new",
    ),
    "product_changed": (
        "catalog_product",
        "UPDATE",
        "OLD TABLE AS old NEW TABLE AS new",
        """SELECT new.id FROM new JOIN old USING (id)
           WHERE (new.name, new.summary, new.description, new.story, new.group_id, new.place_id)
               IS DISTINCT FROM (old.name, old.summary, old.description, old.story, old.group_id, old.place_id)""",
    ),
    "label_added": ("catalog_label", "INSERT", "NEW TABLE AS new", "SELECT product_id FROM new"),
    "label_changed": ("catalog_label", "UPDATE", "NEW TABLE AS new", "SELECT product_id FROM new"),
    "value_added": ("catalog_attributevalue", "INSERT", "NEW TABLE AS new", "SELECT DISTINCT product_id FROM new"),
    "value_changed": ("catalog_attributevalue", "UPDATE", "NEW TABLE AS new", "SELECT DISTINCT product_id FROM new"),
    "value_gone": ("catalog_attributevalue", "DELETE", "OLD TABLE AS old", "SELECT DISTINCT product_id FROM old"),
    "seller_renamed": (
        "sellers_seller",
        "UPDATE",
        "OLD TABLE AS old NEW TABLE AS new",
        """SELECT listing.product_id FROM new JOIN old USING (id) JOIN catalog_listing AS listing
               ON listing.seller_id = new.id
           WHERE (new.name, new.legal_name, new.place_id) IS DISTINCT FROM (old.name, old.legal_name, old.place_id)""",
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
    dependencies = [("search", "0001_initial"), ("catalog", "0004_listing_price_max"), ("sellers", "0003_members")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE search_version", "DROP SEQUENCE search_version"),
        *(migrations.RunSQL(_made(name), _gone(name)) for name in WATCHED),
        # What is there already has no document yet.
        migrations.RunSQL(INSERT.format(ids="SELECT product_id FROM catalog_listing"), migrations.RunSQL.noop),
    ]
