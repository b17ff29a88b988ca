from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("search", "0006_bought_together")]

    operations = [
        migrations.CreateModel(
            name="FrontProduct",
            fields=[
                ("place", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("product_id", models.BigIntegerField(unique=True)),
            ],
        ),
        migrations.AddField(
            model_name="boughttogether", name="faded_at", field=models.DateTimeField(db_default=Now())
        ),
    ]
