from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sellers", "0004_applications")]

    operations = [
        migrations.AddField(
            "invitation", "seed", models.CharField(default="", max_length=32), preserve_default=False
        ),
    ]
