"""Somebody of the roster can be owed money too: wages, stipends, insurance money."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("roster", "0001_initial"),
        ("shares", "0003_lot_shares"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="payee", name="shares_payee_is_one"),
        migrations.AddField(
            model_name="payee",
            name="member",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="roster.member",
                verbose_name="person on the roster",
            ),
        ),
        migrations.AlterField(
            model_name="payee",
            name="kind",
            field=models.CharField(
                choices=[
                    ("producer", "Producer"),
                    ("person", "Person"),
                    ("organisation", "Organisation"),
                    ("member", "Person in programmes"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="payee",
            constraint=models.CheckConstraint(
                condition=Q(
                    kind="producer", producer__isnull=False, person=None, member=None, name=""
                )
                | Q(kind="person", person__isnull=False, producer=None, member=None, name="")
                | Q(kind="member", member__isnull=False, producer=None, person=None, name="")
                | (Q(kind="organisation", person=None, producer=None, member=None) & ~Q(name="")),
                name="shares_payee_is_one",
            ),
        ),
    ]
