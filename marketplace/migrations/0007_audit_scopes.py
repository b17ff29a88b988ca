import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("marketplace", "0006_names_for_the_office"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="object_name",
            field=models.CharField(blank=True, max_length=200, verbose_name="its name"),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="place",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="marketplace.place",
                verbose_name="place",
            ),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="scope_id",
            field=models.BigIntegerField(null=True, verbose_name="the owner's number"),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="scope_type",
            field=models.CharField(blank=True, max_length=60, verbose_name="kind of owner"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["scope_type", "scope_id", "id"], name="audit_scope"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(
                condition=models.Q(("place__isnull", False)), fields=["place", "id"], name="audit_place"
            ),
        ),
    ]
