"""Delivery that every shop has until it says otherwise. Amounts are a beginning."""

from django.db import migrations

# By zone: đồng for the first kilogram, and for each 500 g beyond.
RATES = {"PROVINCE": (20_000, 2_500), "REGION": (28_000, 4_000), "COUNTRY": (35_000, 6_000)}


def add(apps, schema_editor):
    method, rate = apps.get_model("orders", "DeliveryMethod"), apps.get_model("orders", "DeliveryRate")
    brought = method.objects.create(
        kind="DELIVERY", name_vi="Giao tận nơi", name_en="Delivery to your door", position=1
    )
    method.objects.create(kind="PICKUP", name_vi="Đến lấy tại cửa hàng", name_en="Pick-up at the shop", position=2)
    for zone, (fee, step_fee) in RATES.items():
        rate.objects.create(method=brought, zone=zone, up_to_grams=1_000, fee=fee, step_grams=500, step_fee=step_fee)


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
