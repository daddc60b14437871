import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("catalog", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Ripeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("percent", models.PositiveSmallIntegerField(default=100)),
                ("product", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="ripeness",
                                                 to="catalog.product")),
            ],
        ),
    ]
