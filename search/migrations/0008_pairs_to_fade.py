from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """By itself, for it runs outside a transaction: pairs may be many, and orders go on counting them."""

    atomic = False
    dependencies = [("search", "0007_fading_and_front")]

    operations = [
        AddIndexConcurrently("boughttogether", models.Index(fields=["faded_at"], name="search_pairs_to_fade")),
    ]
