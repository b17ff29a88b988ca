import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0008_product_ratings"),
        ("orders", "0003_payments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stars", models.PositiveSmallIntegerField(verbose_name="stars")),
                ("text", models.CharField(blank=True, max_length=2000, verbose_name="text")),
                ("author_name", models.CharField(max_length=120, verbose_name="shown name")),
                ("posted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="catalog.product"
                    ),
                ),
                (
                    "seller_order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="orders.sellerorder"
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "indexes": [models.Index(fields=["product", "-id"], name="review_latest_of_product")],
                "constraints": [
                    models.UniqueConstraint(fields=("seller_order", "product"), name="review_once_an_order"),
                    models.CheckConstraint(
                        condition=models.Q(("stars__range", (1, 5))), name="review_has_1_to_5_stars"
                    ),
                ],
            },
        ),
        # Kept answers with reviews are forgotten when one is written.
        migrations.RunSQL(
            "CREATE TRIGGER catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON orders_review"
            " FOR EACH STATEMENT EXECUTE FUNCTION catalogue_changed()",
            "DROP TRIGGER catalogue_changed ON orders_review",
        ),
    ]
