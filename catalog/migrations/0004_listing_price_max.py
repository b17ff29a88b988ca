from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Finds the few dear goods for a lowest price, in whatever order."""

    atomic = False

    dependencies = [
        ("catalog", "0003_catalogue_notifications"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="listing",
            index=models.Index(fields=["price_max"], name="listing_price_max"),
        ),
    ]
