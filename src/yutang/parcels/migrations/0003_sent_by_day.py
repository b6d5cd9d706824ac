"""A day's parcels are found."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("parcels", "0002_follows_orders")]

    operations = [
        migrations.AddIndex(
            model_name="parcel",
            index=BrinIndex(autosummarize=True, fields=["sent_at"], name="parcels_parcel_sent"),
        ),
    ]
