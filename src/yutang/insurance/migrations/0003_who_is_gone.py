"""A register tells who was insured before and is not on it; there are no rolls but of files."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("insurance", "0002_guards")]
    operations = [
        migrations.RemoveField(model_name="roll", name="source"),
        migrations.AddField(
            model_name="roll",
            name="gone",
            field=models.PositiveIntegerField(
                default=0, verbose_name="insured before and not on it"
            ),
        ),
    ]
