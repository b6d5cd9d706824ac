"""A day's shares are found."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("shares", "0004_payee_of_roster")]

    operations = [
        migrations.AddIndex(
            model_name="share",
            index=BrinIndex(autosummarize=True, fields=["at"], name="shares_share_day"),
        ),
    ]
