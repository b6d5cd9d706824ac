import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yutang.channel.migrations._first_tables import FIRST_TABLES


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("goods", "0004_marks"),
        ("people", "__first__"),
    ]

    operations = [
        *FIRST_TABLES,
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("county_code", models.CharField(max_length=6, verbose_name="county")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("listed", "listed"),
                            ("suspended", "suspended"),
                            ("off", "taken off"),
                        ],
                        default="listed",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listing",
                        to="channel.candidate",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="channel.channel",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="goods.product",
                    ),
                ),
            ],
            options={
                "verbose_name": "listing",
                "verbose_name_plural": "listings",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "listed")),
                        fields=["county_code"],
                        name="channel_listing_county",
                        opclasses=["text_pattern_ops"],
                    ),
                    models.Index(
                        fields=["channel", "state", "county_code"], name="channel_listing_shown"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "off"), _negated=True),
                        fields=("channel", "product"),
                        name="channel_listing_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("passed", models.BooleanField(verbose_name="yes")),
                ("zh", models.CharField(blank=True, max_length=200, verbose_name="what was seen")),
                (
                    "en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what was seen, in English"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="channel.candidate",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channel.question",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a question",
                "verbose_name_plural": "answers to questions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidate", "question"), name="channel_answer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListingStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("listed", "listed"),
                            ("suspended", "suspended"),
                            ("off", "taken off"),
                        ],
                        max_length=9,
                        verbose_name="became",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="channel.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a listing",
                "verbose_name_plural": "steps of listings",
            },
        ),
    ]
