"""An attempt that its provider does not know to be closed is asked about too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("money", "0003_refunds_within"),
        ("trade", "0007_freight"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="attempt",
            name="money_attempt_to_ask",
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("closed_at", None), ("state__in", ["open", "closed"])),
                fields=["ask_at"],
                name="money_attempt_to_ask",
            ),
        ),
    ]
