from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_product_ratings")]

    operations = [
        # Kept answers with a shop's rating are forgotten when it changes, also by a review of a paused product.
        migrations.RunSQL(
            "CREATE TRIGGER catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog_productrating"
            " FOR EACH STATEMENT EXECUTE FUNCTION catalogue_changed()",
            "DROP TRIGGER catalogue_changed ON catalog_productrating",
        ),
    ]
