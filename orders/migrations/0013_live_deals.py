from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0012_connect"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="live_deal",
            field=models.BigIntegerField(null=True),
        ),
    ]
